import { describe, expect, it } from "vitest";
import { drawSweepFigure } from "../../src/figures/sweep/sweep-figures.ts";
import { tableOfSweep } from "../../src/figures/sweep/table-of-sweep.ts";
import { reproductionReport } from "../../src/reproductions/report.ts";
import type { Reproduction, Results } from "../../src/reproductions/reproduction.ts";
import { reproductionOf, reproductions } from "../../src/reproductions/reproductions.ts";
import { SweepSummary } from "../../src/sweep/document.ts";
import type { AxisValue } from "../../src/sweep/grid.ts";
import type { MeasureValue } from "../../src/sweep/measure.ts";
import { parsePlan } from "../../src/sweep/plan.ts";

type Cell = Readonly<Record<string, AxisValue>>;

/** Results as if every cell of every plan had yielded what `values` says, by measure. */
async function pretend(
	reproduction: Reproduction,
	values: (plan: string, at: Cell) => Readonly<Record<string, MeasureValue>>,
): Promise<Results> {
	const results: Record<string, Results[string]> = {};
	for (const [name, file] of Object.entries(reproduction.plans)) {
		const plan = await parsePlan(file);
		const summary = new SweepSummary(plan);
		for (let cell = 0; cell < plan.grid.cells; cell++) {
			const found = values(name, plan.grid.at(cell));
			summary.add({
				cell,
				status: "done",
				sentence: null,
				evaluations: 1,
				values: plan.measures.map(({ column }) => found[column] ?? null),
			});
		}
		const { document, axes } = summary.result("portable");
		results[name] = {
			table: tableOfSweep(plan, document, axes),
			rows: document.rows,
			digest: document.digest,
			cells: { total: plan.grid.cells, done: plan.grid.cells, failed: 0 },
		};
	}
	return results;
}

describe("reproductions", () => {
	it("have an id, a source and plans that parse, with the papers' numbers", async () => {
		expect(reproductions.map(({ id }) => id)).toEqual([
			"soudry-2016/figure-1",
			"soudry-2016/figure-2",
			"li-2018/phase-transition",
			"safran-2018/table-1",
		]);
		const cells = new Map<string, number>();
		for (const { id, plans, setting, choices, missing } of reproductions) {
			expect(setting.length * choices.length * missing.length, id).toBeGreaterThan(0);
			for (const [name, file] of Object.entries(plans))
				cells.set(`${id} ${name}`, (await parsePlan(file)).grid.cells);
		}
		// 27 widths, 2 sample sizes, 30 repetitions.
		expect(cells.get("soudry-2016/figure-1 random-one-hidden-layer")).toBe(1620);
		// 20 starts a cell, 1000 for each k.
		expect(cells.get("safran-2018/table-1 trust-region-newton")).toBe(8 * 50);
		expect(() => reproductionOf("soudry-2016/figure-3")).toThrow(/figure-[12]/);
	});

	it("soudry-2016/figure-1: reads the transition off the table", async () => {
		const figure = reproductionOf("soudry-2016/figure-1");
		const results = await pretend(figure, (_, { d, N, seed }) => {
			const wide = Number(d) * Number(d) >= Number(N);
			const trainingError = wide ? (Number(d) === 25 && Number(seed) === 3 ? 0.01 : 0) : 0.25;
			return { trainingError, zero: trainingError === 0, epochs: 10, loss: 0 };
		});
		const [random100, random400] = figure.findings(results);
		expect(random100).toContain("N = 100: mean training error 0.25 at d = 4, 0.0 at d = 10");
		expect(random100).toContain("below 1 % from d = 10 on (d^2/N = 1.00)");
		expect(random100).toContain(
			"all repetitions reach 0 from d = 26 on; of the 630 runs with d^2 >= N, 1 keep",
		);
		expect(random400).toContain("0.0 at d = 20");
		const { figures, markdown } = reproductionReport(figure, results, "portable");
		expect(Object.keys(figures)).toEqual(Object.keys(figure.plans));
		expect(figures["random-one-hidden-layer"]).toContain("d² = N (theorem)");
		expect(markdown).toContain("| 100 | 10  | 1");
		expect(markdown).toContain("What is not reproduced");
	});

	it("soudry-2016/figure-2: counts zero loss and distance from kinks apart", async () => {
		const figure = reproductionOf("soudry-2016/figure-2");
		const results = await pretend(figure, (_, { rate, seed }) => ({
			loss: 1e-30,
			gradientNorm: 0,
			smallestPreactivation: Number(seed) <= 10 ? 1e-3 : 1e-16,
			zeroLoss: Number(rate) === 0.2 && Number(seed) <= 20,
			awayFromKinks: Number(seed) <= 10,
			smallGradient: true,
			"trace.epochs": [0, 100, 200],
			"trace.loss": [1, 0.1, 1e-30],
			"trace.smallestPreactivation": [1, 0.1, 0.01],
		}));
		const [fast, slow] = figure.findings(results);
		expect(fast).toContain("zero loss reached in 20 of 30 runs, away from kinks in 10, both");
		expect(fast).toMatch(/both \(.*\) in 10\./);
		expect(slow).toContain("zero loss reached in 0 of 30 runs");
		for (const { table, spec } of figure.figures(results))
			expect(drawSweepFigure(table, spec)).toContain("epoch");
	});

	it("safran-2018/table-1: counts spurious ends by their loss, with intervals beside the published counts", async () => {
		const table = reproductionOf("safran-2018/table-1");
		const results = await pretend(table, (_, { k }) => ({
			"starts.outcomes.converged": 20,
			startLosses: Array.from({ length: 20 }, (_, i) => (Number(k) >= 7 && i === 0 ? 0.0232027 : 1e-20)),
			levels: [0],
		}));
		const [flow] = table.findings(results);
		expect(flow).toContain("k = 6: 0 of 1000 (paper 3 of 1000, inside");
		expect(flow).toContain("k = 7: 50 of 1000 (paper 55 of 1000, inside");
		expect(flow).toContain("dominant loss 0.023203 (paper 0.023203)");
		expect(flow).toContain("k = 8: 50 of 1000 (paper 126 of 1000, outside");
		const [first] = table.tables(results);
		expect(first.rows.find(([k]) => k === 7)?.slice(0, 4)).toEqual([7, 1000, 50, 0.05]);
	});

	it("li-2018/phase-transition: tells certified, fragile and refused apart", async () => {
		const phase = reproductionOf("li-2018/phase-transition");
		const results = await pretend(phase, (plan, { m, N, seed }) => {
			const narrow = Number(m) <= Number(N) - 1;
			if (plan === "paths-to-the-infimum") return { made: !narrow, passed: !narrow, loss: narrow ? null : 0 };
			const robust = narrow && Number(seed) <= 8;
			return {
				made: narrow,
				robustBadMinimum: robust,
				fragileBadMinimum: narrow && Number(seed) === 9,
				nearReturned: narrow ? 5 : null,
				middleReturned: narrow ? 1 : null,
				middleLower: narrow ? 3 : null,
				farReturned: narrow ? 0 : null,
				farLower: narrow ? 9 : null,
				farHigher: narrow ? 1 : null,
			};
		});
		const findings = phase.findings(results);
		// 28 pairs with m <= N - 1, 10 data sets each.
		expect(findings[0]).toContain(
			"on 224 of 280 sets of inputs, fragile ones on 28 more; written down and not certified on 28",
		);
		expect(findings[0]).toContain("in 28 of 28 pairs (m, N), and for m = N - 1 with N = 2, 3, 4, 5, 6, 7, 8");
		expect(findings[0]).toContain("For m >= N: 0.");
		expect(findings.at(-2)).toContain(
			"from 1120 of 1120 points; for m < N it is refused for all 1120 of 1120",
		);
		expect(findings.at(-1)).toContain("from distance 0.001 4480 of 4480 descents come back");
		for (const { table, spec } of phase.figures(results)) {
			const svg = drawSweepFigure(table, spec);
			expect(svg, spec.title).toContain("m = N: no bad basin from here on");
		}
	});
});
