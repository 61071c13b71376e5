import type { SweepTable } from "../figures/sweep/sweep-table.ts";
import type { SweepRow } from "../sweep/reduce.ts";
import { soudryDifferentiable } from "../theory/theorems/soudry-2016.ts";
import type { PlanResult, ReproducedFigure, Reproduction } from "./reproduction.ts";
import { numberIn } from "./row-values.ts";
import { figure1Plans } from "./soudry-2016-plans.ts";

/** The table with d^2/N beside d. */
function withRatio(table: SweepTable): SweepTable {
	return {
		...table,
		rows: table.rows.map((row) => {
			const d = Number(row.d);
			return { ...row, ratio: (d * d) / Number(row.N) };
		}),
	};
}

const repetitions = (row: SweepRow): number => numberIn(row, "zero.count");
const allZero = (row: SweepRow): boolean => numberIn(row, "zero.proportion") === 1;

/** For each N: the smallest d from which on every repetition has error 0, and the errors at d^2 = N. */
function findingsOf(title: string, { rows }: PlanResult): string[] {
	const sizes = [...new Set(rows.map((row) => Number(row.N)))];
	return sizes.map((n) => {
		const mine = rows.filter((row) => Number(row.N) === n);
		const last = mine.findLastIndex((row) => !allZero(row));
		const from = last + 1 < mine.length ? Number(mine[last + 1].d) : null;
		const at = mine.find((row) => Number(row.d) * Number(row.d) >= n);
		const below = mine.filter((row) => numberIn(row, "trainingError.mean") < 0.01)[0];
		const beyond = mine.filter((row) => Number(row.d) * Number(row.d) >= n);
		const missed = beyond.reduce(
			(sum, row) => sum + (1 - numberIn(row, "zero.proportion")) * repetitions(row),
			0,
		);
		const total = beyond.reduce((sum, row) => sum + repetitions(row), 0);
		const share = (row: SweepRow | undefined): string =>
			row === undefined ? "-" : `${numberIn(row, "trainingError.mean").toPrecision(2)}`;
		return [
			`${title}, N = ${n}: mean training error ${share(mine[0])} at d = ${Number(mine[0].d)}, ${share(at)} at d = ${at === undefined ? "-" : Number(at.d)} (the first with d^2 >= N);`,
			below === undefined
				? "it does not fall below 1 %;"
				: `below 1 % from d = ${Number(below.d)} on (d^2/N = ${(Number(below.d) ** 2 / n).toPrecision(3)});`,
			from === null
				? `no d from which on all repetitions reach 0; of the ${total} runs with d^2 >= N, ${Math.round(missed)} keep a misclassified sample.`
				: `all repetitions reach 0 from d = ${from} on; of the ${total} runs with d^2 >= N, ${Math.round(missed)} keep a misclassified sample.`,
		].join(" ");
	});
}

const titles: Readonly<Record<keyof typeof figure1Plans, string>> = {
	"random-one-hidden-layer": "Random data, one hidden layer",
	"random-two-hidden-layers": "Random data, two hidden layers",
	"digits-one-hidden-layer": "Digits, one hidden layer",
	"digits-two-hidden-layers": "Digits, two hidden layers",
};

/** Training error against d^2/N in plain ReLU networks. */
export const soudryFigure1: Reproduction = {
	id: "soudry-2016/figure-1",
	title: "Training error against over-parametrisation (Soudry & Carmon, figure 1)",
	citation: soudryDifferentiable,
	setting: [
		"Networks of one or two hidden layers of ReLU units, all widths d equal to the input dimension, one output, no biases, no noise; squared loss; classification by the sign.",
		"Data: standard normal inputs with random labels, and N digits of MNIST, 0-4 against 5-9; 30 repetitions.",
		"Adam with beta1 = 0.9, beta2 = 0.99, epsilon = 1e-8, samples in a new order each epoch, at most 4000 epochs, stop at zero training error; weights uniform with variance 2/d.",
		"Reported: with one hidden layer the error goes to 0 once d^2/N >= 1, the condition of the theorem on differentiable minima (drawn dashed); with two it is near the same, typically zero from d^2/N = 0.5 on; digits are easier; where the mean is 0, it is 0 in all 30 runs.",
	],
	choices: [
		"N = 100 and 400: the paper's values are not known to us. Learning rate 0.003, mini-batches of 25: the paper gives none.",
		"Digits are reduced to d inputs by their first d principal components, scaled to standard deviation 1: how the paper reduces them is not known to us. N digits are drawn anew for each repetition, from 10,000.",
		"Bands are 95 % intervals of the mean over 30 repetitions, not the paper's standard deviations.",
	],
	missing: [
		"The theorem speaks of differentiable local minima of networks with leaky ReLU and noise; the figure, as the paper's, is about where training ends without either: it illustrates the theorem and does not test it.",
		"Whether the ranks of the paper's matrices are full along these runs is not looked at here.",
	],
	plans: figure1Plans,
	findings: (results) => Object.entries(titles).flatMap(([plan, title]) => findingsOf(title, results[plan])),
	figures: (results) =>
		Object.entries(titles).map(
			([plan, title]): ReproducedFigure => ({
				id: plan,
				table: withRatio(results[plan].table),
				spec: {
					kind: "curves",
					title: `${title}: training error against d²/N`,
					x: "ratio",
					y: "trainingError",
					by: "N",
					statistic: "mean",
					xLabel: "d²/N",
					yLabel: "mean training error",
					xScale: "log",
					rule: { x: 1, label: "d² = N (theorem)" },
				},
			}),
		),
	tables: (results) =>
		Object.entries(titles).map(([plan, title]) => ({
			title: `${title}: share of 30 runs with zero training error`,
			columns: ["N", "d", "d²/N", "mean error", "standard deviation", "runs at 0", "mean epochs"],
			rows: results[plan].rows.map((row) => [
				Number(row.N),
				Number(row.d),
				Number(((Number(row.d) * Number(row.d)) / Number(row.N)).toPrecision(3)),
				numberIn(row, "trainingError.mean"),
				numberIn(row, "trainingError.std"),
				Math.round(numberIn(row, "zero.proportion") * repetitions(row)),
				Math.round(numberIn(row, "epochs.mean")),
			]),
		})),
};
