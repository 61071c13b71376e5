import { stat } from "node:fs/promises";
import { extname } from "node:path";
import { type Atlas, figureIds, figures, InputError, nearestName, survey } from "@lossatlas/core";
import { readProblem } from "../common-options.ts";
import { svgToPng } from "../figures/rasterize.ts";
import { writeWhole } from "../formats/atomic-write.ts";
import { printDocument } from "../output/json-output.ts";
import { readAtlas } from "../output/read-atlas.ts";

interface Flags {
	readonly list?: boolean;
	readonly out?: string;
	readonly json?: boolean;
}

/** Starts of the survey behind a figure of a problem. */
const starts = 50;

/** `plot DIR|PROBLEM FIGURE --out FILE` */
export async function plotCommand(
	subject: string | undefined,
	id: string | undefined,
	flags: Flags,
): Promise<void> {
	if (flags.list) {
		for (const figure of figures) process.stdout.write(`${figure.id.padEnd(14)} ${figure.title}\n`);
		return;
	}
	if (subject === undefined || id === undefined || flags.out === undefined)
		throw new InputError(
			"plot needs a folder or problem, a figure and --out FILE.",
			{},
			"lossatlas plot lossatlas-out/penguins loss-levels --out levels.svg",
		);
	const figure = figures.find((each) => each.id === id);
	if (figure === undefined)
		throw new InputError(
			`There is no figure "${id}". Known: ${figureIds.join(", ")}.`,
			{ field: "FIGURE" },
			`Did you mean "${nearestName(id, figureIds)}"?`,
		);
	const ending = extname(flags.out).toLowerCase();
	if (ending !== ".svg" && ending !== ".png")
		throw new InputError(`--out is "${flags.out}"; a file ending in .svg or .png was expected.`, {
			field: "--out",
		});
	const svg = figure.draw(await atlasOf(subject));
	if (svg === null)
		throw new InputError(`The survey holds nothing that "${id}" could show.`, { file: subject });
	await writeWhole(flags.out, ending === ".svg" ? svg : svgToPng(svg));
	if (flags.json) printDocument({ schema: "lossatlas/plot@1", figure: id, file: flags.out });
	else process.stdout.write(`${flags.out}\n`);
}

async function atlasOf(subject: string): Promise<Atlas> {
	const isFolder = await stat(subject)
		.then((found) => found.isDirectory())
		.catch(() => false);
	if (isFolder) return readAtlas(subject);
	const problem = await readProblem(subject);
	process.stderr.write(`Surveying ${problem.name} with ${starts} starts ...\n`);
	return survey(problem, { starts }).result();
}
