import { activation } from "../../src/problem/formula/activations.ts";
import type { Problem } from "../../src/problem/problem.ts";
import { numbers } from "../numerics/matrices.ts";
import { type LinearSpecification, linearProblem } from "./linear-problems.ts";

/** One ReLU layer: widths [d, hidden, outputs]. */
export function coneTestProblem(spec: LinearSpecification): Problem {
	const problem = linearProblem(spec);
	const [hidden, output] = problem.network.branches[0].layers;
	const layers = [{ ...hidden, activation: activation("relu") }, output];
	return { ...problem, network: { ...problem.network, branches: [{ role: "main", layers }] } };
}

/** Loss and gradient by the definition, sample by sample; also which units are active where. */
export function coneOracle(problem: Problem, theta: Float64Array) {
	const { data, network, reduction } = problem;
	const [hidden, output] = network.branches[0].layers;
	const h = hidden.width;
	const d = data.inputs;
	const at = h * d + (hidden.bias ? h : 0);
	const gradient = new Float64Array(theta.length);
	let loss = 0;
	let margin = Infinity;
	let total = 0;
	for (let i = 0; i < data.samples; i++) total += data.weights?.[i] ?? 1;
	const active: boolean[][] = Array.from({ length: h }, () => []);
	for (let i = 0; i < data.samples; i++) {
		const weight = (data.weights?.[i] ?? 1) / (reduction === "mean" ? total : 1);
		const z = Array.from({ length: h }, (_, u) => {
			let sum = hidden.bias ? theta[h * d + u] : 0;
			for (let j = 0; j < d; j++) sum += theta[u * d + j] * data.x[i * d + j];
			return sum;
		});
		z.forEach((value, u) => {
			margin = Math.min(margin, Math.abs(value));
			active[u].push(value > 0);
		});
		for (let o = 0; o < output.width; o++) {
			let f = 0;
			for (let u = 0; u < h; u++) f += theta[at + o * h + u] * Math.max(z[u], 0);
			const e = f - data.y[i * output.width + o];
			loss += (weight / 2) * e * e;
			for (let u = 0; u < h; u++) {
				gradient[at + o * h + u] += weight * e * Math.max(z[u], 0);
				if (z[u] <= 0) continue;
				const back = weight * e * theta[at + o * h + u];
				for (let j = 0; j < d; j++) gradient[u * d + j] += back * data.x[i * d + j];
				if (hidden.bias) gradient[h * d + u] += back;
			}
		}
	}
	return { loss, gradient, margin, active };
}

/** Data on a coarse grid, some with sample weights, some averaged. */
export function randomCones(
	seed: number,
	widths: readonly number[],
	samples: number,
	bias: boolean,
): Problem {
	const next = numbers(seed);
	const grid = () => Math.round(next() * 64) / 32;
	return coneTestProblem({
		widths,
		x: Array.from({ length: samples * widths[0] }, grid),
		y: Array.from({ length: samples * widths[2] }, grid),
		biases: [bias, false],
		reduction: seed % 2 ? "mean" : "sum",
		...(seed % 3 ? {} : { weights: Array.from({ length: samples }, () => 1 + 0.5 * next()) }),
	});
}

/** Small problems of all kinds. */
export const coneCases: readonly (readonly [string, Problem])[] = [
	["3-2-2, 5 samples", randomCones(1, [3, 2, 2], 5, false)],
	["3-2-2, 5 samples, other data", randomCones(2, [3, 2, 2], 5, false)],
	["3-2-2, weighted", randomCones(3, [3, 2, 2], 5, false)],
	["2-3-3, 4 samples", randomCones(4, [2, 3, 3], 4, false)],
	["2-3-2 with biases", randomCones(5, [2, 3, 2], 5, true)],
	["2-2-1", randomCones(8, [2, 2, 1], 6, false)],
	[
		"equal eigenvalues",
		coneTestProblem({ widths: [2, 3, 2], x: [1, 0, 0, 1, -1, -1], y: [1, 0, 0, 1, 0, 0] }),
	],
];
