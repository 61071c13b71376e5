import * as Plot from "@observablehq/plot";
import { ink, type Look } from "./palette.ts";
import { fontFamily, type Panel } from "./panel.ts";
import { svgElement } from "./svg-document.ts";
import { textWidth } from "./text-width.ts";

/** One explained sign. */
export interface LegendEntry {
	readonly text: string;
	readonly colour: string;
	/** Symbol drawn before the text; `line` also draws a line through it, `tick` an upright stroke. */
	readonly shape: Look["shape"] | "line" | "tick";
	readonly filled: boolean;
	readonly line?: boolean;
	/** The line or stroke is broken. */
	readonly dashed?: boolean;
}

/** The entry of an outcome or a kind. */
export function legendOf(look: Look, count: number | null): LegendEntry {
	const word = count === null || count === 1 ? look.word : look.plural;
	return {
		text: count === null ? word : `${word} (${count})`,
		colour: look.colour,
		shape: look.shape,
		filled: !look.outline,
	};
}

const size = 12;
const rowHeight = 20;
const signWidth = 26;
const spacing = 18;

const dashes = ({ dashed }: LegendEntry) => (dashed ? { strokeDasharray: "4,3" } : {});

/** Lays entries out in rows of at most `width` pixels. */
export function drawLegend(document: Document, entries: readonly LegendEntry[], width: number): Panel {
	let x = 0;
	let row = 0;
	const placed = entries.map((entry) => {
		const needed = signWidth + textWidth(entry.text, size);
		if (x > 0 && x + needed > width) {
			x = 0;
			row++;
		}
		const place = { entry, x, y: row * rowHeight + rowHeight / 2 };
		x += needed + spacing;
		return place;
	});
	const height = entries.length === 0 ? 0 : (row + 1) * rowHeight;
	const group = svgElement(document, "g", {
		"font-family": fontFamily,
		"font-size": size,
		fill: ink,
		color: ink,
	});
	if (entries.length === 0) return { group, width, height };
	const svg = Plot.plot({
		document,
		className: "lossatlas",
		width,
		height,
		margin: 0,
		x: { axis: null, type: "linear", domain: [0, width], range: [0, width] },
		y: { axis: null, type: "linear", domain: [0, height], range: [0, height] },
		marks: placed.flatMap(({ entry, x, y }) => [
			...(entry.line || entry.shape === "line"
				? [
						Plot.link([0], {
							x1: x,
							x2: x + 20,
							y1: y,
							y2: y,
							stroke: entry.colour,
							strokeWidth: 2,
							...dashes(entry),
						}),
					]
				: []),
			...(entry.shape === "tick"
				? [
						Plot.link([0], {
							x1: x + 10,
							x2: x + 10,
							y1: y - 6,
							y2: y + 6,
							stroke: entry.colour,
							strokeWidth: 1.5,
							...dashes(entry),
						}),
					]
				: []),
			...(entry.shape === "line" || entry.shape === "tick"
				? []
				: [
						Plot.dot([0], {
							x: x + 10,
							y,
							r: 4.5,
							symbol: entry.shape,
							stroke: entry.colour,
							fill: entry.filled ? entry.colour : "white",
						}),
					]),
			Plot.text([entry.text], {
				x: x + signWidth,
				y,
				text: (text: string) => text,
				textAnchor: "start",
				fontSize: size,
			}),
		]),
	});
	for (const child of Array.from(svg.children)) {
		if (child.localName !== "style") group.appendChild(child);
	}
	return { group, width, height };
}
