import { sampleScales, sweepSample } from "../problem/formula/network-sweep.ts";
import { type Interval, intervalArithmetic } from "../rigor/interval.ts";
import { definiteAbove } from "../rigor/symmetric-enclosure.ts";
import type { CheckedProblem } from "./embedded-problem.ts";
import { NotProved } from "./not-proved.ts";

/** Unit `unit` of the hidden layer is split into copies; sign: +1 for S > 0, -1 for S < 0; shift: what is tried as its smallest eigenvalue. */
export interface Split {
	readonly unit: number;
	readonly sign: 1 | -1;
	readonly shift: number;
}

/**
 * Why the point of a strict local minimum, one of its units split into any number of copies, is a local minimum of the wider
 * network.
 *
 * Theorem (after Fukumizu & Amari 2000). One hidden layer, one output, all trained, no penalty, no fixed factors; sigma and the loss in
 * C^2. At a critical point with positive definite Hessian let S = a_j sum_i l'_i sigma''(z_ij) x_i x_i^T (with the entry 1 for
 * a trained bias). Replace unit j by copies with outgoing weights mu_1 a_j, ..., mu_k a_j, sum mu = 1. If S > 0 and all
 * mu > 0, or S < 0 and exactly one mu > 0, the others < 0, the result is a local minimum with the same loss.
 *
 * Proof. In the coordinates (mean of the copies weighted by mu, sum of outgoing weights; differences d_l with sum mu_l d_l = 0; mu)
 * the loss does not depend on mu while all d are 0: these points are critical. Normal to this manifold the Hessian is that of the
 * core plus the form sum_l mu_l d_l^T S d_l on {sum mu_l d_l = 0}, which is positive definite: for S > 0 as all mu > 0; for
 * S < 0 because sum mu_l q_l q_l is negative definite on that space when one mu alone is positive. A function of class C^2
 * that is constant on a manifold of critical points, with a Hessian positive definite on a complement of its tangent space, has
 * a local minimum at each of them (Morse & Bott).
 *
 * Returns the smallest width of the wider networks: r + 1.
 * @throws NotProved
 */
export function proveSplit(problem: CheckedProblem, split: Split, box: readonly Interval[]): number {
	const [layers] = problem.branches;
	const refuse = (sentence: string): never => {
		throw new NotProved("split", sentence);
	};
	if (problem.branches.length !== 1 || layers.length !== 2 || problem.outputs !== 1)
		return refuse("Splitting needs one hidden layer and one output.");
	const [hidden, output] = layers;
	if (hidden.fixed !== null || output.fixed !== null || hidden.noise !== null || output.noise !== null)
		return refuse("Splitting needs weights that are all trained, and no fixed factors.");
	if (problem.source.weightDecay !== 0 || problem.penalised >= 0)
		return refuse("With a penalty on the weights a split unit is not critical.");
	const { homogeneousDegree, polynomialDegree } = output.activation.properties;
	if (homogeneousDegree !== 1 || polynomialDegree !== 1) return refuse("Splitting needs a linear output.");
	if (split.unit < 0 || split.unit >= hidden.width) return refuse("There is no such unit.");
	const size = hidden.inputs + (hidden.bias ? 1 : 0);
	const s = splittingMatrix(problem, split.unit, box, size);
	const signed = split.sign > 0 ? s : s.map(intervalArithmetic.negate);
	if (definiteAbove(signed, size, split.shift) === null)
		return refuse("That the splitting matrix is definite was not shown.");
	return hidden.width + 1;
}

/** S = sum_i pull_i' sigma''(z_i) x_i x_i^T, enclosed; the curvature of the unit's own preactivation without that of the loss. */
function splittingMatrix(
	problem: CheckedProblem,
	unit: number,
	box: readonly Interval[],
	size: number,
): Interval[] {
	const { add, multiply, constant } = intervalArithmetic;
	const [hidden, output] = problem.branches[0];
	const scales = sampleScales(problem, intervalArithmetic);
	const sum: Interval[] = new Array(size * size).fill(constant(0));
	const a = box[output.weightAt + unit];
	const { definition, parameters } = hidden.activation;
	for (let i = 0; i < problem.samples; i++) {
		const { pull } = sweepSample(problem, intervalArithmetic, box, i, scales[i], 1);
		let z = hidden.bias ? box[hidden.biasAt + unit] : constant(0);
		const x = problem.source.data.x[i];
		for (const [p, value] of x.entries())
			z = add(z, multiply(box[hidden.weightAt + unit * hidden.inputs + p], constant(value)));
		const bend = definition.derivatives(intervalArithmetic, z, 2, parameters)[2];
		// pull of the output unit is dL/dz there, and z = a sigma + ...
		const factor = multiply(multiply(a, pull[output.firstUnit]), bend);
		for (let p = 0; p < size; p++)
			for (let q = 0; q < size; q++) {
				const product = multiply(constant(p < x.length ? x[p] : 1), constant(q < x.length ? x[q] : 1));
				sum[p * size + q] = add(sum[p * size + q], multiply(factor, product));
			}
	}
	return sum;
}
