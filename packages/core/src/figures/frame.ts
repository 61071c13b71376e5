import { drawLegend, type LegendEntry } from "./legend.ts";
import { ink, muted } from "./palette.ts";
import { fontFamily, type Panel } from "./panel.ts";
import { normalize, svgElement, svgNamespace } from "./svg-document.ts";
import { shorten, wrapText } from "./text-width.ts";

/** Width of every figure, in pixels. */
export const figureWidth = 780;
const margin = 20;
/** Width that panels may use. */
export const contentWidth = figureWidth - 2 * margin;

export interface Frame {
	readonly id: string;
	readonly title: string;
	/** What was surveyed, below the title. */
	readonly subtitle: string;
	readonly legend: readonly LegendEntry[];
	/** Drawn one below the other. */
	readonly panels: readonly Panel[];
	/** What the picture leaves out or assumes, below it. */
	readonly notes: readonly string[];
}

/** Puts title, legend, panels and notes together: a self-contained SVG as a string. */
export function composeFigure(document: Document, frame: Frame): string {
	const root = svgElement(document, "svg", {
		xmlns: svgNamespace,
		role: "img",
		"aria-label": frame.title,
		"font-family": fontFamily,
		fill: ink,
	});
	const background = svgElement(document, "rect", { fill: "#ffffff" });
	root.appendChild(background);
	root.appendChild(svgElement(document, "title", {}, frame.title));
	let y = margin;
	const line = (text: string, size: number, colour: string): void => {
		y += size;
		root.appendChild(svgElement(document, "text", { x: margin, y, "font-size": size, fill: colour }, text));
		y += Math.round(size * 0.4);
	};
	line(shorten(frame.title, 16, contentWidth), 16, ink);
	if (frame.subtitle !== "") line(shorten(frame.subtitle, 12, contentWidth), 12, muted);
	y += 6;
	const place = (panel: Panel, part: "legend" | "panel"): void => {
		panel.group.setAttribute("data-part", part);
		panel.group.setAttribute("transform", `translate(${margin},${y})`);
		root.appendChild(panel.group);
		y += panel.height;
	};
	if (frame.legend.length > 0) {
		place(drawLegend(document, frame.legend, contentWidth), "legend");
		y += 8;
	}
	for (const panel of frame.panels) place(panel, "panel");
	if (frame.notes.length > 0) y += 8;
	for (const note of frame.notes) for (const text of wrapText(note, 11, contentWidth)) line(text, 11, muted);
	const height = y + margin;
	root.setAttribute("width", String(figureWidth));
	root.setAttribute("height", String(height));
	root.setAttribute("viewBox", `0 0 ${figureWidth} ${height}`);
	background.setAttribute("width", String(figureWidth));
	background.setAttribute("height", String(height));
	normalize(root, frame.id);
	return root.outerHTML;
}
