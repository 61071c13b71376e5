import { floatField } from "../../numerics/elementary.ts";
import type { Problem } from "../../problem/problem.ts";
import {
	add,
	divide,
	fromNumber,
	multiply,
	negate,
	type Rational,
	signOf,
	subtract,
	toNumber,
	zero,
} from "../../rigor/rational.ts";

/** The constant output that fits the targets best, and the force with which every sample pulls at it. */
export interface BestConstant {
	/** c, one number per output, rounded to float64; its sign is exact. */
	readonly outputs: readonly number[];
	/**
	 * e_oi = -dL/df_o(x_i) at f = c, up to one positive factor common to all, exactly; output by output, sample by
	 * sample. sum_i e_oi = 0.
	 */
	readonly pulls: readonly (readonly Rational[])[];
}

/** Why a problem has no best constant that is known exactly here, or the constant. */
export type BestConstantOutcome =
	| { readonly found: BestConstant }
	| { readonly status: "fails" | "undecided"; readonly reason: string };

/**
 * The minimiser c of sum_i w_i l(c, y_i), where its existence and the pulls are exact:
 *
 * - half of the squared error: c is the weighted mean, e_i = w_i (y_i - c);
 * - margin losses l(-y c), convex, in C^1, with l' >= 0 and l'(0) > 0, both classes present: l grows without bound for
 *   one of the classes as c goes to either infinity and is bounded below for the other, so c exists;
 *   W_+ l'(-c) = W_- l'(c) with the class weights W_+, W_-. Say c >= 0: then l'(c) >= l'(0) > 0, so both sides are one
 *   number k > 0 and e_i = k y_i / W_(y_i) times w_i. The sign of c is that of W_+ - W_-.
 */
export function bestConstant(problem: Problem): BestConstantOutcome {
	const { loss } = problem;
	const { quadratic, coupling, convex, smoothness, nonDecreasing, criticalOnlyWhenCorrect } = loss.properties;
	if (quadratic) return { found: weightedMeans(problem) };
	if (coupling !== "margin" || convex === "no" || nonDecreasing !== true || !criticalOnlyWhenCorrect)
		return {
			status: "undecided",
			reason: `For the ${loss.name} loss the best constant is not known exactly here; it is for half of the squared error and for convex margin losses.`,
		};
	if (smoothness < 1)
		return {
			status: "undecided",
			reason: `The ${loss.name} loss has a kink, at which the best constant may lie; nothing was shown there.`,
		};
	return balancedConstant(problem);
}

function sampleWeights({ data }: Problem): Rational[] {
	return Array.from({ length: data.samples }, (_, i) => fromNumber(data.weights?.[i] ?? 1));
}

function total(values: readonly Rational[]): Rational {
	return values.reduce(add, zero);
}

function weightedMeans(problem: Problem): BestConstant {
	const { samples, outputs, y } = problem.data;
	const weights = sampleWeights(problem);
	const mass = total(weights);
	const pulls: Rational[][] = [];
	const means: number[] = [];
	for (let o = 0; o < outputs; o++) {
		const targets = Array.from({ length: samples }, (_, i) => fromNumber(y[i * outputs + o]));
		const mean = divide(total(targets.map((t, i) => multiply(weights[i], t))), mass);
		means.push(toNumber(mean));
		pulls.push(targets.map((t, i) => multiply(weights[i], subtract(t, mean))));
	}
	return { outputs: means, pulls };
}

function balancedConstant(problem: Problem): BestConstantOutcome {
	const { y } = problem.data;
	const weights = sampleWeights(problem);
	const positive = total(weights.filter((_, i) => y[i] > 0));
	const negative = total(weights.filter((_, i) => y[i] < 0));
	if (signOf(positive) === 0 || signOf(negative) === 0)
		return { status: "fails", reason: "All samples carry one label, which a constant output fits." };
	const shares = weights.map((weight, i) =>
		y[i] > 0 ? divide(weight, positive) : negate(divide(weight, negative)),
	);
	const sign = signOf(subtract(positive, negative));
	const outputs = [sign === 0 ? 0 : minimiser(problem, toNumber(divide(positive, negative)), sign)];
	return { found: { outputs, pulls: [shares] } };
}

/** The root of ratio l'(-c) - l'(c), a decreasing function, on the side of 0 that `sign` names, by bisection. */
function minimiser({ loss }: Problem, ratio: number, sign: number): number {
	const slope = (z: number) => -loss.definition.evaluate(floatField, [-z], [1], loss.parameters).gradient[0];
	const past = (size: number) => sign * (ratio * slope(-sign * size) - slope(sign * size)) <= 0;
	let low = 0;
	let high = 1;
	while (!past(high) && high < 1e300) [low, high] = [high, 2 * high];
	for (let k = 0; k < 200 && high - low > 0; k++) {
		const middle = low + (high - low) / 2;
		if (middle === low || middle === high) break;
		if (past(middle)) high = middle;
		else low = middle;
	}
	return sign * high;
}
