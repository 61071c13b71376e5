import { addUp } from "../rigor/directed.ts";
import { type Interval, intervalArithmetic } from "../rigor/interval.ts";
import { unitRoundoff } from "../rigor/matrix-enclosure.ts";
import { isNonsingular } from "../rigor/nonsingular.ts";
import type { CheckedProblem } from "./embedded-problem.ts";
import type { Generator } from "./gauge.ts";
import { fieldAt, slopesOver } from "./gauge-field.ts";
import { NotProved } from "./not-proved.ts";

/** What of a proof fixes the gauge: fields T, and c of G = H + c B^T B with B the fields at the centre, rounded. */
export interface GaugeFixing {
	readonly centre: readonly (readonly number[])[];
	readonly gauge: readonly Generator[];
	readonly gaugeWeight: number;
	/** Parameters on which the loss does not depend in the box. */
	readonly dropped: readonly number[];
}

/** Adds c B^T B, B the generators at the first row of the centre. */
export function addGauge(
	problem: CheckedProblem,
	{ gauge, gaugeWeight, centre, dropped }: GaugeFixing,
	middles: Float64Array,
	radius: Float64Array,
	n: number,
): void {
	if (gauge.length === 0) return;
	for (const row of gaugeRows(problem, gauge, dropped, centre[0]))
		for (const [i, x] of row)
			for (const [j, y] of row) {
				if (j > i) continue;
				const at = i * n + j;
				const product = gaugeWeight * x * y;
				middles[at] += product;
				const rounding = 4 * unitRoundoff * (Math.abs(product) + Math.abs(middles[at])) + 1e-320;
				radius[at] = addUp(radius[at], rounding);
				// The matrix stays symmetric bit by bit.
				middles[j * n + i] = middles[at];
				radius[j * n + i] = radius[at];
			}
}

/** B: any fixed numbers would do; these are the generators at m, rounded. */
export function gaugeRows(
	problem: CheckedProblem,
	gauge: readonly Generator[],
	dropped: readonly number[],
	at: readonly number[],
): Map<number, number>[] {
	const theta = at.map((x) => ({ lo: x, hi: x }));
	const slopes = slopesOver(problem, theta);
	return gauge.map((generator) => {
		const row = new Map<number, number>();
		const field = fieldAt(problem, generator, theta, slopes);
		if (typeof field !== "string") for (const [k, { lo }] of field) row.set(k, lo);
		for (const k of dropped) row.delete(k);
		return row;
	});
}

/**
 * The loss is constant along the fields T near theta*, and T(theta*) B^T is nonsingular. Entries of parameters on which the loss does not depend are left out of both: it is constant along what is left, too.
 * @throws NotProved
 */
export function requireGauge(
	problem: CheckedProblem,
	{ gauge, centre, dropped }: GaugeFixing,
	box: readonly Interval[],
): void {
	const { add, multiply, constant } = intervalArithmetic;
	const slopes = slopesOver(problem, box);
	const rows = gaugeRows(problem, gauge, dropped, centre[0]);
	const at = gauge.map((generator) => {
		const field = fieldAt(problem, generator, box, slopes);
		if (typeof field === "string")
			throw new NotProved("gauge", `The loss is not constant along a field (${generator.kind}): ${field}`);
		for (const k of dropped) field.delete(k);
		return field;
	});
	const product = at.map((t) =>
		rows.map((b) => {
			let sum = constant(0);
			for (const [k, x] of b) {
				const y = t.get(k);
				if (y !== undefined) sum = add(sum, multiply(y, constant(x)));
			}
			return sum;
		}),
	);
	if (!isNonsingular(product))
		throw new NotProved("gauge", "The symmetries were not shown to be independent at the point.");
}
