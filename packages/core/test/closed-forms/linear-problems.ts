import { activation } from "../../src/problem/formula/activations.ts";
import { loss } from "../../src/problem/formula/losses.ts";
import type { Layer, ParameterBlock, Problem } from "../../src/problem/problem.ts";
import { numbers } from "../numerics/matrices.ts";

export interface LinearSpecification {
	/** d_0, ..., d_l */
	readonly widths: readonly number[];
	/** N x d_0 and N x d_l, row by row. */
	readonly x: readonly number[];
	readonly y: readonly number[];
	/** Per layer; default none. */
	readonly biases?: readonly boolean[];
	readonly weights?: readonly number[];
	readonly reduction?: "mean" | "sum";
	/** sigma(t) = slope t per layer; default identity. */
	readonly slopes?: readonly number[];
}

export function linearProblem(spec: LinearSpecification): Problem {
	const { widths, x, y } = spec;
	const depth = widths.length - 1;
	const layers: Layer[] = [];
	const blocks: ParameterBlock[] = [];
	let offset = 0;
	for (let k = 0; k < depth; k++) {
		const bias = spec.biases?.[k] ?? false;
		const slope = spec.slopes?.[k] ?? 1;
		layers.push({
			width: widths[k + 1],
			inputs: widths[k],
			activation: slope === 1 ? activation("identity") : activation("polynomial", [0, slope]),
			bias,
			fixed: null,
			noise: null,
		});
		blocks.push({
			name: `layers.${k}.weight`,
			branch: 0,
			layer: k,
			kind: "weight",
			offset,
			rows: widths[k + 1],
			columns: widths[k],
		});
		offset += widths[k + 1] * widths[k];
		if (!bias) continue;
		blocks.push({
			name: `layers.${k}.bias`,
			branch: 0,
			layer: k,
			kind: "bias",
			offset,
			rows: widths[k + 1],
			columns: 1,
		});
		offset += widths[k + 1];
	}
	return {
		name: "linear",
		data: {
			samples: x.length / widths[0],
			inputs: widths[0],
			outputs: widths[depth],
			x: Float64Array.from(x),
			y: Float64Array.from(y),
			weights: spec.weights ? Float64Array.from(spec.weights) : null,
			labels: null,
			classes: null,
		},
		network: {
			inputs: widths[0],
			outputs: widths[depth],
			branches: [{ role: "main", layers }],
			parameters: offset,
			blocks,
		},
		loss: loss("squared"),
		population: null,
		reduction: spec.reduction ?? "sum",
		weightDecay: 0,
		exponentialPenalty: 0,
		canonical: {},
		notes: [],
	};
}

/** X = I, Y = diag(entries): whitening changes nothing, sigma are the entries. */
export function diagonalProblem(
	entries: readonly number[],
	hidden: readonly number[],
	reduction: "mean" | "sum" = "sum",
): Problem {
	const n = entries.length;
	const x = Array.from({ length: n * n }, (_, k) => (k % (n + 1) ? 0 : 1));
	const y = x.map((one, k) => one * entries[k % n]);
	return linearProblem({ widths: [n, ...hidden, n], x, y, reduction });
}

/** Random data of the given shape. */
export function randomProblem(
	widths: readonly number[],
	samples: number,
	seed: number,
	more: Partial<LinearSpecification> = {},
): Problem {
	const next = numbers(seed);
	const depth = widths.length - 1;
	return linearProblem({
		widths,
		x: Array.from({ length: samples * widths[0] }, next),
		y: Array.from({ length: samples * widths[depth] }, next),
		...more,
	});
}

/** Loss, gradient and Hessian times v, by back-propagation with tangents, one sample at a time. */
export function linearOracle(
	problem: Problem,
	theta: Float64Array,
	v: Float64Array = new Float64Array(theta.length),
): { loss: number; gradient: Float64Array; product: Float64Array } {
	const { data, network } = problem;
	const { layers } = network.branches[0];
	const weights = data.weights ?? new Float64Array(data.samples).fill(1);
	const total = weights.reduce((s, w) => s + w, 0);
	const gradient = new Float64Array(theta.length);
	const product = new Float64Array(theta.length);
	let value = 0;
	for (let s = 0; s < data.samples; s++) {
		const weight = problem.reduction === "mean" ? weights[s] / total : weights[s];
		const signal = [[...data.x.subarray(s * data.inputs, (s + 1) * data.inputs)]];
		const tangent = [signal[0].map(() => 0)];
		let at = 0;
		const offsets: number[] = [];
		layers.forEach((layer, k) => {
			offsets.push(at);
			const slope = layer.activation.properties.affinePieces[0].slope;
			const out: number[] = [];
			const dout: number[] = [];
			for (let i = 0; i < layer.width; i++) {
				let z = 0;
				let dz = 0;
				for (let j = 0; j < layer.inputs; j++) {
					const w = at + i * layer.inputs + j;
					z += theta[w] * signal[k][j];
					dz += v[w] * signal[k][j] + theta[w] * tangent[k][j];
				}
				if (layer.bias) {
					z += theta[at + layer.width * layer.inputs + i];
					dz += v[at + layer.width * layer.inputs + i];
				}
				out.push(slope * z);
				dout.push(slope * dz);
			}
			signal.push(out);
			tangent.push(dout);
			at += layer.width * (layer.inputs + (layer.bias ? 1 : 0));
		});
		const last = layers.length;
		let delta = signal[last].map((f, o) => f - data.y[s * data.outputs + o]);
		let ddelta = tangent[last];
		value += (weight / 2) * delta.reduce((sum, r) => sum + r * r, 0);
		for (let k = last - 1; k >= 0; k--) {
			const layer = layers[k];
			const slope = layer.activation.properties.affinePieces[0].slope;
			const back = signal[k].map(() => 0);
			const dback = signal[k].map(() => 0);
			for (let i = 0; i < layer.width; i++) {
				const g = slope * delta[i];
				const dg = slope * ddelta[i];
				for (let j = 0; j < layer.inputs; j++) {
					const w = offsets[k] + i * layer.inputs + j;
					gradient[w] += weight * g * signal[k][j];
					product[w] += weight * (dg * signal[k][j] + g * tangent[k][j]);
					back[j] += theta[w] * g;
					dback[j] += v[w] * g + theta[w] * dg;
				}
				if (layer.bias) {
					const b = offsets[k] + layer.width * layer.inputs + i;
					gradient[b] += weight * g;
					product[b] += weight * dg;
				}
			}
			delta = back;
			ddelta = dback;
		}
	}
	return { loss: value, gradient, product };
}

/** P x P */
export function linearHessian(problem: Problem, theta: Float64Array): Float64Array {
	const p = theta.length;
	const hessian = new Float64Array(p * p);
	for (let k = 0; k < p; k++) {
		const v = new Float64Array(p);
		v[k] = 1;
		hessian.set(linearOracle(problem, theta, v).product, k * p);
	}
	return hessian;
}

/** Numbers of negative and zero entries, with a relative and an absolute cut. */
export function inertiaOf(values: Float64Array): {
	index: number;
	nullity: number;
} {
	const largest = values.reduce((m, x) => Math.max(m, Math.abs(x)), 0);
	const cut = Math.max(1e-9 * largest, 1e-10);
	let index = 0;
	let nullity = 0;
	for (const x of values) {
		if (x < -cut) index++;
		else if (x <= cut) nullity++;
	}
	return { index, nullity };
}
