import { describe, expect, test } from "vitest";
import { figureIds, figures } from "../../src/figures/index.ts";
import type { Atlas } from "../../src/survey/document.ts";
import { crowdedAtlas, driftingAtlas, emptyAtlas, singleAtlas, wildAtlas } from "./extreme-atlases.ts";
import { readSvg } from "./read-svg.ts";
import { sampleAtlas } from "./sample-atlas.ts";

const atlases: Record<string, () => Atlas> = {
	sample: sampleAtlas,
	drifting: driftingAtlas,
	single: singleAtlas,
	crowded: crowdedAtlas,
	wild: wildAtlas,
};

test("ids are distinct and fit for file names", () => {
	expect(new Set(figureIds).size).toBe(figures.length);
	for (const id of figureIds) expect(id).toMatch(/^[a-z][a-z-]*$/);
});

test("an atlas without starts and points has no picture", () => {
	for (const figure of figures) expect(figure.draw(emptyAtlas())).toBeNull();
});

test("the sample has every picture", () => {
	for (const figure of figures) expect(figure.draw(sampleAtlas())).not.toBeNull();
});

describe.each(Object.entries(atlases))("%s atlas", (_, make) => {
	const atlas = make();
	test.each(figures.map((figure) => [figure.id, figure] as const))(
		"%s is well-formed, finite and always the same",
		(_, figure) => {
			const svg = figure.draw(atlas);
			if (svg === null) return;
			const root = readSvg(svg);
			expect(root.getAttribute("xmlns")).toBe("http://www.w3.org/2000/svg");
			const [, , width, height] = (root.getAttribute("viewBox") ?? "").split(" ");
			const background = root.firstElementChild;
			expect(background?.getAttribute("fill")).toBe("#ffffff");
			expect(background?.getAttribute("width")).toBe(width);
			expect(background?.getAttribute("height")).toBe(height);
			expect(svg).not.toMatch(/NaN|undefined|Infinity|null/);
			expect(figure.draw(make())).toBe(svg);
		},
	);
	test("no two pictures share an id", () => {
		const ids = figures.flatMap((figure) =>
			[...(figure.draw(atlas) ?? "").matchAll(/ id="([^"]+)"/g)].map((m) => m[1]),
		);
		expect(new Set(ids).size).toBe(ids.length);
	});
});

test("a name with markup stays text", () => {
	const atlas = sampleAtlas();
	const name = '<script>alert("1 & 2")</script>';
	const renamed = {
		...atlas,
		survey: { ...atlas.survey, problem: { ...atlas.survey.problem, name } },
	};
	for (const figure of figures) {
		const root = readSvg(figure.draw(renamed) ?? "");
		expect(root.querySelector("script")).toBeNull();
		expect(root.textContent).toContain(name);
	}
});
