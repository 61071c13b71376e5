import type { SweepTable } from "../figures/sweep/sweep-table.ts";
import { quantile } from "../sweep/statistics.ts";
import { soudryDifferentiable } from "../theory/theorems/soudry-2016.ts";
import type { PlanResult, Reproduction } from "./reproduction.ts";
import { countOf, groupedBy, listIn, numberIn } from "./row-values.ts";
import { figure2Plan } from "./soudry-2016-plans.ts";

const plan = "full-batch-descent";

/** The courses of all runs as a table over epochs: median and quantiles over the repetitions of a rate. */
function courses({ table, rows }: PlanResult, column: string): SweepTable {
	const lines: Record<string, number>[] = [];
	for (const group of groupedBy(rows, ["rate"]).values()) {
		const epochs = listIn(group[0], "trace.epochs");
		for (const [k, epoch] of epochs.entries()) {
			// Every 8th entry: the picture has no more room.
			if (k % 8 !== 0 && k !== epochs.length - 1) continue;
			const values = Float64Array.from(
				group.map((row) => listIn(row, column)[k] ?? Number.NaN).filter(Number.isFinite),
			).sort();
			if (values.length === 0) continue;
			lines.push({
				rate: Number(group[0].rate),
				epoch,
				"value.count": values.length,
				"value.median": quantile(values, 0.5),
				"value.q05": quantile(values, 0.05),
				"value.q95": quantile(values, 0.95),
			});
		}
	}
	return {
		...table,
		measures: ["value"],
		rows: lines,
		axes: table.axes.filter(({ name }) => name === "rate"),
	};
}

const short = (value: number): string => (value === 0 ? "0" : value.toExponential(1));
const median = (values: readonly number[]): number => quantile(Float64Array.from(values).sort(), 0.5);

/** Loss and smallest preactivation along full-batch descent. */
export const soudryFigure2: Reproduction = {
	id: "soudry-2016/figure-2",
	title: "Loss and smallest preactivation along gradient descent (Soudry & Carmon, figure 2)",
	citation: soudryDifferentiable,
	setting: [
		"One hidden layer of d = 25 ReLU units on N = 100 random samples of d inputs, squared loss, full-batch gradient descent; from epoch 5000 on the learning rate falls by 0.999 an epoch to about 1e-9.",
		"Reported: the inputs of the units settle above 1e-5 in absolute value while the mean squared error falls to about 1e-31: typically a differentiable minimum of value zero; in some instances an input of 1e-16.",
	],
	choices: [
		"Learning rates 0.2 and 0.05 on half of the mean squared error: the paper's is not known to us; 30 repetitions each, 25,000 epochs.",
		"'Zero loss reached' means a loss below 1e-20. 'Away from kinks' means that every hidden preactivation is above 1e-5 in absolute value, the paper's level. A differentiable minimum of value zero needs both; they are counted apart.",
	],
	missing: [
		"That a run away from kinks with loss near 0 is near a differentiable minimum is read off float64 numbers; nothing here is proved.",
	],
	plans: { [plan]: figure2Plan },
	findings: (results) =>
		[...groupedBy(results[plan].rows, ["rate"]).values()].map((rows) => {
			const n = rows.length;
			const both = rows.filter((row) => row.zeroLoss === true && row.awayFromKinks === true).length;
			const losses = rows.map((row) => numberIn(row, "loss"));
			const smallest = rows.map((row) => numberIn(row, "smallestPreactivation"));
			return [
				`Rate ${Number(rows[0].rate)}: zero loss reached in ${countOf(rows, "zeroLoss")} of ${n} runs, away from kinks in ${countOf(rows, "awayFromKinks")}, both (a differentiable minimum of value zero, as far as float64 tells) in ${both}.`,
				`Loss at the end: median ${short(median(losses))}, from ${short(Math.min(...losses))} to ${short(Math.max(...losses))}; smallest |preactivation|: median ${short(median(smallest))}, from ${short(Math.min(...smallest))} to ${short(Math.max(...smallest))}.`,
			].join(" ");
		}),
	figures: (results) => [
		{
			id: "loss",
			table: courses(results[plan], "trace.loss"),
			spec: {
				kind: "curves",
				title: "Loss along full-batch descent",
				x: "epoch",
				y: "value",
				by: "rate",
				statistic: "median",
				band: "quantiles",
				xScale: "linear",
				yLabel: "loss, median and 5 to 95 % of the runs",
				yScale: "log",
			},
		},
		{
			id: "smallest-preactivation",
			table: courses(results[plan], "trace.smallestPreactivation"),
			spec: {
				kind: "curves",
				title: "Smallest |preactivation| of a hidden unit along full-batch descent",
				x: "epoch",
				y: "value",
				by: "rate",
				statistic: "median",
				band: "quantiles",
				xScale: "linear",
				yLabel: "smallest |u|, median and 5 to 95 % of the runs",
				yScale: "log",
			},
		},
	],
	tables: (results) => [
		{
			title: "Where the runs ended",
			columns: ["rate", "seed", "loss", "largest gradient", "smallest |u|", "zero loss", "away from kinks"],
			rows: results[plan].rows.map((row) => [
				Number(row.rate),
				Number(row.seed),
				numberIn(row, "loss"),
				numberIn(row, "gradientNorm"),
				numberIn(row, "smallestPreactivation"),
				row.zeroLoss === true ? "yes" : "no",
				row.awayFromKinks === true ? "yes" : "no",
			]),
		},
	],
};
