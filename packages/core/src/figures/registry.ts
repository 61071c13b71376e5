import type { Atlas } from "../survey/document.ts";
import { curves } from "./curves.ts";
import type { Figure } from "./figure.ts";
import { indexLoss } from "./index-loss.ts";
import { lossLevels } from "./loss-levels.ts";
import { norms } from "./norms.ts";
import { slice } from "./slice.ts";
import { spectrum } from "./spectrum.ts";
import { starts } from "./starts.ts";

/** Every figure, in the order of a report. */
export const figures: readonly Figure[] = [lossLevels, starts, curves, norms, spectrum, indexLoss, slice];

/** The names of all figures. */
export const figureIds: readonly string[] = figures.map(({ id }) => id);

/** Draws every figure that has something to show, as SVG by id. */
export function drawFigures(atlas: Atlas, document?: Document): Record<string, string> {
	const drawn: Record<string, string> = {};
	for (const figure of figures) {
		const svg = figure.draw(atlas, document);
		if (svg !== null) drawn[figure.id] = svg;
	}
	return drawn;
}
