import { linearSlope } from "../../closed-forms/linear-scope.ts";
import { floatField } from "../../numerics/elementary.ts";
import type { Objective } from "../../objective/objective.ts";
import { exactRank } from "../../rigor/exact-elimination.ts";
import { fromNumber } from "../../rigor/rational.ts";
import { type HiddenLayer, hiddenLayers } from "../hidden-layer.ts";
import type { KinkContact } from "../kinks.ts";

/** A hidden unit some of whose preactivations lie on a kink, with its one-sided derivative. */
export interface BoundaryUnit {
	readonly layer: HiddenLayer;
	readonly unit: number;
	/** Places of its incoming weights, and bias if trained, in theta: the block v. */
	readonly places: readonly number[];
	/** xbar_i (as long as the block) of the distinct inputs on the kink. */
	readonly inputs: readonly Float64Array[];
	/** c_i: derivative of the loss in the activation of the unit at these inputs. */
	readonly pulls: readonly number[];
	/** Slopes on the left and right of the kink. */
	readonly left: number;
	readonly right: number;
	/** C: the derivative in the block from all other samples and the penalty. */
	readonly smooth: Float64Array;
	/** Sums of the absolute terms of C and of the pulls: what their rounding is measured against. */
	readonly scale: number;
	/** Rank of the boundary inputs, exactly. */
	readonly rank: number;
}

/** Why the one-sided test does not cover a point. */
export type OutsideKinkTest = { readonly outside: string };

/**
 * The boundary units of a point. Covered: units of one hidden layer with a linear output layer, kinks between affine
 * pieces, incoming weights trained, a loss that is differentiable at the outputs.
 */
export function boundaryUnits(
	objective: Objective,
	theta: Float64Array,
	contacts: readonly KinkContact[],
): BoundaryUnit[] | OutsideKinkTest {
	const { problem } = objective;
	const { data, loss } = problem;
	if (contacts.some(({ unit }) => unit === null)) return { outside: "the loss itself is on a kink" };
	const layers = hiddenLayers(problem);
	const preactivations = objective.preactivations(theta);
	const units = preactivations.length / data.samples;
	const gradients = outputGradients(objective, theta);
	const found: BoundaryUnit[] = [];
	const byUnit = new Map<number, Set<number>>();
	for (const { unit, sample } of contacts) {
		if (unit === null) continue;
		const samples = byUnit.get(unit) ?? new Set<number>();
		samples.add(sample);
		byUnit.set(unit, samples);
	}
	for (const [number, samples] of byUnit) {
		const layer = layers.find(({ firstUnit, width }) => number >= firstUnit && number < firstUnit + width);
		if (layer === undefined) return { outside: "an output is on a kink of its activation" };
		const depth = problem.network.branches[layer.branch].layers.length;
		const slope = linearSlope(layer.next.declared.activation);
		if (depth !== 2 || slope === null || layer.next.declared.noise !== null)
			return { outside: "the kinks lie in a network of several hidden layers or with a non-linear output" };
		if (layer.weight < 0) return { outside: "weights into the units on kinks are constants" };
		const { activation, noise } = layer.declared;
		const kink = kinkAt(activation.properties.kinks, preactivations[[...samples][0] * units + number]);
		const left = activation.properties.affinePieces.find(({ to }) => to === kink)?.slope;
		const right = activation.properties.affinePieces.find(({ from }) => from === kink)?.slope;
		if (left === undefined || right === undefined)
			return { outside: `${activation.name} is not affine on both sides of its kink` };
		const unit = number - layer.firstUnit;
		const d = layer.inputs;
		const places = [
			...Array.from({ length: d }, (_, k) => layer.weight + unit * d + k),
			...(layer.bias >= 0 ? [layer.bias + unit] : []),
		];
		const smooth = new Float64Array(places.length);
		let scale = 0;
		const inputs: Float64Array[] = [];
		const pulls: number[] = [];
		const seen = new Map<string, number>();
		for (let i = 0; i < data.samples; i++) {
			const factor = noise === null ? 1 : noise[unit * data.samples + i];
			let pull = 0;
			for (let o = 0; o < data.outputs; o++)
				pull += outgoing(theta, layer, unit, o) * slope * gradients[i * data.outputs + o];
			pull *= factor;
			const row = Float64Array.from(places, (_, k) => (k < d ? data.x[i * d + k] : 1));
			const size = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
			scale += Math.abs(pull) * size;
			if (samples.has(i)) {
				const key = row.join(" ");
				const place = seen.get(key);
				if (place === undefined) {
					seen.set(key, inputs.length);
					inputs.push(row);
					pulls.push(pull);
				} else pulls[place] += pull;
				continue;
			}
			const z = preactivations[i * units + number];
			const derivative = activation.definition.derivatives(floatField, z, 1, activation.parameters)[1];
			for (let k = 0; k < places.length; k++) smooth[k] += pull * derivative * row[k];
		}
		if (problem.weightDecay > 0)
			for (let k = 0; k < places.length; k++) {
				smooth[k] += problem.weightDecay * theta[places[k]];
				scale += Math.abs(problem.weightDecay * theta[places[k]]);
			}
		const rank = exactRank(inputs.map((row) => Array.from(row, fromNumber)));
		found.push({ layer, unit, places, inputs, pulls, left, right, smooth, scale, rank });
	}
	if (loss.properties.smoothness < 1 && loss.properties.kinks.length === 0)
		return { outside: "the loss is not differentiable" };
	return found;
}

function outgoing(theta: Float64Array, { next, width }: HiddenLayer, unit: number, output: number): number {
	const place = output * width + unit;
	return next.weight >= 0 ? theta[next.weight + place] : (next.declared.fixed?.[place] ?? 0);
}

function kinkAt(kinks: readonly number[], z: number): number {
	return kinks.reduce((best, kink) => (Math.abs(kink - z) < Math.abs(best - z) ? kink : best), kinks[0] ?? 0);
}

/** dL/df_o(x_i), N x outputs, weights and normalisation included. */
function outputGradients(objective: Objective, theta: Float64Array): Float64Array {
	const { problem } = objective;
	const { data, loss, reduction } = problem;
	const outputs = objective.outputs(theta);
	const q = data.outputs;
	let total = 0;
	for (let i = 0; i < data.samples; i++) total += data.weights?.[i] ?? 1;
	const result = new Float64Array(data.samples * q);
	for (let i = 0; i < data.samples; i++) {
		const f = Array.from(outputs.subarray(i * q, (i + 1) * q));
		const y = Array.from(data.y.subarray(i * q, (i + 1) * q));
		const { gradient } = loss.definition.evaluate(floatField, f, y, loss.parameters);
		const weight = (data.weights?.[i] ?? 1) / (reduction === "mean" ? total : 1);
		for (let o = 0; o < q; o++) result[i * q + o] = weight * gradient[o];
	}
	return result;
}
