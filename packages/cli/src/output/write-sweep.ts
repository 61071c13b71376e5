import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
	type DrawnFigure,
	defaultSweepFigures,
	drawSweepFigure,
	type Plan,
	readSweepFigures,
	type SweepDocument,
	sweepReportHtml,
	tableOfSweep,
} from "@lossatlas/core";
import { svgToPng } from "../figures/rasterize.ts";
import { writeWhole } from "../formats/atomic-write.ts";
import { toJson } from "./json-output.ts";

/** Writes what a sweep came to into its folder: sweep.json, figures as SVG and PNG, report.html; `axes` are those of its table. */
export async function writeSweep(
	folder: string,
	plan: Plan,
	document: SweepDocument,
	axes: readonly string[],
): Promise<void> {
	const figures = drawFigures(plan, document, axes);
	if (figures.length > 0) await mkdir(join(folder, "figures"), { recursive: true });
	for (const { id, svg } of figures) {
		await writeWhole(join(folder, "figures", `${id}.svg`), svg);
		await writeWhole(join(folder, "figures", `${id}.png`), svgToPng(svg));
	}
	await writeWhole(join(folder, "report.html"), sweepReportHtml(plan, document, figures));
	await writeWhole(join(folder, "sweep.json"), `${toJson(document)}\n`);
}

/** The figures that the plan asks for, or those that suit its axes; one that has nothing to show is left out. */
function drawFigures(plan: Plan, document: SweepDocument, axes: readonly string[]): DrawnFigure[] {
	const table = tableOfSweep(plan, document, axes);
	const specs = readSweepFigures(plan) ?? defaultSweepFigures(table);
	return specs.flatMap((spec, k) => {
		const svg = drawSweepFigure(table, spec);
		return svg === null ? [] : [{ id: `${k + 1}-${spec.kind}`, svg }];
	});
}
