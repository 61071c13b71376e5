import { describe, expect, test } from "vitest";
import {
	defaultSweepFigures,
	drawSweepFigure,
	type SweepFigureSpec,
	type SweepTable,
	sweepFigureKinds,
} from "../../../src/figures/index.ts";
import { readSvg } from "../read-svg.ts";
import { activation, phaseTable, samples, tableOf, width } from "./sample-table.ts";

const solver = { name: "solver", values: ["adam", "trust-region"] };
const specs: readonly SweepFigureSpec[] = [
	{
		kind: "heat-map",
		title: "A",
		x: "width",
		y: "samples",
		colour: "solved",
		panels: "activation",
		line: {
			label: "theorem",
			points: [
				[2, 10],
				[9, 90],
			],
		},
	},
	{
		kind: "curves",
		title: "B",
		x: "samples",
		y: "solved",
		by: "width",
		panels: "activation",
		rule: { x: 30, label: "theorem" },
	},
	{ kind: "levels", title: "C", x: "width", y: "solved", panels: "activation" },
];
const table = (): SweepTable => phaseTable([width, samples, activation]);

test("a kind for each figure", () => {
	expect([...sweepFigureKinds]).toEqual(specs.map(({ kind }) => kind));
});

describe.each(specs.map((spec) => [spec.kind, spec] as const))("%s", (_, spec) => {
	test("is well-formed, self-contained, finite and always the same", () => {
		const svg = drawSweepFigure(table(), spec) ?? "";
		const root = readSvg(svg);
		expect(root.querySelector("title")?.textContent).toBe(spec.title);
		expect(root.querySelectorAll('[data-part="panel"]').length).toBeGreaterThan(0);
		expect(svg.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(
			/https?:|NaN|undefined|Infinity|null/,
		);
		expect(drawSweepFigure(table(), spec)).toBe(svg);
		const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]);
		expect(new Set(ids).size).toBe(ids.length);
	});

	test("says the sweep, or what it is told to say, as text", () => {
		expect(drawSweepFigure(table(), spec)).toContain("a sweep");
		const told = { ...spec, subtitle: "<b>ours & theirs</b>", notes: ["A note of ours."] };
		const root = readSvg(drawSweepFigure(table(), told) ?? "");
		expect(root.textContent).toContain("<b>ours & theirs</b>");
		expect(root.textContent).toContain("A note of ours.");
		expect(root.textContent).not.toContain("a sweep");
	});
});

describe("figures that no plan names", () => {
	const of = (...axes: Parameters<typeof phaseTable>[0] & object) =>
		defaultSweepFigures(phaseTable(axes)).map(({ title, ...rest }) => rest);

	test("two axes of numbers are a phase diagram, a third one its panels", () => {
		expect(of(width, samples)).toEqual([{ kind: "heat-map", x: "width", y: "samples", colour: "solved" }]);
		expect(of(activation, width, samples)).toEqual([
			{ kind: "heat-map", x: "width", y: "samples", colour: "solved", panels: "activation" },
		]);
	});

	test("one is curves, words its curves and panels", () => {
		expect(of(width)).toEqual([{ kind: "curves", x: "width", y: "solved" }]);
		expect(of(activation, width, solver)).toEqual([
			{ kind: "curves", x: "width", y: "solved", by: "activation", panels: "solver" },
		]);
		expect(of(width, { name: "samples", values: [10] })).toEqual([
			{ kind: "curves", x: "width", y: "solved" },
		]);
	});

	test("words alone are drawn too; no axis or four have no figure", () => {
		expect(of(activation, solver)).toEqual([
			{ kind: "heat-map", x: "activation", y: "solver", colour: "solved" },
		]);
		expect(of(activation)).toEqual([{ kind: "curves", x: "activation", y: "solved" }]);
		expect(of()).toEqual([]);
		expect(of(width, samples, activation, solver)).toEqual([]);
	});

	test("one for each measure with a value, all of which can be drawn", () => {
		const two = tableOf([width, activation], ["loss", "none", "solved"], () => ({
			"loss.mean": 1,
			none: null,
			solved: true,
		}));
		const figures = defaultSweepFigures(two);
		expect(figures.map(({ title }) => title)).toEqual([
			"Mean of loss by width and activation",
			"Solved by width and activation",
		]);
		for (const figure of [...figures, ...defaultSweepFigures(table())])
			expect(drawSweepFigure(figure.kind === "heat-map" ? table() : two, figure)).toMatch(/^<svg/);
	});
});
