import { DOMParser } from "linkedom";

/** The elements of a figure's SVG, after checking that its tags are balanced and its text is escaped. */
export function readSvg(svg: string): Element {
	const problem = illFormed(svg);
	if (problem !== null) throw new Error(problem);
	return new DOMParser().parseFromString(svg, "image/svg+xml").documentElement as unknown as Element;
}

/** What is wrong with a piece of XML, or null: a small reader of its own, stricter than a browser's. */
export function illFormed(xml: string): string | null {
	const open: string[] = [];
	let rest = xml;
	while (rest !== "") {
		const text = /^[^<]+/.exec(rest)?.[0] ?? "";
		if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/.test(text)) return `unescaped & in: ${text}`;
		rest = rest.slice(text.length);
		if (rest === "") break;
		const tag = /^<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/.exec(rest);
		if (tag === null) return `not a tag: ${rest.slice(0, 80)}`;
		rest = rest.slice(tag[0].length);
		if (tag[4] === "/") continue;
		if (tag[1] === "") open.push(tag[2]);
		else if (open.pop() !== tag[2]) return `unbalanced </${tag[2]}>`;
	}
	return open.length === 0 ? null : `not closed: ${open.join(", ")}`;
}

/** Elements of the panels, without those of the legend. */
export function inPanels(root: Element, selector: string): Element[] {
	return [...root.querySelectorAll('[data-part="panel"]')].flatMap((panel) => [
		...panel.querySelectorAll(selector),
	]);
}

/** The numbers of `translate(x,y)`. */
export function translation(element: Element): [number, number] {
	const found = /translate\(([-\d.]+),([-\d.]+)\)/.exec(element.getAttribute("transform") ?? "");
	if (found === null) throw new Error(`No translation: ${element.outerHTML}`);
	return [Number(found[1]), Number(found[2])];
}

/** Every pair of coordinates of a path made of straight lines. */
export function pathPoints(d: string): [number, number][] {
	return [...d.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map((match) => [Number(match[1]), Number(match[2])]);
}
