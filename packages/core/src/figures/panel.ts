import * as Plot from "@observablehq/plot";
import type { Axis } from "./axis.ts";
import { faint, ink, muted } from "./palette.ts";
import { svgElement } from "./svg-document.ts";
import { textWidth } from "./text-width.ts";

export const fontFamily = "DejaVu Sans, Verdana, Arial, sans-serif";
export const tickSize = 11;
export const labelSize = 12;
/** Degrees by which slanted tick labels rise. */
const slant = 40;

/** Two axes laid out on a rectangle: where a pair of coordinates falls, in pixels. */
export interface Plane {
	readonly x: Axis;
	readonly y: Axis;
	readonly width: number;
	readonly height: number;
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
	/** Pixel of a coordinate of the x axis (what `x.at` returns). */
	pixelX(at: number): number;
	pixelY(at: number): number;
}

/**
 * Lays out a plane of the given outer size; the left margin fits the tick labels of y, or is `left`.
 */
export function createPlane(
	x: Axis,
	y: Axis,
	size: {
		width: number;
		height: number;
		left?: number;
		right?: number;
		top?: number;
		bottom?: number;
	},
): Plane {
	const widest = y.ticks.reduce((width, { text }) => Math.max(width, textWidth(text, tickSize)), 0);
	const left = size.left ?? Math.ceil(widest) + 16;
	const { width, height, right = 24, top = 26, bottom = 46 } = size;
	const [x0, x1] = x.domain;
	const [y0, y1] = y.domain;
	return {
		x,
		y,
		width,
		height,
		left,
		right,
		top,
		bottom,
		pixelX: (at) => left + ((at - x0) / (x1 - x0)) * (width - left - right),
		pixelY: (at) => height - bottom - ((at - y0) / (y1 - y0)) * (height - top - bottom),
	};
}

/** A drawn plane, ready to be placed in a figure. */
export interface Panel {
	readonly group: Element;
	readonly width: number;
	readonly height: number;
}

export interface PanelLabels {
	readonly x: string;
	readonly y: string;
	/** Above the plane, for one panel of several. */
	readonly title?: string;
	/** Pixels that slanted tick labels of x take more below the plane than level ones; level by default. */
	readonly slantX?: number;
	/** Light lines at the ticks; both by default. */
	readonly grid?: "both" | "x" | "y" | "none";
	/** Whether tick labels of an axis are drawn; true by default. */
	readonly ticksX?: boolean;
	readonly ticksY?: boolean;
	/** How marks turn values into colours; by default they name colours. */
	readonly colour?: Plot.ScaleOptions;
}

/** Draws marks, given in the coordinates of the plane's axes, with axes, grid and labels. */
export function drawPanel(
	document: Document,
	plane: Plane,
	labels: PanelLabels,
	marks: readonly Plot.Markish[],
): Panel {
	const { x, y, width, height, left, right, top, bottom } = plane;
	const { grid = "both", ticksX = true, ticksY = true, slantX = 0, colour } = labels;
	const atX = x.ticks.map(({ at }) => at);
	const atY = y.ticks.map(({ at }) => at);
	const lines = { stroke: faint, strokeOpacity: 1 };
	const svg = Plot.plot({
		document,
		className: "lossatlas",
		width,
		height,
		marginLeft: left,
		marginRight: right,
		marginTop: top,
		marginBottom: bottom,
		x: { type: "linear", domain: [...x.domain], axis: null },
		y: { type: "linear", domain: [...y.domain], axis: null },
		color: colour ?? { type: "identity" },
		marks: [
			...(grid === "both" || grid === "x" ? [Plot.gridX(atX, lines)] : []),
			...(grid === "both" || grid === "y" ? [Plot.gridY(atY, lines)] : []),
			Plot.frame({ stroke: "#b5b5b5" }),
			...breaks(plane),
			...(ticksX ? [tickLabels(plane, "x", slantX > 0)] : []),
			...(ticksY ? [tickLabels(plane, "y")] : []),
			...marks,
		],
	});
	const group = svgElement(document, "g", {
		"font-family": fontFamily,
		"font-size": tickSize,
		"text-anchor": "middle",
		fill: ink,
		color: ink,
	});
	for (const child of Array.from(svg.children)) {
		if (child.localName !== "style") group.appendChild(child);
	}
	const text = { "font-size": labelSize, fill: ink };
	if (labels.y !== "")
		group.appendChild(
			svgElement(document, "text", { ...text, x: left - 2, y: top - 10, "text-anchor": "start" }, labels.y),
		);
	if (labels.x !== "")
		group.appendChild(
			svgElement(
				document,
				"text",
				{ ...text, x: (left + width - right) / 2, y: height - bottom + 36 + slantX },
				labels.x,
			),
		);
	if (labels.title !== undefined)
		group.appendChild(
			svgElement(document, "text", { ...text, x: (left + width - right) / 2, y: 14 }, labels.title),
		);
	return { group, width, height };
}

function tickLabels({ x, y }: Plane, side: "x" | "y", slanted = false): Plot.Markish {
	const ticks = side === "x" ? x.ticks : y.ticks;
	const text = new Map(ticks.map((tick) => [tick.at, tick.text]));
	const options = {
		tickFormat: (at: number) => text.get(at) ?? "",
		label: null,
		tickSize: 5,
		fontSize: tickSize,
		color: muted,
	} as const;
	const at = ticks.map((tick) => tick.at);
	if (side === "y") return Plot.axisY(at, options);
	return Plot.axisX(at, slanted ? { ...options, tickRotate: -slant } : options);
}

/** The interruptions of the axes between zero and the first decade. */
function breaks({ x, y }: Plane): Plot.Markish[] {
	const style = { stroke: "#9a9a9a", strokeDasharray: "2,3" };
	return [
		...(x.breakAt === null ? [] : [Plot.ruleX([x.breakAt], style)]),
		...(y.breakAt === null ? [] : [Plot.ruleY([y.breakAt], style)]),
	];
}

/** The name of a quantity with how it is scaled: "loss (logarithmic)". */
export function axisLabel(name: string, axis: Axis): string {
	return axis.logarithmic ? `${name} (logarithmic)` : name;
}
