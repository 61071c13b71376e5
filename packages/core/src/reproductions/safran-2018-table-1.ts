import type { SweepTable } from "../figures/sweep/sweep-table.ts";
import { wilson } from "../sweep/statistics.ts";
import type { Citation } from "../theory/theorem.ts";
import type { PlanResult, Reproduction } from "./reproduction.ts";
import { groupedBy, listIn, numberIn } from "./row-values.ts";
import { safranPlans } from "./safran-2018-plans.ts";

const safran: Citation = {
	authors: "Safran & Shamir",
	year: 2018,
	title: "Spurious Local Minima are Common in Two-Layer ReLU Neural Networks",
	venue: "ICML 2018, arXiv 1712.08968",
};

/** A loss from which on the paper calls an end point bad. */
const bad = 1e-3;
/** Spurious ends of 1000 runs by k = n, and the loss that occurs most among them, from the paper's published results. */
const published: Readonly<Record<number, { readonly count: number; readonly loss: number }>> = {
	6: { count: 3, loss: 0.025081 },
	7: { count: 55, loss: 0.023203 },
	8: { count: 126, loss: 0.021508 },
};

interface Counted {
	readonly k: number;
	readonly starts: number;
	readonly converged: number;
	readonly spurious: number;
	/** Losses of spurious ends to six digits, the most frequent first. */
	readonly levels: readonly (readonly [loss: string, count: number])[];
}

function counted({ rows }: PlanResult): Counted[] {
	return [...groupedBy(rows, ["k"]).values()].map((group) => {
		const losses = group.flatMap((row) => listIn(row, "startLosses"));
		const ends = losses.filter((loss) => loss >= bad);
		const levels = new Map<string, number>();
		for (const loss of ends) {
			const name = loss.toFixed(6);
			levels.set(name, (levels.get(name) ?? 0) + 1);
		}
		return {
			k: Number(group[0].k),
			starts: losses.length,
			converged: group.reduce((sum, row) => sum + numberIn(row, "starts.outcomes.converged"), 0),
			spurious: ends.length,
			levels: [...levels].sort(([, a], [, b]) => b - a),
		};
	});
}

const names: Readonly<Record<keyof typeof safranPlans, string>> = {
	"gradient-flow": "Gradient flow",
	"trust-region-newton": "Trust-region Newton",
};

/** Shares by k for each solver, as one table. */
function shares(results: Readonly<Record<string, PlanResult>>): SweepTable {
	const rows = Object.entries(names).flatMap(([plan, solver]) =>
		counted(results[plan]).map(({ k, spurious, starts }) => {
			const { proportion, low, high } = wilson(spurious, starts);
			return {
				solver,
				k,
				"spurious.count": starts,
				"spurious.proportion": proportion,
				"spurious.low": low,
				"spurious.high": high,
			};
		}),
	);
	return {
		name: "1000 starts for each k = n",
		axes: [
			{ name: "solver", values: Object.values(names) },
			{ name: "k", values: [...new Set(rows.map(({ k }) => k))].sort((a, b) => a - b) },
		],
		measures: ["spurious"],
		rows,
		failed: Object.values(results).reduce((sum, { cells }) => sum + cells.failed, 0),
	};
}

/** Frequency of spurious minima of the population loss. */
export const safranTable1: Reproduction = {
	id: "safran-2018/table-1",
	title: "Spurious minima of the population loss (Safran & Shamir, table 1)",
	citation: safran,
	setting: [
		"The expected squared loss of a student sum of n ReLU units and an orthonormal teacher of k, under standard normal inputs; k = n.",
		"Gradient descent from W ~ N(0, 1/d), step 0.1 (halved on divergence), until the gradient is 1e-9; an end with a loss of at least 1e-3 is spurious; 1000 runs for each k.",
		"Published results: no spurious end for k <= 5; 3, 55 and 126 of 1000 for k = 6, 7, 8, with dominant losses 0.025081, 0.023203 and 0.021508; growing steadily to about 95 % at k = 20.",
	],
	choices: [
		"In place of gradient descent the gradient flow, its limit of small steps, integrated with error control; up to k = 9; and trust-region Newton steps from the same starts up to k = 12, which lead elsewhere from some of them.",
		"Ends are counted by their loss as in the paper; they are also classified, and 'converged' counts those that the driver found to be critical points.",
		"The input dimension is k; further inputs change nothing at these points.",
	],
	missing: [
		"Sizes above 12, n > k, and the paper's proofs: certify proves single points of this loss for every input dimension (docs/certificates.md).",
		"The paper's random numbers, hence its exact counts.",
	],
	plans: safranPlans,
	findings: (results) =>
		Object.entries(names).flatMap(([plan, solver]) => {
			const all = counted(results[plan]);
			const beside = all.flatMap(({ k, spurious, starts, levels }) => {
				const known = published[k];
				if (known === undefined) return [];
				const { low, high } = wilson(spurious, starts);
				const inside = known.count / 1000 >= low && known.count / 1000 <= high;
				const level = levels[0] === undefined ? "none" : levels[0][0];
				return [
					`k = ${k}: ${spurious} of ${starts} (paper ${known.count} of 1000, ${inside ? "inside" : "outside"} the 95 % interval ${low.toFixed(3)} to ${high.toFixed(3)}), dominant loss ${level} (paper ${known.loss})`,
				];
			});
			const others = all
				.filter(({ k }) => published[k] === undefined)
				.map(({ k, spurious, starts }) => `${spurious} of ${starts} at k = ${k}`);
			return [
				`${solver}: ${beside.join("; ")}.`,
				`${solver}, sizes without a published count at hand: ${others.join(", ")}.`,
			];
		}),
	figures: (results) => [
		{
			id: "spurious-minima",
			table: shares(results),
			spec: {
				kind: "curves",
				title: "Share of starts that end in a spurious minimum",
				x: "k",
				y: "spurious",
				by: "solver",
				xLabel: "k = n",
				yLabel: "share of 1000 starts",
				xScale: "linear",
				yScale: "linear",
			},
		},
	],
	tables: (results) =>
		Object.entries(names).map(([plan, solver]) => ({
			title: `${solver}: ends of 1000 starts`,
			columns: [
				"k = n",
				"converged",
				"spurious",
				"share",
				"low",
				"high",
				"paper, of 1000",
				"losses of spurious ends (how often)",
			],
			rows: counted(results[plan]).map(({ k, starts, converged, spurious, levels }) => {
				const { proportion, low, high } = wilson(spurious, starts);
				const shown = levels.slice(0, 3).map(([loss, count]) => `${loss} (${count})`);
				return [
					k,
					converged,
					spurious,
					proportion,
					low,
					high,
					published[k]?.count ?? null,
					`${shown.join(", ")}${levels.length > 3 ? `, ${levels.length - 3} more` : ""}`,
				];
			}),
		})),
};
