import fc from "fast-check";
import { expect, test } from "vitest";
import { type BandsSpec, drawBands } from "../../../src/figures/sweep/bands.ts";
import { spread } from "../../../src/figures/sweep/end-labels.ts";
import type { SweepTable } from "../../../src/figures/sweep/sweep-table.ts";
import { inPanels, pathPoints, readSvg } from "../read-svg.ts";
import { activation, phaseTable, samples, tableOf, width } from "./sample-table.ts";

const spec: BandsSpec = { kind: "curves", title: "Curves", x: "samples", y: "solved", by: "width" };
const alone: BandsSpec = { kind: "curves", title: "Curve", x: "samples", y: "solved" };
const draw = (table: SweepTable, more: Partial<BandsSpec> = {}, base = spec): Element =>
	readSvg(drawBands(table, { ...base, ...more }) ?? "");
const bands = (root: Element): Element[] => inPanels(root, 'g[aria-label="area"] > path');
const symbols = (root: Element): Element[] => inPanels(root, 'g[aria-label="dot"] > *');
const texts = (root: Element): string[] => inPanels(root, "text").map((text) => text.textContent ?? "");
const wideLines = (root: Element): Element[] =>
	inPanels(root, 'g[aria-label="line"][stroke-width="1.8"] > path');

test("a curve with band and symbols for each value, labelled at its end and in the legend", () => {
	const root = draw(phaseTable());
	expect(symbols(root)).toHaveLength(11);
	// Width 4 is interrupted at 20 samples: one symbol alone, then a line of two.
	const vertices = wideLines(root).map((line) => pathPoints(line.getAttribute("d") ?? "").length);
	expect(vertices.sort()).toEqual([2, 4, 4]);
	expect(bands(root)).toHaveLength(3);
	expect(texts(root)).toEqual(expect.arrayContaining(["2", "4", "8", "proportion of solved"]));
	const legend = root.querySelector('[data-part="legend"]')?.textContent;
	expect(legend).toContain("width = 2");
	expect(root.textContent).toContain("Bands: 95 % Wilson interval of the proportion.");
	expect(root.textContent).toContain("interrupted where 1 row has no value");
	expect(inPanels(root, 'g[aria-label="link"] path')).toHaveLength(3);
	const looks = new Set(inPanels(root, 'g[aria-label="dot"]').map((group) => group.getAttribute("stroke")));
	expect(looks.size).toBe(3);
});

test("a band reaches from low to high about its line", () => {
	const one = { ...phaseTable([{ name: "width", values: [2] }, samples]) };
	const root = draw(one, { xScale: "log" });
	const line = pathPoints(wideLines(root)[0].getAttribute("d") ?? "");
	const area = pathPoints(bands(root)[0].getAttribute("d") ?? "");
	expect(line).toHaveLength(4);
	expect(area).toHaveLength(8);
	const ticks = inPanels(root, 'g[aria-label="y-axis tick"] path').map((tick) =>
		tick.getAttribute("transform"),
	);
	const heights = ticks.map((text) => Number(/,([-\d.]+)\)/.exec(text ?? "")?.[1]));
	const perUnit = Math.abs(heights[heights.length - 1] - heights[0]);
	for (const [x, y] of line)
		for (const sign of [-1, 1])
			expect(
				area.some(([u, v]) => Math.abs(u - x) < 0.1 && Math.abs(v - y - sign * 0.1 * perUnit) < 0.5),
			).toBe(true);
	// Doublings of the samples lie equally far apart on a logarithmic axis.
	expect(line[1][0] - line[0][0]).toBeCloseTo(line[3][0] - line[2][0], 1);
});

test("bands: quantiles on demand and for medians, none when none is asked for or there", () => {
	const table = tableOf([samples], ["loss"], (row) => ({
		"loss.mean": 1 / Number(row.samples),
		"loss.lower": -0.01,
		"loss.upper": 0.2,
		"loss.median": 0.01,
		"loss.q05": 0.001,
		"loss.q95": 0.3,
	}));
	const note = (more: Partial<BandsSpec>): string | undefined =>
		/Bands: [^.]*/.exec(draw(table, { y: "loss", ...more }, alone).textContent ?? "")?.[0];
	expect(note({})).toBe("Bands: 95 % interval of the mean");
	expect(note({ band: "quantiles" })).toBe("Bands: 5 % to 95 % quantile of the values");
	expect(note({ statistic: "median" })).toBe("Bands: 5 % to 95 % quantile of the values");
	expect(note({ band: "none" })).toBeUndefined();
	expect(note({ statistic: "median", band: "interval" })).toBeUndefined();
	const logarithmic = draw(table, { y: "loss", yScale: "log" }, alone);
	expect(bands(logarithmic)).toHaveLength(1);
	expect(logarithmic.outerHTML).not.toMatch(/NaN|Infinity/);
	expect(texts(logarithmic)).toContain("mean of loss (logarithmic)");
});

test("the rule stands at its value, named in the legend", () => {
	const root = draw(phaseTable(), { rule: { x: 20, label: "theorem" } });
	const rule = inPanels(root, 'g[aria-label="rule"][stroke-dasharray="5,4"] line');
	expect(rule).toHaveLength(1);
	const line = pathPoints(wideLines(root)[0].getAttribute("d") ?? "");
	expect(Number(rule[0].getAttribute("x1"))).toBeCloseTo(line[1][0], 1);
	expect(root.querySelector('[data-part="legend"]')?.textContent).toContain("theorem");
	const beyond = draw(phaseTable(), { rule: { x: 500, label: "theorem" } });
	expect(texts(beyond)).toContain("500");
});

test("a curve that ends far from the right edge is named in the legend alone", () => {
	const table = phaseTable();
	const short = { ...table, rows: table.rows.filter((row) => row.width !== 8 || Number(row.samples) < 40) };
	const root = draw(short);
	expect(inPanels(root, 'g[aria-label="link"] path')).toHaveLength(2);
	expect(root.querySelector('[data-part="legend"]')?.textContent).toContain("width = 8");
	const ratio = table.rows.map((row) => ({ ...row, ratio: Number(row.samples) / Number(row.width) }));
	expect(inPanels(draw({ ...table, rows: ratio }, { x: "ratio" }), 'g[aria-label="link"] path')).toHaveLength(
		0,
	);
});

test("x may be a column; rows that share a value of it have no line", () => {
	const table = phaseTable();
	const ratio = {
		...table,
		rows: table.rows.map((row) => ({ ...row, ratio: Number(row.samples) / Number(row.width) })),
	};
	const by = draw(ratio, { x: "ratio" });
	expect(wideLines(by)).toHaveLength(3);
	expect(texts(by).some((text) => text.startsWith("ratio"))).toBe(true);
	const together = draw(ratio, { x: "ratio", xLabel: "samples per unit" }, alone);
	expect(wideLines(together)).toHaveLength(0);
	expect(symbols(together)).toHaveLength(11);
	expect(together.textContent).toContain("share a value of ratio");
	expect(texts(together).some((text) => text.startsWith("samples per unit"))).toBe(true);
});

test("words have symbols and bars, but no lines between them", () => {
	const root = draw(phaseTable([activation, width, samples]), { x: "activation", panels: "samples" });
	expect(wideLines(root)).toHaveLength(0);
	expect(symbols(root)).toHaveLength(2 * 11);
	expect(texts(root)).toEqual(expect.arrayContaining(["relu", "tanh", "samples = 40"]));
	expect(root.textContent).toContain("Bars: 95 % Wilson");
	expect(
		draw(phaseTable([activation, width, samples]), {
			x: "activation",
			panels: "samples",
			rule: { x: 1, label: "theorem" },
		}).textContent,
	).toContain("Not drawn: theorem");
});

test("one value of an axis, a single row, many curves; nothing is no picture", () => {
	const single = draw(
		phaseTable([
			{ name: "width", values: [2] },
			{ name: "samples", values: [10] },
		]),
	);
	expect(symbols(single)).toHaveLength(1);
	expect(inPanels(single, 'g[aria-label="rule"] line')).toHaveLength(1);
	const many = { name: "width", values: Array.from({ length: 30 }, (_, k) => k / 10) };
	const crowded = draw(phaseTable([many, samples]));
	expect(wideLines(crowded)).toHaveLength(30);
	const look = inPanels(crowded, 'g[aria-label="dot"]').map((group) => group.getAttribute("stroke"));
	expect(new Set(look).size).toBe(30);
	const none = tableOf([width, samples], ["solved"], () => ({ "solved.proportion": null }));
	expect(drawBands(none, spec)).toBeNull();
	expect(drawBands(phaseTable(), { ...spec, x: "nowhere" })).toBeNull();
	expect(() => drawBands(phaseTable(), { ...spec, by: "depth" })).toThrow(/depth.*does not have/);
});

test("labels spread to stand apart within their bounds, in order", () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: -50, max: 450 }), { maxLength: 20 }), (heights) => {
			const sorted = [...heights].sort((a, b) => a - b);
			const placed = spread(sorted, 14, 0, 400);
			placed.forEach((at, k) => {
				expect(at).toBeGreaterThanOrEqual(-1e-9);
				expect(at).toBeLessThanOrEqual(400 + 1e-9);
				if (k > 0) expect(at - placed[k - 1]).toBeGreaterThanOrEqual(14 - 1e-9);
			});
		}),
		{ seed: 5 },
	);
	expect(spread([10, 100], 14, 0, 400)).toEqual([10, 100]);
	expect(spread([430, 440], 14, 0, 400)).toEqual([386, 400]);
});
