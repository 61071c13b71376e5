import { positionAmong } from "./ordinal-axis.ts";
import type { AxisValue } from "./sweep-table.ts";

/** A line across a heat map, in values of its axes. */
export interface ThresholdLine {
	readonly label: string;
	readonly points: readonly (readonly [number, number])[];
}

/**
 * Vertices, in positions of cells, of a line that is straight between its points in values of the axes: it bends where it
 * crosses the value of a cell, as the distances between cells do. Empty when an axis has no numbers or one alone.
 */
export function thresholdVertices(
	xs: readonly AxisValue[],
	ys: readonly AxisValue[],
	{ points }: ThresholdLine,
): [number, number][] {
	const vertices: [number, number][] = [];
	points.forEach(([x1, y1], k) => {
		const [x0, y0] = k === 0 ? [x1, y1] : points[k - 1];
		const bends = [...crossings(xs, x0, x1), ...crossings(ys, y0, y1), 1].sort((a, b) => a - b);
		for (const t of bends)
			vertices.push([positionAmong(xs, x0 + t * (x1 - x0)), positionAmong(ys, y0 + t * (y1 - y0))]);
	});
	return vertices.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
}

/** Where between 0 and 1 a number that moves from `a` to `b` meets a value of an axis. */
function crossings(values: readonly AxisValue[], a: number, b: number): number[] {
	if (a === b) return [];
	return values.map((value) => (Number(value) - a) / (b - a)).filter((t) => t > 0 && t < 1);
}
