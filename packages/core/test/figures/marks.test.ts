import { expect, test } from "vitest";
import { curves } from "../../src/figures/curves.ts";
import type { Figure } from "../../src/figures/figure.ts";
import { indexLoss } from "../../src/figures/index-loss.ts";
import { lossLevels } from "../../src/figures/loss-levels.ts";
import { norms } from "../../src/figures/norms.ts";
import { spectrum } from "../../src/figures/spectrum.ts";
import { starts } from "../../src/figures/starts.ts";
import { lineLimit } from "../../src/figures/trace-lines.ts";
import type { Atlas } from "../../src/survey/document.ts";
import { crowdedAtlas, wildAtlas } from "./extreme-atlases.ts";
import { inPanels, pathPoints, readSvg, translation } from "./read-svg.ts";
import { sampleAtlas } from "./sample-atlas.ts";

const draw = (figure: Figure, atlas: Atlas): Element => readSvg(figure.draw(atlas) ?? "");
const symbols = (root: Element): Element[] => inPanels(root, 'g[aria-label="dot"] > *');
const texts = (root: Element): string[] =>
	[...root.querySelectorAll("text")].map((text) => text.textContent ?? "");

test("loss-levels draws a symbol for every finite loss and a stroke for every start without a point", () => {
	for (const atlas of [sampleAtlas(), crowdedAtlas(), wildAtlas()]) {
		const root = draw(lossLevels, atlas);
		const finite = atlas.survey.points.filter(({ loss }) => Number.isFinite(loss));
		expect(symbols(root)).toHaveLength(finite.length);
		const loose = atlas.starts.filter(({ point, loss }) => point === null && Number.isFinite(loss));
		expect(inPanels(root, 'g[aria-label="link"] > path')).toHaveLength(loose.length);
	}
});

test("loss-levels places symbols by loss: higher is higher", () => {
	const atlas = sampleAtlas();
	const root = draw(lossLevels, atlas);
	const kinds = ["minimum", "saddle", "undecided"];
	const drawn = kinds.flatMap((kind) => atlas.survey.points.filter((point) => point.kind === kind));
	const heights = symbols(root).map((symbol) =>
		symbol.hasAttribute("cy") ? Number(symbol.getAttribute("cy")) : translation(symbol)[1],
	);
	drawn.forEach((a, i) => {
		drawn.forEach((b, j) => {
			if (a.loss < b.loss) expect(heights[i]).toBeGreaterThan(heights[j]);
		});
	});
	expect(texts(root)).toEqual(expect.arrayContaining(["p1", "p2", "p3", "p4", "p5"]));
	expect(texts(root)).toEqual(expect.arrayContaining(["×31", "×18"]));
});

test("index-loss draws points that have an index, and says how many have none", () => {
	const root = draw(indexLoss, sampleAtlas());
	expect(symbols(root)).toHaveLength(4);
	expect(root.textContent).toContain("1 point without an index");
});

test("spectrum draws a stroke for every eigenvalue that is not zero and counts the others", () => {
	const atlas = sampleAtlas();
	const root = draw(spectrum, atlas);
	const strokes = inPanels(root, 'g[aria-label="link"] > path');
	const expected = atlas.survey.points.reduce(
		(sum, { id, nullity }) =>
			sum + (atlas.spectra[id]?.length ?? 0) - (atlas.spectra[id] ? (nullity ?? 0) : 0),
		0,
	);
	expect(expected).toBe(4 + 9 + 8 + 5);
	expect(strokes).toHaveLength(expected);
	expect(texts(root)).toEqual(expect.arrayContaining(["5 (5)", "1 (0)", "4 (4)"]));
});

test("spectrum of zeros alone is drawn", () => {
	const atlas = sampleAtlas();
	const root = draw(spectrum, { ...atlas, spectra: { p1: [0, 0, 0] } });
	expect(inPanels(root, 'g[aria-label="link"] > path')).toHaveLength(0);
	expect(texts(root)).toContain("3");
});

test("starts draws every start in the row of its destination", () => {
	const atlas = sampleAtlas();
	const root = draw(starts, atlas);
	expect(symbols(root)).toHaveLength(atlas.starts.length);
	expect(texts(root)).toEqual(expect.arrayContaining(["96 (48 %)", "49 (25 %)", "1 (<1 %)"]));
	const crowded = draw(starts, crowdedAtlas());
	expect(symbols(crowded)).toHaveLength(2000);
});

test("curves and norms draw a line a start, at most a set number, and say so", () => {
	const atlas = sampleAtlas();
	const lines = (root: Element): number => inPanels(root, 'g[aria-label="line"] > path').length;
	expect(lines(draw(curves, atlas))).toBe(2 * atlas.starts.length);
	expect(lines(draw(norms, atlas))).toBe(atlas.starts.length);
	const crowded = draw(norms, crowdedAtlas());
	expect(lines(crowded)).toBeLessThanOrEqual(lineLimit);
	expect(lines(crowded)).toBeGreaterThan(lineLimit - 5);
	expect(crowded.textContent).toMatch(/Drawn: \d+ of 2000 starts/);
	expect(crowded.textContent).toContain("overflow (1)");
});

test("a line is interrupted where its values are not finite", () => {
	const root = draw(norms, wildAtlas());
	const runs = inPanels(root, 'g[aria-label="line"] > path').filter(
		(path) => pathPoints(path.getAttribute("d") ?? "").length > 1,
	);
	// One start whole, one in two runs, one without a course.
	expect(runs).toHaveLength(3);
	expect(root.textContent).toContain("interrupted where values are not finite");
});
