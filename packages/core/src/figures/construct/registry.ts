import type { Constructed } from "../../constructions/construct.ts";
import { createObjective } from "../../objective/create-objective.ts";
import type { ConstructFigure } from "./construct-figure.ts";
import { pathLoss } from "./path-loss.ts";
import { segment } from "./segment.ts";
import { surface } from "./surface.ts";
import { surroundings } from "./surroundings.ts";

/** Every figure of a construct. */
export const constructFigures: readonly ConstructFigure[] = [surface, surroundings, segment, pathLoss];

/** Draws every figure that has something to show, as SVG by id. */
export function drawConstructFigures(constructed: Constructed, document?: Document): Record<string, string> {
	const objective = createObjective(constructed.problem);
	try {
		const drawn: Record<string, string> = {};
		for (const figure of constructFigures) {
			const svg = figure.draw(constructed, objective, document);
			if (svg !== null) drawn[figure.id] = svg;
		}
		return drawn;
	} finally {
		objective.release();
	}
}
