import * as Plot from "@observablehq/plot";
import type { SurveyPoint } from "../survey/document.ts";
import type { LegendEntry } from "./legend.ts";
import { legendOf } from "./legend.ts";
import { kindLooks } from "./palette.ts";

/** A point of the atlas at its coordinates in a picture. */
export interface PlacedPoint {
	readonly x: number;
	readonly y: number;
	readonly point: SurveyPoint;
}

const kinds = Object.keys(kindLooks) as SurveyPoint["kind"][];

/** Whether a point is drawn hollow: it is known not to be isolated. */
const hollow = (point: SurveyPoint): boolean => point.isolated === "no";

/** One symbol a point: colour and shape by kind, hollow where it stands for a family. */
export function pointMarks(placed: readonly PlacedPoint[]): Plot.Markish[] {
	const many = placed.length > 60;
	return kinds.flatMap((kind) => {
		const look = kindLooks[kind];
		const own = placed.filter(({ point }) => point.kind === kind);
		if (own.length === 0) return [];
		return [
			Plot.dot(own, {
				x: "x",
				y: "y",
				symbol: look.shape,
				r: many ? 4 : 5.5,
				stroke: look.colour,
				strokeWidth: 1.6,
				fill: look.outline ? "none" : ({ point }: PlacedPoint) => (hollow(point) ? "white" : look.colour),
				fillOpacity: many ? 0.6 : 0.9,
			}),
		];
	});
}

/** What the symbols of these points mean. */
export function pointLegend(points: readonly SurveyPoint[]): LegendEntry[] {
	const entries = kinds.flatMap((kind) => {
		const count = points.filter((point) => point.kind === kind).length;
		return count === 0 ? [] : [legendOf(kindLooks[kind], count)];
	});
	if (points.some(hollow))
		entries.push({
			text: "hollow: not isolated",
			colour: "#595959",
			shape: "circle",
			filled: false,
		});
	return entries;
}
