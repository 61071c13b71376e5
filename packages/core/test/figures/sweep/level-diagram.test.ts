import { expect, test } from "vitest";
import { drawLevelDiagram, type LevelDiagramSpec } from "../../../src/figures/sweep/level-diagram.ts";
import { levelGroups } from "../../../src/figures/sweep/level-groups.ts";
import type { SweepTable } from "../../../src/figures/sweep/sweep-table.ts";
import { inPanels, readSvg } from "../read-svg.ts";
import { activation, tableOf, width } from "./sample-table.ts";

const spec: LevelDiagramSpec = { kind: "levels", title: "Levels", x: "width", y: "loss" };
const start = { name: "start", values: [0, 1, 2, 3] };
/** Three starts at 0.25 up to rounding, one at 0.1; the last of width 8 has no value. */
const table = (axes = [width, start]): SweepTable =>
	tableOf(axes, ["loss"], ({ start, width }) => {
		if (start === 3) return { loss: width === 8 ? null : 0.1, hits: 5 };
		return { loss: 0.25 * (1 + Number(start) * 1e-12), hits: 2 };
	});
const draw = (rows: SweepTable, more: Partial<LevelDiagramSpec> = {}): Element =>
	readSvg(drawLevelDiagram(rows, { ...spec, ...more }) ?? "");
const ticks = (root: Element): Element[] => inPanels(root, 'g[aria-label="link"] > path');
const texts = (root: Element): string[] => inPanels(root, "text").map((text) => text.textContent ?? "");

test("equal values are one level, thicker by their share, with their number", () => {
	const root = draw(table());
	expect(ticks(root)).toHaveLength(5);
	expect(texts(root).filter((text) => text === "×3")).toHaveLength(3);
	const thick = ticks(root)
		.map((tick) => Number(tick.getAttribute("stroke-width")))
		.sort((a, b) => a - b);
	expect(thick).toEqual([2.25, 2.25, 4.75, 4.75, 6]);
	expect(root.textContent).toContain("5 levels");
	expect(root.textContent).toContain("Not drawn: 1 row without a value.");
});

test("a weight counts for its rows", () => {
	const root = draw(table(), { weight: "hits" });
	expect(texts(root).filter((text) => text === "×6")).toHaveLength(3);
	expect(texts(root).filter((text) => text === "×5")).toHaveLength(2);
});

test("levels are told apart at 1e-9 of their size, and merged where they are drawn alike", () => {
	const of = (...values: number[]) =>
		levelGroups(
			values.map((value) => ({ value, weight: 1 })),
			(value) => value,
		).map(({ count }) => count);
	expect(of(1, 1 + 5e-10)).toEqual([2]);
	expect(of(1, 1 + 5e-9)).toEqual([1, 1]);
	expect(of(-1e-20, 1e-20)).toEqual([1, 1]);
	expect(of(0, 0, 1e-300)).toEqual([2, 1]);
	expect(
		levelGroups(
			[
				{ value: 0, weight: 1 },
				{ value: 1e-18, weight: 2 },
			],
			() => 0,
		),
	).toEqual([{ value: 0, count: 3 }]);
});

test("panels, words, one row, many levels, nothing", () => {
	expect(ticks(draw(table([width, activation, start]), { panels: "activation" }))).toHaveLength(10);
	expect(texts(draw(table([activation, width, start]), { x: "activation" }))).toContain("tanh");
	const one = draw(tableOf([{ name: "width", values: [3] }], ["loss"], () => ({ loss: 0 })));
	expect(ticks(one)).toHaveLength(1);
	expect(one.outerHTML).not.toMatch(/NaN|Infinity/);
	const many = { name: "start", values: Array.from({ length: 500 }, (_, k) => k) };
	const crowded = draw(
		tableOf([width, many], ["loss"], ({ start }) => ({ loss: Math.floor(Number(start) / 2) })),
	);
	expect(ticks(crowded)).toHaveLength(750);
	expect(crowded.textContent).toMatch(/\d+ numbers are left out/);
	const none = tableOf([width], ["loss"], () => ({ loss: null }));
	expect(drawLevelDiagram(none, spec)).toBeNull();
	expect(() => drawLevelDiagram(table(), { ...spec, x: "depth" })).toThrow(/depth/);
});

test("a wide range is logarithmic unless the plan says otherwise", () => {
	const wide = tableOf([width, start], ["loss"], ({ start }) => ({ loss: Number(`1e-${start}`) }));
	expect(texts(draw(wide))).toContain("loss (logarithmic)");
	expect(texts(draw(wide, { yScale: "linear" }))).toContain("loss");
});
