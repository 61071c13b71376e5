import type { SweepTable } from "../figures/sweep/sweep-table.ts";
import type { SweepRow } from "../sweep/reduce.ts";
import { wilson } from "../sweep/statistics.ts";
import { liWidth } from "../theory/theorems/li-2018.ts";
import { liPlans } from "./li-2018-plans.ts";
import type { PlanResult, Reproduction } from "./reproduction.ts";
import { countOf, groupedBy, numberIn } from "./row-values.ts";

const minima = "strict-bad-minima";
const paths = "paths-to-the-infimum";
const axes = ["activation", "m", "N"];

/** The share of true values of a column by activation, m and N. */
function shareTable(
	{ table, rows }: PlanResult,
	column: string,
	from: (row: SweepRow) => boolean = () => true,
): SweepTable {
	return {
		...table,
		axes: table.axes.filter(({ name }) => axes.includes(name)),
		measures: [column],
		rows: [...groupedBy(rows.filter(from), axes).values()].map((group) => {
			const { proportion, low, high } = wilson(countOf(group, column), group.length);
			const [{ activation, m, N }] = group;
			return {
				activation: String(activation),
				m: Number(m),
				N: Number(N),
				[`${column}.count`]: group.length,
				[`${column}.proportion`]: proportion,
				[`${column}.low`]: low,
				[`${column}.high`]: high,
			};
		}),
	};
}

const below = (row: SweepRow): boolean => Number(row.m) <= Number(row.N) - 1;
const sum = (rows: readonly SweepRow[], column: string): number =>
	rows.reduce(
		(total, row) => total + (Number.isFinite(numberIn(row, column)) ? numberIn(row, column) : 0),
		0,
	);

const threshold = {
	label: "m = N: no bad basin from here on",
	points: [
		[2, 2],
		[8, 8],
	] as [number, number][],
};

/** Bad basins below width N, and ways out from N on. */
export const liPhaseTransition: Reproduction = {
	id: "li-2018/phase-transition",
	title: "Width and the disappearance of bad basins (Li, Ding & Sun, phase transition)",
	citation: liWidth,
	setting: [
		"One hidden layer of m units, N samples. From width m = N on there is no bad basin, for any continuous activation and convex loss: from every point a path of non-increasing loss leads to the infimum. Below, for a large class of networks, strict local minima that are not global are constructed.",
		"The paper proves this; its figures are, as far as known to us, schematic. No experiment of it is repeated here.",
	],
	choices: [
		"Ours throughout: d = 1, no biases, squared loss, four smooth activations, m = 1 to 8, N = 2 to 8. Random labels alone show nothing: without a regulariser strict bad minima are too rare to be met by chance, so labels are constructed.",
		"(i) On 10 sets of normal inputs for each (m, N): incoming weights and a residual are solved for that make a strict local minimum of labels of their own, with a better point (construct li-2018/strict-narrow, 200 attempts); it counts when interval arithmetic certifies the minimum as strict and the better point as better. Those whose certified smallest Hessian eigenvalue is below 1e-9 are fragile and counted apart.",
		"(ii) From 10 random points on 10 random data sets for each (m, N): the path of the theorem, written down and followed (construct li-2018/monotone-path). Below m = N the theorem does not apply, and the construction refuses.",
		"(iii) From the constructed minima, gradient flow from points at a distance of 0.001 and 0.1 (relative to 1 + |theta|), and from standard normal points that know nothing of it.",
	],
	missing: [
		"That no strict bad minimum was found for a cell does not show that there is none: the search has 200 attempts, and the certificate may fail where eigenvalues are near rounding. For m >= N there is none, by the theorem.",
		"Multi-dimensional inputs, biases, several layers, other losses.",
	],
	plans: liPlans,
	findings: (results) => {
		const { rows } = results[minima];
		const lines = [...groupedBy(rows, ["activation"]).values()].map((group) => {
			const under = group.filter(below);
			const cells = [...groupedBy(under, axes).values()];
			const some = cells.filter(
				(cell) => countOf(cell, "robustBadMinimum") + countOf(cell, "fragileBadMinimum") > 0,
			);
			const top = cells.filter((cell) => Number(cell[0].m) === Number(cell[0].N) - 1);
			const atTop = top.filter(
				(cell) => countOf(cell, "robustBadMinimum") + countOf(cell, "fragileBadMinimum") > 0,
			);
			return `(i) ${String(group[0].activation)}: for m <= N - 1 a certified strict bad minimum on ${countOf(under, "robustBadMinimum")} of ${under.length} sets of inputs, fragile ones on ${countOf(under, "fragileBadMinimum")} more; written down and not certified on ${countOf(under, "made") - countOf(under, "robustBadMinimum") - countOf(under, "fragileBadMinimum")}; at least one in ${some.length} of ${cells.length} pairs (m, N), and for m = N - 1 with N = ${atTop.map((cell) => Number(cell[0].N)).join(", ") || "none"}. For m >= N: ${countOf(
				group.filter((row) => !below(row)),
				"made",
			)}.`;
		});
		const wide = results[paths].rows.filter((row) => !below(row));
		const narrow = results[paths].rows.filter(below);
		const descents = rows.filter((row) => row.robustBadMinimum === true);
		const byWidth = [...groupedBy(descents, ["m"]).values()].map(
			(group) =>
				`m = ${Number(group[0].m)}: ${((100 * sum(group, "farReturned")) / (10 * group.length)).toFixed(0)} %`,
		);
		const of = (column: string, each: number) => `${sum(descents, column)} of ${each * descents.length}`;
		return [
			...lines,
			`(ii) For m >= N the path reaches the infimum, the loss never rising, from ${countOf(wide, "passed")} of ${wide.length} points${countOf(wide, "passed") < wide.length ? " (from the rest the path exists, and float64 does not carry it out: features too nearly dependent)" : ""}; for m < N it is refused for all ${narrow.length - countOf(narrow, "made")} of ${narrow.length}.`,
			`(iii) Around the ${descents.length} certified minima that are not fragile: from distance 0.001 ${of("nearReturned", 5)} descents come back to the minimum, from 0.1 ${of("middleReturned", 5)} (${of("middleLower", 5)} end lower); from anywhere ${of("farReturned", 10)} end at its loss, ${of("farLower", 10)} lower, ${of("farHigher", 10)} higher. By width, the share of the descents from anywhere that end at its loss: ${byWidth.join(", ")}.`,
		];
	},
	figures: (results) => [
		{
			id: "strict-bad-minima",
			table: shareTable(results[minima], "robustBadMinimum"),
			spec: {
				kind: "heat-map",
				title: "(i) Sets of inputs with a certified strict bad minimum",
				x: "m",
				y: "N",
				colour: "robustBadMinimum",
				panels: "activation",
				line: threshold,
			},
		},
		{
			id: "fragile-bad-minima",
			table: shareTable(results[minima], "fragileBadMinimum"),
			spec: {
				kind: "heat-map",
				title: "(i) Certified, but with an eigenvalue below 1e-9",
				x: "m",
				y: "N",
				colour: "fragileBadMinimum",
				panels: "activation",
				line: threshold,
			},
		},
		{
			id: "paths-to-the-infimum",
			table: shareTable(results[paths], "passed"),
			spec: {
				kind: "heat-map",
				title: "(ii) Points with a path of non-increasing loss to the infimum",
				x: "m",
				y: "N",
				colour: "passed",
				panels: "activation",
				line: threshold,
			},
		},
	],
	tables: (results) => [
		{
			title: "(iii) Where descents from around certified minima end",
			columns: [
				"activation",
				"m",
				"N",
				"minima",
				"from 0.001: back",
				"from 0.1: back",
				"from 0.1: lower",
				"from anywhere: same loss",
				"lower",
				"higher",
			],
			rows: [
				...groupedBy(
					results[minima].rows.filter((row) => row.robustBadMinimum === true),
					axes,
				).values(),
			].map((group) => [
				String(group[0].activation),
				Number(group[0].m),
				Number(group[0].N),
				group.length,
				`${sum(group, "nearReturned")} of ${5 * group.length}`,
				`${sum(group, "middleReturned")} of ${5 * group.length}`,
				`${sum(group, "middleLower")} of ${5 * group.length}`,
				`${sum(group, "farReturned")} of ${10 * group.length}`,
				`${sum(group, "farLower")} of ${10 * group.length}`,
				`${sum(group, "farHigher")} of ${10 * group.length}`,
			]),
		},
	],
};
