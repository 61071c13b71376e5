import { expect, test } from "vitest";
import { drawHeatMap, type HeatMapSpec } from "../../../src/figures/sweep/heat-map.ts";
import { positionAmong } from "../../../src/figures/sweep/ordinal-axis.ts";
import type { SweepTable } from "../../../src/figures/sweep/sweep-table.ts";
import { thresholdVertices } from "../../../src/figures/sweep/threshold-line.ts";
import { InputError } from "../../../src/problem/input-error.ts";
import { inPanels, pathPoints, readSvg } from "../read-svg.ts";
import { activation, phaseTable, proportion, samples, tableOf, width } from "./sample-table.ts";

const spec: HeatMapSpec = { kind: "heat-map", title: "Phases", x: "width", y: "samples", colour: "solved" };
const draw = (table: SweepTable, more: Partial<HeatMapSpec> = {}): Element =>
	readSvg(drawHeatMap(table, { ...spec, ...more }) ?? "");
const cells = (root: Element): Element[] => inPanels(root, 'g[aria-label="rect"] > rect');
const crosses = (root: Element): Element[] => inPanels(root, 'g[aria-label="link"] > path');
const texts = (root: Element): string[] => inPanels(root, "text").map((text) => text.textContent ?? "");
const number = (element: Element, name: string): number => Number(element.getAttribute(name));

test("a cell for each value, its number and half interval written, missing ones crossed and said", () => {
	const root = draw(phaseTable());
	expect(root.querySelector("title")?.textContent).toBe("Phases");
	expect(cells(root)).toHaveLength(11);
	const slopes = crosses(root).map((stroke) => {
		const [[x0, y0], [x1, y1]] = pathPoints(stroke.getAttribute("d") ?? "");
		return Math.sign((y1 - y0) / (x1 - x0));
	});
	expect(slopes.sort()).toEqual([-1, 1]);
	expect(texts(root)).toEqual(expect.arrayContaining(["0.21", "0.88", "0.44", "width", "samples", "80"]));
	expect(texts(root).filter((text) => text === "±0.10")).toHaveLength(11);
	expect(root.textContent).toContain("Crossed: 1 cell without a value.");
	expect(root.textContent).toContain("± is half the width of the 95 % Wilson interval");
	expect(root.textContent).toContain("Each value is taken over 20 runs.");
	expect(root.textContent).toContain("3 runs of the sweep failed");
});

test("cells stand by their values, numbers ascending whatever the order of the plan", () => {
	const reversed = { name: "width", values: [8, 2, 4] };
	const root = draw(phaseTable([reversed, samples]));
	expect(draw(phaseTable()).outerHTML).toBe(root.outerHTML);
	const sorted = [...cells(root)].sort(
		(a, b) => number(a, "x") - number(b, "x") || number(b, "y") - number(a, "y"),
	);
	expect(sorted).toHaveLength(11);
	const luminance = ([r, g, b]: number[]): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;
	const rgb = (fill: string): number[] =>
		fill.startsWith("#")
			? [1, 3, 5].map((k) => Number.parseInt(fill.slice(k, k + 2), 16))
			: (fill.match(/[\d.]+/g) ?? []).map(Number);
	const light = sorted.map((cell) => luminance(rgb(cell.getAttribute("fill") ?? "")));
	expect(light).toEqual([...light].sort((a, b) => a - b));
	expect(light[10] - light[0]).toBeGreaterThan(50);
});

test("the colour scale of a proportion runs from 0 to 1, that of wide means is logarithmic", () => {
	const bar = (root: Element): string[] =>
		[...root.querySelectorAll('[data-part="colour-bar"] text')].map((text) => text.textContent ?? "");
	expect(bar(draw(phaseTable()))).toEqual(["0", "0.2", "0.4", "0.6", "0.8", "1", "proportion of solved"]);
	const wide = tableOf([width, samples], ["solved"], (row) => ({
		"solved.mean": 1 / Number(`1e${row.width}`),
	}));
	expect(bar(draw(wide)).join(" ")).toMatch(/10⁻⁸ .*mean of solved \(logarithmic\)/);
});

test("panels are one per value, with the same scale", () => {
	const root = draw(phaseTable([width, samples, activation]), { panels: "activation" });
	expect(cells(root)).toHaveLength(22);
	expect(texts(root)).toEqual(expect.arrayContaining(["activation = relu", "activation = tanh"]));
	expect(root.querySelectorAll('[data-part="colour-bar"]')).toHaveLength(1);
});

test("a line passes the centres of the cells whose values it takes", () => {
	const root = draw(phaseTable(), {
		line: {
			label: "samples = 5 · width",
			points: [
				[2, 10],
				[8, 40],
			],
		},
	});
	const at = (column: number, line: number): [number, number] => {
		const own = cells(
			draw(
				tableOf([width, samples], ["solved"], (row) =>
					proportion(
						"solved",
						row.width === width.values[column] && row.samples === samples.values[line] ? 0.5 : null,
					),
				),
				{
					line: {
						label: "",
						points: [
							[2, 10],
							[8, 40],
						],
					},
				},
			),
		)[0];
		return [number(own, "x") + number(own, "width") / 2, number(own, "y") + number(own, "height") / 2];
	};
	const path = inPanels(root, 'g[aria-label="line"] path')[0];
	const points = pathPoints(path.getAttribute("d") ?? "");
	for (const centre of [at(0, 0), at(1, 1), at(2, 2)])
		expect(
			points.some(([x, y]) => Math.abs(x - centre[0]) < 1 && Math.abs(y - centre[1]) < 1),
			`${centre} in ${points}`,
		).toBe(true);
	expect(root.querySelector('[data-part="legend"]')?.textContent).toContain("samples = 5 · width");
});

test("positions lie between cells in proportion, beyond the ends on the last stretch", () => {
	expect(positionAmong([2, 4, 8], 4)).toBe(1);
	expect(positionAmong([2, 4, 8], 6)).toBe(1.5);
	expect(positionAmong([2, 4, 8], 1)).toBe(-0.5);
	expect(positionAmong([2, 4, 8], 10)).toBe(2.5);
	expect(positionAmong([5], 5)).toBe(0);
	expect(positionAmong([5], 6)).toBeNaN();
	expect(positionAmong(["a", "b"], 1)).toBeNaN();
	const bent = thresholdVertices([2, 4, 8], [10, 20, 40], {
		label: "",
		points: [
			[2, 20],
			[8, 20],
		],
	});
	expect(bent).toEqual([
		[0, 1],
		[1, 1],
		[2, 1],
	]);
});

test("words label their cells; a line among them is not drawn, and that is said", () => {
	const words = {
		name: "activation",
		values: [
			"leaky-relu",
			"softplus",
			"exponential",
			"relu",
			"tanh",
			"elu",
			"sine",
			"gelu",
			"swish",
			"sigmoid",
			"identity",
		],
	};
	const table = tableOf([words, width], ["loss"], (row) => ({ loss: String(row.activation).length }));
	const root = draw(table, {
		x: "activation",
		y: "width",
		colour: "loss",
		line: {
			label: "theorem",
			points: [
				[0, 0],
				[1, 1],
			],
		},
	});
	expect(cells(root)).toHaveLength(33);
	expect(texts(root)).toEqual(expect.arrayContaining([...words.values]));
	expect(root.textContent).toContain("Not drawn: theorem");
});

test("many cells are written shortly or not at all, a single one is a picture too", () => {
	const many = [
		{ name: "width", values: Array.from({ length: 27 }, (_, k) => k + 1) },
		{ name: "samples", values: Array.from({ length: 20 }, (_, k) => 10 * (k + 1)) },
	];
	const large = draw(tableOf(many, ["solved"], () => proportion("solved", 0.25)));
	expect(cells(large)).toHaveLength(540);
	expect(texts(large).filter((text) => text === ".25")).toHaveLength(540);
	expect(large.textContent).toContain(
		"Not written: half the width of the 95 % Wilson interval of the proportion, 0.1 to 0.1.",
	);
	const long = draw(
		tableOf(many, ["loss"], (row) => ({ loss: Number(row.samples) * 1234.5 })),
		{ colour: "loss" },
	);
	expect(texts(long).filter((text) => text.includes("e"))).toEqual(["samples"]);
	const one = draw(
		phaseTable([
			{ name: "width", values: [2] },
			{ name: "samples", values: [10] },
		]),
	);
	expect(cells(one)).toHaveLength(1);
	expect(texts(one)).toContain("0.21");
});

test("shares next to 0 and 1 are not rounded to them", () => {
	const near = { name: "width", values: [0.001, 0.999] };
	const root = draw(tableOf([near, samples], ["solved"], (row) => proportion("solved", Number(row.width))));
	expect(texts(root)).toEqual(expect.arrayContaining(["<0.01", ">0.99"]));
});

test("nothing to show is no picture; a wrong axis and an axis too many are mistakes", () => {
	const none = tableOf([width, samples], ["solved"], () => proportion("solved", null));
	expect(drawHeatMap(none, spec)).toBeNull();
	expect(drawHeatMap({ ...none, rows: [] }, spec)).toBeNull();
	expect(drawHeatMap(phaseTable(), { ...spec, colour: "other" })).toBeNull();
	expect(drawHeatMap(phaseTable(), { ...spec, statistic: "median" })).toBeNull();
	expect(() => drawHeatMap(phaseTable(), { ...spec, x: "depth" })).toThrow(InputError);
	expect(() => drawHeatMap(phaseTable([width, samples, activation]), spec)).toThrow(
		/several values for the same cell/,
	);
});
