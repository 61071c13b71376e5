import { stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import {
	type Init,
	InputError,
	nearestName,
	type Problem,
	parseInit,
	parseProblem,
	type SurveyOptions,
	solverNames,
} from "@lossatlas/core/laboratory";
import { fileSource } from "./formats/data-source.ts";
import { readNamedFile } from "./formats/named-file.ts";
import { readPoint } from "./formats/point-reader.ts";
import type { SurveyFlags } from "./survey-flags.ts";

/** A number from a flag. */
export function number(
	flag: string,
	text: string,
	accepts: (value: number) => boolean,
	expected: string,
): number {
	const value = text.trim() === "" ? Number.NaN : Number(text);
	if (!accepts(value))
		throw new InputError(`--${flag} is "${text}"; ${expected} was expected.`, { field: `--${flag}` });
	return value;
}

const whole = (least: number) => (value: number) => Number.isSafeInteger(value) && value >= least;

/** A whole number of at least `least` from a flag. */
export function wholeNumber(flag: string, text: string, least: number): number {
	return number(flag, text, whole(least), `a whole number of at least ${least}`);
}

/** Threads to use. */
export function threadsOf(flags: Pick<SurveyFlags, "threads">): number {
	return flags.threads === undefined ? availableParallelism() : wholeNumber("threads", flags.threads, 1);
}

/** Survey options from flags. @throws InputError for a value that does not fit. */
export async function surveyOptions(problem: Problem, flags: SurveyFlags): Promise<SurveyOptions> {
	if (flags.solver !== undefined && !solverNames.includes(flags.solver))
		throw new InputError(
			`--solver is "${flags.solver}"; one of ${solverNames.join(", ")} was expected.`,
			{ field: "--solver" },
			`Did you mean ${nearestName(flags.solver, solverNames)}?`,
		);
	return {
		starts: wholeNumber("starts", flags.starts, 1),
		seed: wholeNumber("seed", flags.seed, 0),
		target: flags.target,
		init: await initOf(problem, flags.init),
		solver: flags.solver ?? null,
		budget: flags.budget === undefined ? null : wholeNumber("budget", flags.budget, 1),
		tolerance:
			flags.tolerance === undefined
				? null
				: number("tolerance", flags.tolerance, (value) => value > 0 && value < 1, "a number between 0 and 1"),
	};
}

/** An initialiser, or else a point file. */
async function initOf(problem: Problem, text: string): Promise<Init> {
	const init = namedInit(text);
	if (init !== null) return init;
	if (!(await isFile(text)))
		throw new InputError(
			`--init is "${text}"; glorot, he, normal:SCALE or a point file was expected.`,
			{ field: "--init" },
			`Did you mean ${nearestName(text, ["glorot", "he", "normal:1"])}? There is no file of that name.`,
		);
	const { theta } = await readPoint(problem, text);
	return { kind: "point", theta: Array.from(theta), scale: 0.1 };
}

function namedInit(text: string): Init | null {
	try {
		return parseInit(text);
	} catch (error) {
		throw new InputError((error as Error).message, { field: "--init" });
	}
}

function isFile(path: string): Promise<boolean> {
	return stat(path).then(
		(found) => found.isFile(),
		() => false,
	);
}

/** Reads the problem file that a person named. */
export async function readProblem(path: string): Promise<Problem> {
	const text = new TextDecoder().decode(await readNamedFile(path));
	return parseProblem(text, { file: path, source: fileSource });
}
