import { floatField } from "../../numerics/elementary.ts";
import { randomStream } from "../../numerics/random.ts";
import type { Objective } from "../../objective/objective.ts";
import type { HiddenLayer } from "../../points/hidden-layer.ts";

/** Draws of incoming weights. */
const draws = 200;
/** Steps of the outgoing weight, largest first. */
const largestStep = 64;
const leastStep = 1e-9;

/**
 * A point of lower loss beside one with an unused unit: the unit's incoming weights are moved to where its feature is
 * most aligned with the pulls of the samples (N numbers: how much each output wants to rise), and its outgoing weight
 * to the best of a series of steps. Null when no step lowers the loss by more than rounding: the first-order argument
 * that a lower point exists does not need it.
 *
 * `theta` is a point at which unit `unit` of the layer may be moved without changing other units; its outgoing weight
 * to output `output` starts from 0 after `offset`, if given, is corrected for what the unit contributed.
 */
export function lowerByUnit(
	objective: Objective,
	theta: Float64Array,
	layer: HiddenLayer,
	unit: number,
	pulls: ArrayLike<number>,
	output = 0,
): Float64Array | null {
	const { data } = objective.problem;
	const { activation } = layer.declared;
	const { samples: n, inputs: d, x } = data;
	const scales = inputScales(x, n, d);
	const random = randomStream(1, "live-unit");
	const sigma = (t: number) => activation.definition.derivatives(floatField, t, 0, activation.parameters)[0];
	let best = { size: 0, weights: new Float64Array(d), bias: 0, sign: 1 };
	for (let k = 0; k < draws; k++) {
		const weights = Float64Array.from({ length: d }, (_, j) => (2 * random.normal()) / scales[j]);
		const bias = layer.bias >= 0 ? 2 * random.normal() : 0;
		let along = 0;
		let square = 0;
		for (let i = 0; i < n; i++) {
			let z = bias;
			for (let j = 0; j < d; j++) z += weights[j] * x[i * d + j];
			const feature = sigma(z);
			along += pulls[i] * feature;
			square += feature * feature;
		}
		const size = square > 0 ? Math.abs(along) / Math.sqrt(square) : 0;
		if (size > best.size) best = { size, weights, bias, sign: Math.sign(along) };
	}
	if (best.size === 0) return null;
	const moved = theta.slice();
	for (let j = 0; j < d; j++) moved[layer.weight + unit * d + j] = best.weights[j];
	if (layer.bias >= 0) moved[layer.bias + unit] = best.bias;
	const place = layer.next.weight + output * layer.width + unit;
	let lowest = objective.value(theta);
	const start = lowest;
	let found: Float64Array | null = null;
	for (let step = largestStep; step > leastStep; step /= 2) {
		const trial = moved.slice();
		trial[place] = best.sign * step;
		const value = objective.value(trial);
		if (value < lowest) {
			lowest = value;
			found = trial;
		}
	}
	return lowest < start - 1e-12 * (1 + Math.abs(start)) ? found : null;
}

/** Largest absolute entry of each column, 1 for a column of zeros. */
function inputScales(x: Float64Array, n: number, d: number): Float64Array {
	return Float64Array.from({ length: d }, (_, j) => {
		let largest = 0;
		for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(x[i * d + j]));
		return largest || 1;
	});
}
