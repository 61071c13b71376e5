import { Resvg } from "@resvg/resvg-js";
import { expect, test } from "vitest";
import { figures } from "../../../core/src/figures/index.ts";
import { crowdedAtlas, singleAtlas, wildAtlas } from "../../../core/test/figures/extreme-atlases.ts";
import { sampleAtlas } from "../../../core/test/figures/sample-atlas.ts";
import { fontFile, svgToPng } from "../../src/figures/rasterize.ts";

const square =
	'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10" viewBox="0 0 20 10"><text x="2" y="8" font-family="DejaVu Sans" font-size="8">A</text></svg>';

/** Width and height from the header of a PNG. */
function sizeOf(png: Uint8Array): [number, number] {
	expect([...png.slice(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
	const view = new DataView(png.buffer, png.byteOffset);
	return [view.getUint32(16), view.getUint32(20)];
}

test("rasterises at the given scale, 2 by default", () => {
	expect(sizeOf(svgToPng(square))).toEqual([40, 20]);
	expect(sizeOf(svgToPng(square, 3))).toEqual([60, 30]);
	expect(() => svgToPng(square, 0)).toThrow(/positive number/);
});

test("draws text with the shipped font", () => {
	const { pixels } = new Resvg(square, {
		font: { loadSystemFonts: false, fontFiles: [fontFile] },
	}).render();
	expect(pixels.some((value) => value > 0)).toBe(true);
});

test("nothing of any figure lies outside its picture", () => {
	for (const atlas of [sampleAtlas(), singleAtlas(), crowdedAtlas(), wildAtlas()]) {
		for (const figure of figures) {
			const svg = figure.draw(atlas);
			if (svg === null) continue;
			const drawing = svg.replace(/<rect [^>]*fill="#ffffff"[^>]*\/>/, "");
			const picture = new Resvg(drawing, {
				font: { loadSystemFonts: false, fontFiles: [fontFile] },
			});
			const box = picture.getBBox();
			if (box === undefined) throw new Error(`${figure.id} is empty`);
			expect(box.x, figure.id).toBeGreaterThanOrEqual(0);
			expect(box.y, figure.id).toBeGreaterThanOrEqual(0);
			expect(box.x + box.width, figure.id).toBeLessThanOrEqual(picture.width);
			expect(box.y + box.height, figure.id).toBeLessThanOrEqual(picture.height);
		}
	}
});
