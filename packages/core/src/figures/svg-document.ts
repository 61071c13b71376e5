import { parseHTML } from "linkedom";

/** A detached document that creates elements, without a browser. */
export function createDocument(): Document {
	return parseHTML("<!doctype html><html><body></body></html>").document as unknown as Document;
}

export const svgNamespace = "http://www.w3.org/2000/svg";

/** Creates an SVG element with attributes and, optionally, a text. */
export function svgElement(
	document: Document,
	name: string,
	attributes: Readonly<Record<string, string | number>>,
	text?: string,
): SVGElement {
	const element = document.createElementNS(svgNamespace, name) as SVGElement;
	for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
	if (text !== undefined) element.textContent = text;
	return element;
}

const geometry = [
	"d",
	"x",
	"y",
	"x1",
	"x2",
	"y1",
	"y2",
	"cx",
	"cy",
	"r",
	"width",
	"height",
	"transform",
	"points",
];

const longNumber = /-?\d*\.?\d+(?:e[-+]?\d+)?/g;

/** Rounds the numbers of a path or another geometric attribute to hundredths of a pixel. */
function roundNumbers(text: string): string {
	return text.replace(longNumber, (number) =>
		number.length < 5 ? number : String(Math.round(Number(number) * 100) / 100 + 0),
	);
}

/**
 * Makes a drawing independent of when and where it was drawn: coordinates to hundredths of a pixel,
 * ids numbered within the drawing and prefixed by its own name.
 */
export function normalize(root: Element, prefix: string): void {
	const renamed = new Map<string, string>();
	for (const element of root.querySelectorAll("[id]")) {
		const name = `${prefix}-${renamed.size + 1}`;
		renamed.set(element.id, name);
		element.setAttribute("id", name);
	}
	for (const element of root.querySelectorAll("*")) {
		const clip = element.getAttribute("clip-path");
		if (clip !== null)
			element.setAttribute(
				"clip-path",
				clip.replace(/#([^)"]+)/, (whole, id: string) => (renamed.has(id) ? `#${renamed.get(id)}` : whole)),
			);
		for (const name of geometry) {
			const value = element.getAttribute(name);
			if (value !== null) element.setAttribute(name, roundNumbers(value));
		}
	}
}
