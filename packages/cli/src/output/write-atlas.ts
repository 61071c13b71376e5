import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
	type Atlas,
	arraysFromPoint,
	drawFigures,
	type Objective,
	type Problem,
	reportHtml,
} from "@lossatlas/core";
import { svgToPng } from "../figures/rasterize.ts";
import { writeWhole } from "../formats/atomic-write.ts";
import { writeNpz } from "../formats/npz.ts";
import { listToJson, toJson } from "./json-output.ts";

/**
 * Writes a survey into its folder: survey.json, starts.json, spectra.json, slice.json, points/ID.npz,
 * certificates/ID.json, figures as SVG and PNG, report.html; with an objective, hessians/ID.npz too.
 */
export async function writeAtlas(
	folder: string,
	atlas: Atlas,
	problem: Problem,
	objective: Objective | null,
): Promise<void> {
	const figures = join(folder, "figures");
	const points = join(folder, "points");
	await mkdir(figures, { recursive: true });
	await mkdir(points, { recursive: true });
	const svgs = drawFigures(atlas);
	for (const [id, svg] of Object.entries(svgs)) {
		await writeWhole(join(figures, `${id}.svg`), svg);
		await writeWhole(join(figures, `${id}.png`), svgToPng(svg));
	}
	for (const { id, theta } of atlas.survey.points)
		await writeWhole(join(points, `${id}.npz`), writeNpz(arraysFromPoint(problem, Float64Array.from(theta))));
	const proved = Object.entries(atlas.certificates ?? {});
	if (proved.length > 0) await mkdir(join(folder, "certificates"), { recursive: true });
	for (const [id, certificate] of proved)
		await writeWhole(join(folder, "certificates", `${id}.json`), `${toJson(certificate)}\n`);
	if (objective !== null) await writeHessians(folder, atlas, objective);
	await writeWhole(join(folder, "starts.json"), listToJson(atlas.starts));
	await writeWhole(join(folder, "spectra.json"), toJson(atlas.spectra));
	await writeWhole(join(folder, "slice.json"), toJson(atlas.slice));
	await writeWhole(join(folder, "report.html"), reportHtml(atlas, svgs));
	await writeWhole(join(folder, "survey.json"), toJson(atlas.survey));
}

async function writeHessians(folder: string, atlas: Atlas, objective: Objective): Promise<void> {
	const hessians = join(folder, "hessians");
	await mkdir(hessians, { recursive: true });
	const p = objective.parameters;
	for (const { id, theta } of atlas.survey.points) {
		const values = objective.hessian(Float64Array.from(theta));
		await writeWhole(join(hessians, `${id}.npz`), writeNpz([{ name: "hessian", values, shape: [p, p] }]));
	}
}
