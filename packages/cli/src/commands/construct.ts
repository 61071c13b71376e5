import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
	type Constructed,
	type ConstructedPath,
	construct,
	constructions,
	drawConstructFigures,
	engineInUse,
	InputError,
	type Problem,
	pointDocument,
	writeProblemText,
} from "@lossatlas/core";
import { writeWhole } from "../formats/atomic-write.ts";
import { writeNpz } from "../formats/npz.ts";
import { readPoint } from "../formats/point-reader.ts";
import { prepareConstruction } from "../output/construction-folder.ts";
import { exitCodes } from "../output/failure.ts";
import { printDocument, toJson } from "../output/json-output.ts";
import { readProblem, wholeNumber } from "../survey-options.ts";

interface Flags {
	readonly out?: string;
	readonly set?: readonly string[];
	readonly seed: string;
	readonly list?: boolean;
	readonly force?: boolean;
	readonly json?: boolean;
}

/** `construct ID --out DIR`, `construct --list` */
export async function constructCommand(id: string | undefined, flags: Flags): Promise<void> {
	if (flags.list) return list(flags.json === true);
	if (id === undefined)
		throw new InputError(
			"construct needs the id of a construction.",
			{},
			"lossatlas construct --list shows them.",
		);
	const { problem, point, settings } = await given(flags.set ?? []);
	const made = await construct(id, {
		settings,
		seed: wholeNumber("seed", flags.seed, 0),
		...(problem === null ? {} : { problem }),
		...(point === null ? {} : { point }),
	});
	const folder = flags.out ?? join("lossatlas-out", id.replace("/", "-"));
	await prepareConstruction(folder, flags.force === true);
	await write(folder, made);
	if (flags.json) printDocument({ ...made.document, engine: engineInUse() });
	else process.stdout.write(describe(made, folder));
	if (!made.passed) process.exitCode = exitCodes.notProved;
}

function list(json: boolean): void {
	const known = constructions.map(({ id, title, claim, settings, takes }) => ({
		id,
		title,
		claim,
		settings,
		takes,
	}));
	if (json) {
		printDocument({ schema: "lossatlas/constructions@1", constructions: known });
		return;
	}
	const lines = known.flatMap(({ id, claim, settings }) => [
		id,
		`    ${claim}`,
		...settings.map(({ name, default: fallback, meaning }) => `    --set ${name}=${fallback}   ${meaning}`),
		"",
	]);
	process.stdout.write(lines.join("\n"));
}

/** `--set name=value`; the names `problem` and `point` stand for files. */
async function given(sets: readonly string[]): Promise<{
	readonly problem: Problem | null;
	readonly point: Float64Array | null;
	readonly settings: Record<string, string>;
}> {
	const settings: Record<string, string> = {};
	for (const each of sets) {
		const cut = each.indexOf("=");
		if (cut < 1)
			throw new InputError(
				`--set is "${each}"; name=value was expected.`,
				{ field: "--set" },
				"For example --set width=20",
			);
		settings[each.slice(0, cut)] = each.slice(cut + 1);
	}
	const { problem: problemFile, point: pointFile, ...rest } = settings;
	const problem = problemFile === undefined ? null : await readProblem(problemFile);
	if (pointFile === undefined) return { problem, point: null, settings: rest };
	if (problem === null)
		throw new InputError("A point needs its problem.", { field: "--set" }, "Add --set problem=FILE.");
	return { problem, point: (await readPoint(problem, pointFile)).theta, settings: rest };
}

async function write(folder: string, constructed: Constructed): Promise<void> {
	const { construct: made, document } = constructed;
	await mkdir(folder, { recursive: true });
	const name = `${document.id}, seed ${document.seed}`;
	await writeWhole(join(folder, "problem.yaml"), writeProblemText({ lossatlas: 1, name, ...made.file }));
	await writeWhole(join(folder, "point.json"), `${toJson(pointDocument(made.theta))}\n`);
	if (made.better !== null)
		await writeWhole(join(folder, "better.json"), `${toJson(pointDocument(made.better))}\n`);
	if (made.path !== null)
		await writeWhole(join(folder, "path.npz"), writeNpz(arraysOf(made.path, made.theta.length)));
	for (const [figure, svg] of Object.entries(drawConstructFigures(constructed)))
		await writeWhole(join(folder, `${figure}.svg`), svg);
	await writeWhole(join(folder, "construct.json"), `${toJson({ ...document, engine: engineInUse() })}\n`);
}

/** `theta` (points x P), `loss`, and `stages` (the row at which each begins). */
function arraysOf({ theta, points, loss, stages }: ConstructedPath, parameters: number) {
	return [
		{ name: "theta", values: theta, shape: [points, parameters] },
		{ name: "loss", values: loss, shape: [points] },
		{ name: "stages", values: Float64Array.from(stages, ({ at }) => at), shape: [stages.length] },
	];
}

function describe({ document, passed, construct: made }: Constructed, folder: string): string {
	const lines = [`${document.id}: ${document.claim}`, "", document.sentence, "", "Checks:"];
	for (const { what, value, passed: ok } of document.checks)
		lines.push(
			`  ${ok ? "passed" : "FAILED"}  ${what}: ${Number.isInteger(value) ? value : value.toPrecision(6)}`,
		);
	const files = [
		"problem.yaml",
		"point.json",
		...(made.better ? ["better.json"] : []),
		...(made.path ? ["path.npz"] : []),
	];
	lines.push(
		"",
		`${passed ? "All checks passed." : "A check FAILED: do not rely on the claim."} Written to ${folder}: ${files.join(", ")}.`,
	);
	return `${lines.join("\n")}\n`;
}
