import { floatField } from "../../numerics/elementary.ts";
import { symmetricEigen } from "../../numerics/symmetric-eigen.ts";
import type { Activation } from "../../problem/formula/activation.ts";
import { toNumber } from "../../rigor/rational.ts";
import { shallowNetwork } from "../architecture.ts";
import type { ConvexityTrap } from "../exact/convexity-trap.ts";
import type { Subject } from "../subject.ts";

/** Places where the curvature of an activation is tried. */
const places = [0, 0.5, -0.5, 1, -1, 0.25, 2, -2, 3];

/** A place at which sigma is twice continuously differentiable with sigma'' != 0, and the sign there; null if none was found. */
export function curvedPlace({
	definition,
	parameters,
	properties,
}: Activation): { readonly at: number; readonly sign: 1 | -1 } | null {
	const rough = [...properties.kinks, ...properties.curvatureJumps];
	for (const at of places) {
		if (rough.some((place) => Math.abs(place - at) < 1e-3)) continue;
		const [, , second] = definition.derivatives(floatField, at, 2, parameters);
		if (Math.abs(second) > 1e-3) return { at, sign: second > 0 ? 1 : -1 };
	}
	return null;
}

/** The mean predictor as a local minimum: w_j = 0, b_j at a curved place, outgoing weights of one sign. */
export interface MeanPredictor {
	readonly theta: Float64Array;
	readonly loss: number;
	readonly better: Float64Array | null;
}

/**
 * All preactivations at a place v with sigma''(v) != 0, outgoing weights with the sign that makes every unit convex (or
 * concave) there, the offset fitted. The better point gives unit 1 the opposite sign and weights eps q, q the direction
 * of the largest eigenvalue of sum_g w_g r_g x_g x_g^T.
 */
export function meanPredictor(
	subject: Subject,
	trap: ConvexityTrap & { status: "holds" },
): MeanPredictor | null {
	const { problem } = subject;
	const shallow = shallowNetwork(problem);
	if (shallow === null || shallow.hidden.bias < 0 || shallow.hidden.next.bias < 0) return null;
	const place = curvedPlace(shallow.activation);
	if (place === null) return null;
	const { hidden, width, outputSlope, activation } = shallow;
	const value = activation.definition.derivatives(floatField, place.at, 0, activation.parameters)[0];
	const sign = (trap.side === "convex" ? place.sign : -place.sign) * Math.sign(outputSlope);
	const theta = new Float64Array(problem.network.parameters);
	for (let j = 0; j < width; j++) {
		theta[hidden.bias + j] = place.at;
		theta[hidden.next.weight + j] = sign;
	}
	const mean = toNumber(trap.mean);
	theta[hidden.next.bias] = mean / outputSlope - sign * width * value;
	const objective = subject.objective();
	const loss = objective.value(theta);
	return { theta, loss, better: bentAway(subject, theta, sign, value, mean) };
}

function bentAway(
	subject: Subject,
	theta: Float64Array,
	sign: number,
	value: number,
	mean: number,
): Float64Array | null {
	const { problem } = subject;
	const shallow = shallowNetwork(problem);
	if (shallow === null) return null;
	const { hidden, width, outputSlope } = shallow;
	const { data } = problem;
	const d = data.inputs;
	const moments = new Float64Array(d * d);
	for (let i = 0; i < data.samples; i++) {
		const pull = (data.weights?.[i] ?? 1) * (mean - data.y[i]);
		for (let a = 0; a < d; a++)
			for (let b = 0; b < d; b++) moments[a * d + b] += pull * data.x[i * d + a] * data.x[i * d + b];
	}
	const { values, vectors } = symmetricEigen(moments, d, true);
	if (vectors === null) return null;
	const side = Math.abs(values[0]) > Math.abs(values[d - 1]) ? 0 : d - 1;
	const objective = subject.objective();
	let lowest = objective.value(theta);
	const start = lowest;
	let found: Float64Array | null = null;
	for (let eps = 2; eps > 1e-4; eps /= 2)
		for (let size = 4; size > 1e-4; size /= 2) {
			const trial = theta.slice();
			for (let j = 0; j < width; j++) trial[hidden.next.weight + j] = j === 0 ? -sign * size : 0;
			for (let a = 0; a < d; a++) trial[hidden.weight + a] = eps * vectors[side * d + a];
			// Fit the offset to what the unit adds on average.
			trial[hidden.next.bias] = mean / outputSlope + sign * size * value;
			const outputs = objective.outputs(trial);
			let excess = 0;
			let total = 0;
			for (let i = 0; i < data.samples; i++) {
				const weight = data.weights?.[i] ?? 1;
				excess += weight * (outputs[i] - data.y[i]);
				total += weight;
			}
			trial[hidden.next.bias] -= excess / total / outputSlope;
			const loss = objective.value(trial);
			if (loss < lowest) {
				lowest = loss;
				found = trial;
			}
		}
	return lowest < start - 1e-12 * (1 + start) ? found : null;
}
