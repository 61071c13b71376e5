import { scale } from "@observablehq/plot";
import { type Axis, linearAxis, magnitudeAxis } from "../axis.ts";
import { muted } from "../palette.ts";
import { labelSize, tickSize } from "../panel.ts";
import { svgElement } from "../svg-document.ts";
import { shorten, textWidth, wrapText } from "../text-width.ts";

/** Turns values into colours that are told apart with any colour vision and in grey: viridis. */
export interface ColourScale {
	readonly axis: Axis;
	/** Coordinates on the axis of the darkest and the lightest colour. */
	readonly domain: readonly [number, number];
	colour(value: number): string;
	/** Whether white text is read better than black on the colour of a value. */
	dark(value: number): boolean;
}

const viridis = scale({ color: { type: "linear", domain: [0, 1], scheme: "viridis" } });

/** The scale through the values; from 0 to 1 for shares, else logarithmic when they spread widely. */
export function colourScale(values: readonly number[], share: boolean): ColourScale {
	const axis = share ? linearAxis([0, 1]) : magnitudeAxis(values);
	const at = (share ? [0, 1] : values).map((value) => axis.at(value));
	const low = at.reduce((a, b) => Math.min(a, b));
	const high = at.reduce((a, b) => Math.max(a, b));
	const domain = low < high ? ([low, high] as const) : axis.domain;
	const part = (value: number): number => (axis.at(value) - domain[0]) / (domain[1] - domain[0]);
	return {
		axis,
		domain,
		colour: (value) => String(viridis?.apply(part(value))),
		dark: (value) => part(value) < 0.45,
	};
}

const width = 18;
const steps = 64;
const nameLines = 2;

/** Appends the colours, darkest at the bottom, with ticks and the name of the quantity upright beside them. */
export function appendColourScale(
	document: Document,
	group: Element,
	{ axis, domain }: ColourScale,
	name: string,
	{ left, top, height }: { left: number; top: number; height: number },
): void {
	const bar = svgElement(document, "g", {
		"data-part": "colour-bar",
		"text-anchor": "start",
		"font-size": tickSize,
	});
	const step = height / steps;
	for (let k = 0; k < steps; k++) {
		const from = top + height - (k + 1) * step;
		bar.appendChild(
			svgElement(document, "rect", {
				x: left,
				y: from,
				width,
				height: k === 0 ? step : step + 0.4,
				fill: String(viridis?.apply((k + 0.5) / steps)),
			}),
		);
	}
	const frame = { x: left, y: top, width, height, fill: "none", stroke: "#b5b5b5" };
	bar.appendChild(svgElement(document, "rect", frame));
	let widest = 0;
	for (const { at, text } of axis.ticks) {
		const part = (at - domain[0]) / (domain[1] - domain[0]);
		if (part < -1e-9 || part > 1 + 1e-9) continue;
		const y = top + height * (1 - part);
		const tick = { x1: left + width, x2: left + width + 4, y1: y, y2: y, stroke: muted };
		bar.appendChild(svgElement(document, "line", tick));
		bar.appendChild(svgElement(document, "text", { x: left + width + 7, y: y + 4 }, text));
		widest = Math.max(widest, textWidth(text, tickSize));
	}
	const lines = wrapText(name, labelSize, height + 16);
	const middle = top + height / 2;
	lines.slice(0, nameLines).forEach((line, k) => {
		const x = left + width + 7 + widest + 18 + k * (labelSize + 2);
		const upright = {
			transform: `translate(${x},${middle}) rotate(-90)`,
			"text-anchor": "middle",
			"font-size": labelSize,
		};
		const more = k === nameLines - 1 && lines.length > nameLines;
		const text = more ? shorten(`${line} …`, labelSize, height + 16) : line;
		bar.appendChild(svgElement(document, "text", upright, text));
	});
	group.appendChild(bar);
}
