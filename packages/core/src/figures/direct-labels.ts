import * as Plot from "@observablehq/plot";
import { ink } from "./palette.ts";
import { type Plane, tickSize } from "./panel.ts";
import { textWidth } from "./text-width.ts";

export interface Labelled {
	/** Coordinates on the plane's axes. */
	readonly x: number;
	readonly y: number;
	readonly text: string;
}

interface Box {
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
}

const meets = (a: Box, b: Box): boolean =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

interface Side {
	readonly dx: number;
	readonly dy: number;
	readonly anchor: "start" | "end" | "middle";
}

const sides: readonly Side[] = [
	{ dx: 9, dy: 0, anchor: "start" },
	{ dx: -9, dy: 0, anchor: "end" },
	{ dx: 0, dy: -13, anchor: "middle" },
	{ dx: 0, dy: 13, anchor: "middle" },
	{ dx: 8, dy: -10, anchor: "start" },
	{ dx: 8, dy: 10, anchor: "start" },
	{ dx: -8, dy: -10, anchor: "end" },
	{ dx: -8, dy: 10, anchor: "end" },
];

/**
 * Labels beside points, in the order given, each where it meets no other label, no point and no
 * edge (of the plane, or upright at the coordinates in `edges`); a label without such a place is left
 * out. Returns the marks and how many were left out.
 */
export function directLabels(
	plane: Plane,
	points: readonly Labelled[],
	edges: readonly number[] = [],
): { marks: Plot.Markish[]; omitted: number } {
	const taken: Box[] = points.map(({ x, y }) => ({
		left: plane.pixelX(x) - 5,
		right: plane.pixelX(x) + 5,
		top: plane.pixelY(y) - 5,
		bottom: plane.pixelY(y) + 5,
	}));
	for (const edge of edges)
		taken.push({
			left: plane.pixelX(edge) - 2,
			right: plane.pixelX(edge) + 2,
			top: 0,
			bottom: plane.height,
		});
	const bySide = new Map<Side, Labelled[]>();
	let omitted = 0;
	for (const point of points) {
		const found = sides
			.map((side) => ({ side, box: labelBox(plane, point, side) }))
			.find(({ box }) => inside(plane, box) && !taken.some((b) => meets(box, b)));
		if (found === undefined) {
			omitted++;
			continue;
		}
		taken.push(found.box);
		bySide.set(found.side, [...(bySide.get(found.side) ?? []), point]);
	}
	const marks = [...bySide].map(([side, placed]) =>
		Plot.text(placed, {
			x: "x",
			y: "y",
			text: "text",
			dx: side.dx,
			dy: side.dy,
			textAnchor: side.anchor,
			fontSize: tickSize,
			fill: ink,
			stroke: "white",
			strokeWidth: 3,
		}),
	);
	return { marks, omitted };
}

function labelBox(plane: Plane, point: Labelled, side: Side): Box {
	const width = textWidth(point.text, tickSize);
	const x = plane.pixelX(point.x) + side.dx;
	const y = plane.pixelY(point.y) + side.dy;
	const left = side.anchor === "start" ? x : side.anchor === "end" ? x - width : x - width / 2;
	return { left, right: left + width, top: y - 6, bottom: y + 6 };
}

function inside(plane: Plane, box: Box): boolean {
	return (
		box.left > plane.left &&
		box.right < plane.width - plane.right &&
		box.top > plane.top &&
		box.bottom < plane.height - plane.bottom
	);
}
