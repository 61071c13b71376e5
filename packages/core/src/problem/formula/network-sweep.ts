import type { Activation } from "./activation.ts";
import type { Field } from "./field.ts";
import type { Loss } from "./loss.ts";

/** One affine map, an activation, a fixed factor per unit and sample. */
export interface SweptLayer {
	readonly width: number;
	readonly inputs: number;
	readonly activation: Activation;
	readonly bias: boolean;
	/** width x inputs weights row by row, then the biases; null when trained. */
	readonly fixed: readonly number[] | null;
	/** Factors on the activations, one row per unit, one entry per sample; null without. */
	readonly noise: readonly (readonly number[])[] | null;
	/** Place of the first weight and of the first bias in theta; -1 where there is none. */
	readonly weightAt: number;
	readonly biasAt: number;
	/** Number of its first unit among all units. */
	readonly firstUnit: number;
}

/** A network with its data, as numbers only: f is the sum of the branches. */
export interface SweptNetwork {
	readonly samples: number;
	readonly branches: readonly (readonly SweptLayer[])[];
	readonly outputs: number;
	readonly units: number;
	readonly loss: Loss;
	readonly source: {
		readonly data: {
			readonly x: readonly (readonly number[])[];
			readonly y: readonly (readonly number[])[];
			readonly weights: readonly number[] | null;
		};
		readonly reduction: "mean" | "sum";
	};
}

/** What one sample contributes, in any arithmetic. */
export interface Sweep<T> {
	/** The loss of the sample times its scale. */
	readonly value: T;
	readonly outputs: readonly T[];
	/** Branch by branch, layer by layer: what enters the layer. */
	readonly entering: readonly (readonly (readonly T[])[])[];
	/** rho sigma'(z) of every unit; empty at order 0. */
	readonly slope: readonly T[];
	/** dL/dz of every unit; empty at order 0. */
	readonly pull: readonly T[];
	/** Second derivatives; null below order 2. */
	readonly second: SecondOrder<T> | null;
}

export interface SecondOrder<T> {
	/** curvature[u][v] = d2L / dz_u dz_v for a change added to the preactivations z_u and z_v. */
	readonly curvature: readonly (readonly T[])[];
	/** response[u][v] = d a_v / dz_u: how the activation of unit v answers a change of z_u; null where it does not. */
	readonly response: readonly (readonly (T | null)[])[];
}

/**
 * Runs one sample forward, backward and, at order 2, along every preactivation: with a = rho sigma(z) (rho the fixed factor),
 * z = W a' + b, pull_v = rho sigma'(z_v) s_v, s_v = sum_k W_kv pull_k (the derivative of the loss in the outputs at the top),
 * and for a change dz_u: dz = W da', da = rho sigma' dz, dpull_v = rho (sigma'' dz_v s_v + sigma' ds_v). So d L/d W_up = pull_u a'_p, and
 * d2L / dW_up dW_vq = a'_p (curvature_uv a'_q + pull_v response_uq) for u in the layer of v or below it.
 */
export function sweepSample<T>(
	problem: SweptNetwork,
	field: Field<T>,
	theta: readonly T[],
	sample: number,
	scale: T,
	order: 0 | 1 | 2,
): Sweep<T> {
	const { branches, source, outputs, units } = problem;
	const zero = field.constant(0);
	const input = source.data.x[sample].map((x) => field.constant(x));
	const slope: T[] = new Array(units);
	const bend: T[] = new Array(units);
	const activationOf: T[] = new Array(units);
	const entering: T[][][] = [];
	const f: T[] = Array.from({ length: outputs }, () => zero);
	for (const layers of branches) {
		let below: T[] = input;
		const entries: T[][] = [];
		for (const layer of layers) {
			entries.push(below);
			below = runLayer(field, layer, theta, below, sample, order, slope, bend);
			for (let j = 0; j < layer.width; j++) activationOf[layer.firstUnit + j] = below[j];
		}
		entering.push(entries);
		for (let o = 0; o < outputs; o++) f[o] = field.add(f[o], below[o]);
	}
	const target = source.data.y[sample];
	const { value, gradient, hessian } = problem.loss.definition.evaluate(
		field,
		f,
		target,
		problem.loss.parameters,
	);
	const scaled = field.multiply(scale, value);
	if (order === 0) return { value: scaled, outputs: f, entering, slope: [], pull: [], second: null };
	const top = gradient.map((g) => field.multiply(scale, g));
	const seeds: T[] = new Array(units);
	const pull: T[] = new Array(units);
	for (const layers of branches) backward(field, layers, theta, top, slope, seeds, pull);
	if (order === 1) return { value: scaled, outputs: f, entering, slope, pull, second: null };

	const loss2 = hessian.map((h) => field.multiply(scale, h));
	const curvature: T[][] = [];
	const response: (T | null)[][] = [];
	for (const layers of branches)
		for (const [l, own] of layers.entries())
			for (let j = 0; j < own.width; j++) {
				const { change, answer, change_f } = forwardChange(field, layers, l, j, theta, slope, units);
				const topChange = Array.from({ length: outputs }, (_, o) =>
					change_f.reduce((sum, df, q) => field.add(sum, field.multiply(loss2[o * outputs + q], df)), zero),
				);
				const row: T[] = new Array(units);
				for (const others of branches)
					backwardChange(field, others, theta, topChange, slope, bend, seeds, change, row);
				curvature.push(row);
				response.push(answer);
			}
	return { value: scaled, outputs: f, entering, slope, pull, second: { curvature, response } };
}

/** The weight from input p to unit j, a parameter or a fixed number. */
function weight<T>(field: Field<T>, layer: SweptLayer, theta: readonly T[], j: number, p: number): T {
	const k = j * layer.inputs + p;
	return layer.fixed === null ? theta[layer.weightAt + k] : field.constant(layer.fixed[k]);
}

function runLayer<T>(
	field: Field<T>,
	layer: SweptLayer,
	theta: readonly T[],
	below: readonly T[],
	sample: number,
	order: number,
	slope: T[],
	bend: T[],
): T[] {
	const { definition, parameters } = layer.activation;
	return Array.from({ length: layer.width }, (_, j) => {
		let z = field.constant(0);
		if (layer.bias)
			z =
				layer.fixed === null
					? theta[layer.biasAt + j]
					: field.constant(layer.fixed[layer.width * layer.inputs + j]);
		for (let p = 0; p < layer.inputs; p++)
			z = field.add(z, field.multiply(weight(field, layer, theta, j, p), below[p]));
		const sigma = definition.derivatives(field, z, order, parameters);
		const factor = layer.noise === null ? null : field.constant(layer.noise[j][sample]);
		const times = (t: T) => (factor === null ? t : field.multiply(factor, t));
		if (order > 0) slope[layer.firstUnit + j] = times(sigma[1]);
		if (order > 1) bend[layer.firstUnit + j] = times(sigma[2]);
		return times(sigma[0]);
	});
}

function backward<T>(
	field: Field<T>,
	layers: readonly SweptLayer[],
	theta: readonly T[],
	top: readonly T[],
	slope: readonly T[],
	seeds: T[],
	pull: T[],
): void {
	let above: readonly T[] = top;
	for (let l = layers.length - 1; l >= 0; l--) {
		const layer = layers[l];
		for (let j = 0; j < layer.width; j++) {
			seeds[layer.firstUnit + j] = above[j];
			pull[layer.firstUnit + j] = field.multiply(slope[layer.firstUnit + j], above[j]);
		}
		if (l > 0) above = transposed(field, layer, theta, (k) => pull[layer.firstUnit + k]);
	}
}

/** sum_k W_kp v_k for every input p */
function transposed<T>(field: Field<T>, layer: SweptLayer, theta: readonly T[], v: (k: number) => T): T[] {
	return Array.from({ length: layer.inputs }, (_, p) => {
		let sum = field.constant(0);
		for (let k = 0; k < layer.width; k++)
			sum = field.add(sum, field.multiply(weight(field, layer, theta, k, p), v(k)));
		return sum;
	});
}

function forwardChange<T>(
	field: Field<T>,
	layers: readonly SweptLayer[],
	from: number,
	unit: number,
	theta: readonly T[],
	slope: readonly T[],
	units: number,
): { change: (T | null)[]; answer: (T | null)[]; change_f: T[] } {
	const zero = field.constant(0);
	const change: (T | null)[] = new Array(units).fill(null);
	const answer: (T | null)[] = new Array(units).fill(null);
	const own = layers[from];
	change[own.firstUnit + unit] = field.constant(1);
	answer[own.firstUnit + unit] = slope[own.firstUnit + unit];
	let below: (T | null)[] = Array.from({ length: own.width }, (_, j) =>
		j === unit ? answer[own.firstUnit + j] : null,
	);
	for (let l = from + 1; l < layers.length; l++) {
		const layer = layers[l];
		const next: T[] = [];
		for (let k = 0; k < layer.width; k++) {
			let dz = zero;
			for (let p = 0; p < layer.inputs; p++) {
				const da = below[p];
				if (da !== null) dz = field.add(dz, field.multiply(weight(field, layer, theta, k, p), da));
			}
			change[layer.firstUnit + k] = dz;
			next.push(field.multiply(slope[layer.firstUnit + k], dz));
			answer[layer.firstUnit + k] = next[k];
		}
		below = next;
	}
	return { change, answer, change_f: below.map((df) => df ?? zero) };
}

function backwardChange<T>(
	field: Field<T>,
	layers: readonly SweptLayer[],
	theta: readonly T[],
	top: readonly T[],
	slope: readonly T[],
	bend: readonly T[],
	seeds: readonly T[],
	change: readonly (T | null)[],
	row: T[],
): void {
	let above: readonly T[] = top;
	for (let l = layers.length - 1; l >= 0; l--) {
		const layer = layers[l];
		for (let j = 0; j < layer.width; j++) {
			const u = layer.firstUnit + j;
			const dz = change[u];
			const through = field.multiply(slope[u], above[j]);
			row[u] =
				dz === null ? through : field.add(through, field.multiply(field.multiply(bend[u], dz), seeds[u]));
		}
		if (l > 0) above = transposed(field, layer, theta, (k) => row[layer.firstUnit + k]);
	}
}

/** The factor of each sample's loss: w_i / sum w, or w_i; 1 / N without weights. */
export function sampleScales<T>({ source, samples }: SweptNetwork, field: Field<T>): T[] {
	const weights = Array.from({ length: samples }, (_, i) => field.constant(source.data.weights?.[i] ?? 1));
	if (source.reduction === "sum") return weights;
	const total = weights.reduce((a, b) => field.add(a, b), field.constant(0));
	return weights.map((w) => field.divide(w, total));
}
