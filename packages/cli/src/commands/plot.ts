import { stat } from "node:fs/promises";
import { extname } from "node:path";
import { type Atlas, figureIds, figures, InputError, nearestName, survey } from "@lossatlas/core";
import { svgToPng } from "../figures/rasterize.ts";
import { writeWhole } from "../formats/atomic-write.ts";
import { printDocument } from "../output/json-output.ts";
import { readAtlas } from "../output/read-atlas.ts";
import { readProblem } from "../survey-options.ts";

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
		listFigures(flags.json === true);
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
			{ field: "figure" },
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

function listFigures(json: boolean): void {
	if (json)
		printDocument({
			schema: "lossatlas/figures@1",
			figures: figures.map(({ id, title, description }) => ({ id, title, description })),
		});
	else for (const { id, title } of figures) process.stdout.write(`${id.padEnd(14)} ${title}\n`);
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
