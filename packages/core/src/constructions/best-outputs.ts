import { floatField, log } from "../numerics/elementary.ts";
import type { Problem } from "../problem/problem.ts";
import type { InputGroup } from "../theory/exact/distinct-inputs.ts";

/** The outputs that every distinct input wants, with the infimum of the loss that they approach. */
export interface BestOutputs {
	/** groups x outputs, row by row. */
	readonly targets: Float64Array;
	/** inf over all outputs, contract normalisation; penalties aside. */
	readonly infimum: number;
	/** Whether the infimum is attained by finite outputs. */
	readonly attained: boolean;
}

/** Outputs at which an infimum at infinity is approached to about 1e-8 for each sample. */
const far = 19;
/** Bisections of an interval of outputs. */
const bisections = 200;
const farthest = 1e6;

/**
 * Minimises the weighted loss of the samples of each distinct input over its outputs, which move freely. `current`
 * (groups x outputs) keeps outputs that are further out already where the infimum lies at infinity, so that on the
 * way from there no group's loss rises.
 */
export function bestOutputs(
	problem: Problem,
	groups: readonly InputGroup[],
	current: Float64Array,
): BestOutputs {
	const { data, loss, reduction } = problem;
	const q = data.outputs;
	const targets = new Float64Array(groups.length * q);
	let attained = true;
	let sum = 0;
	groups.forEach((group, g) => {
		const own = current.subarray(g * q, (g + 1) * q);
		const best =
			loss.properties.coupling === "coupled"
				? coupledBest(problem, group, own)
				: separateBest(problem, group, own);
		targets.set(best.outputs, g * q);
		if (!best.attained) attained = false;
		sum += best.least;
	});
	let total = 0;
	for (let i = 0; i < data.samples; i++) total += data.weights?.[i] ?? 1;
	return { targets, infimum: reduction === "mean" ? sum / total : sum, attained };
}

interface GroupBest {
	readonly outputs: readonly number[];
	/** Infimum of the group's weighted loss. */
	readonly least: number;
	readonly attained: boolean;
}

function lossOf({ data, loss }: Problem, { samples }: InputGroup, outputs: readonly number[]) {
	let value = 0;
	const gradient = outputs.map(() => 0);
	for (const i of samples) {
		const y = Array.from(data.y.subarray(i * data.outputs, (i + 1) * data.outputs));
		const one = loss.definition.evaluate(floatField, [...outputs], y, loss.parameters);
		const weight = data.weights?.[i] ?? 1;
		value += weight * one.value;
		one.gradient.forEach((slope, o) => {
			gradient[o] += weight * slope;
		});
	}
	return { value, gradient };
}

/** Each output alone: its derivative changes sign once, since the loss is convex. */
function separateBest(problem: Problem, group: InputGroup, own: Float64Array): GroupBest {
	const outputs = Array.from(own);
	let attained = true;
	for (let o = 0; o < outputs.length; o++) {
		const slope = (f: number) => {
			const at = outputs.map((value, k) => (k === o ? f : value));
			return lossOf(problem, group, at).gradient[o];
		};
		let low = -1;
		let high = 1;
		while (slope(low) > 0 && low > -farthest) low *= 2;
		while (slope(high) < 0 && high < farthest) high *= 2;
		if (slope(low) > 0) {
			outputs[o] = Math.min(own[o], -far);
			attained = false;
		} else if (slope(high) < 0) {
			outputs[o] = Math.max(own[o], far);
			attained = false;
		} else outputs[o] = root(slope, low, high, own[o]);
	}
	const at = lossOf(problem, group, outputs).value;
	const bound = problem.loss.properties.lowerBound;
	const weight = group.samples.reduce((sum, i) => sum + (problem.data.weights?.[i] ?? 1), 0);
	return { outputs, least: attained ? at : weight * bound, attained };
}

/** A zero of a non-decreasing function; of an interval of zeros the point nearest to `wish`. */
function root(slope: (f: number) => number, low: number, high: number, wish: number): number {
	if (wish >= low && wish <= high && slope(wish) === 0) return wish;
	let [a, b] = [low, high];
	const fromBelow = !(wish > high) && slope(Math.max(low, Math.min(high, wish))) < 0;
	for (let k = 0; k < bisections; k++) {
		const middle = a + (b - a) / 2;
		if (middle === a || middle === b) break;
		const value = slope(middle);
		if (value < 0 || (value === 0 && !fromBelow)) a = middle;
		else b = middle;
	}
	return fromBelow ? b : a;
}

/** Softmax outputs: log of the weighted mean of the target probabilities; classes of probability 0 go to -infinity. */
function coupledBest(problem: Problem, group: InputGroup, own: Float64Array): GroupBest {
	const { data } = problem;
	const q = data.outputs;
	const mean = new Array<number>(q).fill(0);
	let weight = 0;
	for (const i of group.samples) {
		const w = data.weights?.[i] ?? 1;
		weight += w;
		for (let o = 0; o < q; o++) mean[o] += w * data.y[i * q + o];
	}
	const highest = Math.max(...own);
	let attained = true;
	let least = 0;
	const logits = mean.map((sum) => {
		const p = sum / weight;
		if (p > 0) {
			const logit = log(p);
			least -= weight * p * logit;
			return logit;
		}
		attained = false;
		return -far;
	});
	// All classes of probability 0 but one: keep what is further out already.
	const outputs = logits.map((logit, o) => (mean[o] > 0 ? logit : Math.min(logit, own[o] - highest)));
	return { outputs, least, attained };
}
