import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseProblem } from "../../src/problem/parse.ts";
import type { Problem } from "../../src/problem/problem.ts";
import type { Atlas } from "../../src/survey/document.ts";
import type { SurveyOptions } from "../../src/survey/options.ts";
import { survey } from "../../src/survey/survey.ts";

/** A problem of examples/. */
export async function exampleProblem(name: string): Promise<Problem> {
	const path = fileURLToPath(new URL(`../../../../examples/${name}.yaml`, import.meta.url));
	return parseProblem(readFileSync(path, "utf8"), { file: path });
}

/** A survey of a problem of examples/. */
export async function exampleSurvey(name: string, options: SurveyOptions): Promise<Atlas> {
	return survey(await exampleProblem(name), options).result();
}
