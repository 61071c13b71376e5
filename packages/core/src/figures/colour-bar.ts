import { numberText } from "./number-text.ts";
import { labelSize, tickSize } from "./panel.ts";
import type { Bands } from "./slice-levels.ts";
import { svgElement } from "./svg-document.ts";

const width = 20;

/** Appends the bands' colours, lowest at the bottom, with the loss at their edges. */
export function appendColourBar(
	document: Document,
	group: Element,
	{ levels, colours, highest }: Bands,
	{ left, top, height }: { left: number; top: number; height: number },
): void {
	const bar = svgElement(document, "g", {
		"text-anchor": "start",
		"font-size": tickSize,
	});
	const step = height / levels.length;
	const bottom = top + height;
	colours.forEach((fill, k) => {
		bar.appendChild(
			svgElement(document, "rect", {
				x: left,
				y: bottom - (k + 1) * step,
				width,
				height: step,
				fill,
				stroke: "white",
				"stroke-width": 0.5,
			}),
		);
	});
	[...levels, highest].forEach((edge, k) => {
		bar.appendChild(
			svgElement(document, "text", { x: left + width + 6, y: bottom - k * step + 4 }, numberText(edge, 3)),
		);
	});
	bar.appendChild(svgElement(document, "text", { x: left, y: top - 12, "font-size": labelSize }, "loss"));
	group.appendChild(bar);
}
