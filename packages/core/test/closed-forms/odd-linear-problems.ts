import type { Problem } from "../../src/problem/problem.ts";
import { numbers } from "../numerics/matrices.ts";
import { linearProblem } from "./linear-problems.ts";

/** Signs of the Hadamard matrix of order 8: rows are orthogonal, row 0 is constant, so the others have mean 0. */
function sign(row: number, column: number): number {
	let bits = row & column;
	let parity = 0;
	while (bits > 0) {
		parity ^= bits & 1;
		bits >>= 1;
	}
	return parity ? -1 : 1;
}

/**
 * A random linear problem of widths 1 to 5 and 2 to 4 layers: with or without sample weights, biases, slopes, the
 * mean. Degeneracies hold exactly in float64. Data are either on a coarse grid (inputs of full or lower rank, targets
 * generic or of lower rank) or orthogonal (8 samples, repeated and zero eigenvalues, zero and repeated inputs).
 */
export function oddLinearProblem(seed: number): {
	readonly problem: Problem;
	readonly next: () => number;
	readonly features: string;
} {
	const next = numbers(seed);
	for (let k = 0; k < 8; k++) next();
	const below = (n: number) => Math.min(n - 1, Math.floor((next() / 2 + 0.5) * n));
	const depth = 2 + below(3);
	const largest = depth === 2 ? 5 : depth === 3 ? 4 : 3;
	const widths = Array.from({ length: depth + 1 }, () => 1 + below(largest));
	const inputs = widths[0];
	const outputs = widths[depth];
	const orthogonal = next() < 0;
	const samples = orthogonal ? 8 : 1 + below(8);
	const kinds = ["plain", "plain", "first bias", "biases", "slopes", "weights"];
	const kind = kinds[below(orthogonal ? 5 : 6)];
	const { x, y, spectrum } = (orthogonal ? orthogonalData : gridData)(inputs, outputs, samples, next, below);
	const problem = linearProblem({
		widths,
		x,
		y,
		reduction: next() < 0 ? "mean" : "sum",
		...(kind === "weights" ? { weights: Array.from({ length: samples }, () => 1 + 0.5 * next()) } : {}),
		...(kind === "first bias" ? { biases: widths.slice(1).map((_, k) => k === 0) } : {}),
		...(kind === "biases" ? { biases: widths.slice(1).map((_, k) => k === depth - 1 || next() < 0) } : {}),
		...(kind === "slopes" ? { slopes: widths.slice(1).map((_, k) => (k % 2 ? -0.5 : 2)) } : {}),
	});
	return { problem, next, features: `${widths.join("-")}, ${spectrum}, ${kind}` };
}

type Draw = () => number;

function gridData(
	inputs: number,
	outputs: number,
	samples: number,
	next: Draw,
	below: (n: number) => number,
) {
	const rank = next() < 0 ? inputs : 1 + below(inputs);
	const x = new Array<number>(samples * inputs);
	const grid = () => Math.round(next() * 64) / 32;
	const mix = Array.from({ length: inputs * rank }, () => Math.round(next() * 2));
	// The first `rank` inputs are free, the others whole combinations of them.
	for (let i = 0; i < samples; i++) {
		for (let a = 0; a < rank; a++) x[i * inputs + a] = grid();
		for (let a = rank; a < inputs; a++) {
			x[i * inputs + a] = 0;
			for (let b = 0; b < rank; b++) x[i * inputs + a] += mix[a * rank + b] * x[i * inputs + b];
		}
	}
	const targets = next() < 0 ? outputs : 1 + below(outputs);
	const copies = Array.from({ length: outputs }, () => Math.round(next() * 2));
	const y = new Array<number>(samples * outputs);
	for (let i = 0; i < samples; i++)
		for (let b = 0; b < outputs; b++)
			y[i * outputs + b] = b < targets ? grid() : copies[b] * y[i * outputs + (b % targets)];
	return { x, y, spectrum: `grid ${samples} samples, ranks ${rank}, ${targets}` };
}

function orthogonalData(
	inputs: number,
	outputs: number,
	samples: number,
	next: Draw,
	below: (n: number) => number,
) {
	// Inputs are multiples of Hadamard rows 1 .. 5, some of them zero; outputs multiples of them and of rows 6, 7.
	const scales = Array.from({ length: inputs }, () => [1, 1, 2, 0.5, 0][below(5)]);
	const levels = [
		[2, 2, 1, 1, 1],
		[1, 1, 1, 1, 1],
		[2, 1, 0.5, 0.25, 0.125],
		[2, 2, 0, 1, 0],
		[0, 0, 0, 0, 0],
	];
	const sigma = levels[below(9) % 5];
	const extra = next() < 0 ? 0 : 0.5;
	const x: number[] = [];
	const y: number[] = [];
	for (let i = 0; i < samples; i++) {
		for (let a = 0; a < inputs; a++) x.push(scales[a] * sign(a + 1, i));
		for (let b = 0; b < outputs; b++) y.push(sigma[b] * sign(b + 1, i) + extra * sign(6 + (b % 2), i));
	}
	return { x, y, spectrum: `orthogonal, inputs ${scales}, targets ${sigma}` };
}
