import * as Plot from "@observablehq/plot";
import { ink } from "../palette.ts";
import { type Plane, tickSize } from "../panel.ts";

/** What is written beside the end of a line, with the line's own look. */
export interface EndLabel {
	readonly text: string;
	readonly colour: string;
	/** Coordinates of the end of the line on the plane's axes. */
	readonly x: number;
	readonly y: number;
}

/** Pixels between the baselines of labels. */
const spacing = 14;
/** From the plane to the labels. */
export const labelGap = 16;

/** Heights in ascending order, moved as little as need be to stand `least` apart between two bounds. */
export function spread(heights: readonly number[], least: number, low: number, high: number): number[] {
	const placed: number[] = [];
	for (const height of heights) {
		const above = placed.length === 0 ? low : placed[placed.length - 1] + least;
		placed.push(Math.max(height, above));
	}
	let limit = high;
	for (let k = placed.length - 1; k >= 0; k--) {
		placed[k] = Math.min(placed[k], limit);
		limit = placed[k] - least;
	}
	return placed;
}

/** Whether so many labels have room beside a plane of the given inner height. */
export function haveRoom(count: number, inner: number): boolean {
	return count * spacing <= inner + spacing;
}

/** Labels right of the plane, beside the ends of their lines, with thin lines that lead to them. */
export function endLabels(plane: Plane, labels: readonly EndLabel[]): Plot.Markish[] {
	const sorted = labels
		.map((label) => ({ ...label, wanted: plane.pixelY(label.y) }))
		.sort((a, b) => a.wanted - b.wanted);
	const at = spread(
		sorted.map(({ wanted }) => wanted),
		spacing,
		plane.top,
		plane.height - plane.bottom,
	);
	const [x0, x1] = plane.x.domain;
	const [y0, y1] = plane.y.domain;
	const edge = plane.width - plane.right;
	const toX = (pixel: number): number => x0 + ((pixel - plane.left) / (edge - plane.left)) * (x1 - x0);
	const toY = (pixel: number): number =>
		y0 + ((plane.height - plane.bottom - pixel) / (plane.height - plane.top - plane.bottom)) * (y1 - y0);
	const placed = sorted.map((label, k) => ({ ...label, height: toY(at[k]) }));
	return [
		Plot.link(placed, {
			x1: "x",
			y1: "y",
			x2: toX(edge + labelGap - 4),
			y2: "height",
			stroke: "colour",
			strokeWidth: 0.7,
			strokeOpacity: 0.8,
		}),
		Plot.text(placed, {
			x: toX(edge + labelGap),
			y: "height",
			text: "text",
			textAnchor: "start",
			fontSize: tickSize,
			fill: ink,
		}),
	];
}
