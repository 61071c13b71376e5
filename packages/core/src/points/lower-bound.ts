import { type LinearNetwork, linearNetwork } from "../closed-forms/linear-network.ts";
import { linearMinimum } from "../closed-forms/lower-bound.ts";
import { floatField } from "../numerics/elementary.ts";
import type { Problem } from "../problem/problem.ts";

/** A number that no theta goes below, and where it comes from. */
export interface LowerBound {
	readonly value: number;
	readonly source: string;
}

const linear = new WeakMap<Problem, { readonly network: LinearNetwork | null }>();

/** The whitened form of a linear network, computed once per problem; null for any other. */
export function linearFormOf(problem: Problem): LinearNetwork | null {
	let found = linear.get(problem);
	if (found === undefined) {
		found = { network: linearNetwork(problem) };
		linear.set(problem, found);
	}
	return found.network;
}

/**
 * The best lower bound of L that needs no search: the closed form of a linear network, else the
 * infimum of the loss over its outputs (0 for squared and hinge-like losses); penalties are never
 * negative.
 */
export function knownLowerBound(problem: Problem): LowerBound {
	const network = linearFormOf(problem);
	if (network !== null) {
		const { value, doubt } = linearMinimum(network);
		return { value: value - doubt, source: "the closed form of linear networks" };
	}
	return {
		value: problem.loss.properties.lowerBound,
		source: `the infimum of the ${problem.loss.name} loss`,
	};
}

/** A gap to the bound below this share of the reference loss is rounding. */
const gapShare = 1e-12;
/** Rounding of an output, relative to the largest target. */
const outputRounding = 16 / 9007199254740992; // 16 * 2^-53

const references = new WeakMap<Problem, number>();

/**
 * Whether a loss meets the known lower bound, up to rounding: the gap is below 1e-12 times what the best constant
 * outputs would cost, so that data of any scale are judged alike. Where weight decay adds to the loss, only exactly.
 * Whether the bound is attained at all, rather than approached at infinity, is another question.
 */
export function meetsLowerBound(problem: Problem, value: number): boolean {
	const gap = value - knownLowerBound(problem).value;
	if (problem.weightDecay > 0 && linearFormOf(problem) === null) return gap <= 0;
	let reference = references.get(problem);
	if (reference === undefined) {
		reference = allowedGap(problem);
		references.set(problem, reference);
	}
	return gap <= reference;
}

/** 1e-12 L(best constant outputs), or of L(0) where these fit exactly; and the rounding of outputs. */
function allowedGap(problem: Problem): number {
	const { data, loss } = problem;
	const means = new Float64Array(data.outputs);
	let total = 0;
	let largest = 0;
	for (let i = 0; i < data.samples; i++) {
		const weight = data.weights === null ? 1 : data.weights[i];
		total += weight;
		for (let o = 0; o < data.outputs; o++) {
			const target = data.y[i * data.outputs + o];
			means[o] += weight * target;
			largest = Math.max(largest, Math.abs(target));
		}
	}
	for (let o = 0; o < data.outputs; o++) means[o] /= total;
	const zeros = new Float64Array(data.outputs);
	if (loss.properties.coupling !== "per-output") return gapShare * lossOfConstant(problem, zeros);
	const spread = lossOfConstant(problem, means);
	const reference = spread > 0 ? spread : lossOfConstant(problem, zeros);
	const rounded = means.map(() => outputRounding * largest);
	const one = loss.definition.evaluate(floatField, Array.from(rounded), Array.from(zeros), loss.parameters);
	const rounding = problem.reduction === "mean" ? one.value : one.value * total;
	return gapShare * (reference > 0 ? reference : 1) + rounding;
}

/** The loss, without penalties, of a network with these outputs on every sample. */
function lossOfConstant({ data, loss, reduction }: Problem, outputs: Float64Array): number {
	const f = Array.from(outputs);
	let sum = 0;
	let total = 0;
	for (let i = 0; i < data.samples; i++) {
		const weight = data.weights === null ? 1 : data.weights[i];
		const y = Array.from(data.y.subarray(i * data.outputs, (i + 1) * data.outputs));
		sum += weight * loss.definition.evaluate(floatField, f, y, loss.parameters).value;
		total += weight;
	}
	return reduction === "mean" ? sum / total : sum;
}
