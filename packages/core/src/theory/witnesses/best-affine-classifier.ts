import { cholesky, choleskySolve } from "../../numerics/cholesky.ts";
import { floatField } from "../../numerics/elementary.ts";
import type { Problem } from "../../problem/problem.ts";

/** Newton steps, and inputs of the largest dense system. */
const mostSteps = 200;
const inputLimit = 300;

/**
 * The affine function c.x + c_0 of least loss sum_i w_i l(-y_i (c.x_i + c_0)) for a convex margin loss, in float64: d + 1
 * coefficients, c_0 last. Newton's method with a growing or shrinking multiple of the identity, on standardised columns;
 * for losses whose minimum is attained. Null where a step cannot be computed, or the system is too large.
 */
export function bestAffineClassifier(problem: Problem): Float64Array | null {
	const { data, loss } = problem;
	const { samples, inputs } = data;
	if (inputs > inputLimit) return null;
	const n = inputs + 1;
	const { rows, centres, scales } = standardised(data);
	const weight = (i: number) => data.weights?.[i] ?? 1;
	const lossAt = (i: number, f: number) =>
		loss.definition.evaluate(floatField, [f], [data.y[i]], loss.parameters);
	const output = (c: Float64Array, i: number) => {
		let f = 0;
		for (let j = 0; j < n; j++) f += c[j] * rows[i * n + j];
		return f;
	};
	const value = (c: Float64Array) => {
		let sum = 0;
		for (let i = 0; i < samples; i++) sum += weight(i) * lossAt(i, output(c, i)).value;
		return sum;
	};
	let c = new Float64Array(n);
	let current = value(c);
	let damping = 1e-3;
	for (let step = 0; step < mostSteps; step++) {
		const gradient = new Float64Array(n);
		const hessian = new Float64Array(n * n);
		for (let i = 0; i < samples; i++) {
			const { gradient: g, hessian: h } = lossAt(i, output(c, i));
			for (let a = 0; a < n; a++) {
				const entry = weight(i) * rows[i * n + a];
				gradient[a] += entry * g[0];
				for (let b = 0; b <= a; b++) hessian[a * n + b] += entry * h[0] * rows[i * n + b];
			}
		}
		let moved = false;
		for (let trial = 0; trial < 60 && !moved; trial++) {
			const damped = hessian.slice();
			for (let a = 0; a < n; a++) damped[a * n + a] += damping;
			const factor = cholesky(damped, n);
			if (factor !== null) {
				const direction = choleskySolve(factor, n, gradient);
				const next = c.map((entry, a) => entry - direction[a]);
				const reached = value(next);
				if (reached < current) {
					[c, current, moved] = [next, reached, true];
					damping = Math.max(damping / 10, 1e-12);
					break;
				}
			}
			damping *= 10;
		}
		if (!moved) break;
	}
	return unstandardised(c, centres, scales);
}

/** Rows ((x - centre) / scale, 1); a constant column becomes 0. */
function standardised({ x, samples, inputs }: Problem["data"]): {
	readonly rows: Float64Array;
	readonly centres: Float64Array;
	readonly scales: Float64Array;
} {
	const n = inputs + 1;
	const rows = new Float64Array(samples * n).fill(1);
	const centres = new Float64Array(inputs);
	const scales = new Float64Array(inputs);
	for (let j = 0; j < inputs; j++) {
		for (let i = 0; i < samples; i++) centres[j] += x[i * inputs + j] / samples;
		for (let i = 0; i < samples; i++)
			scales[j] = Math.max(scales[j], Math.abs(x[i * inputs + j] - centres[j]));
		if (!(scales[j] > 0)) scales[j] = 1;
		for (let i = 0; i < samples; i++) rows[i * n + j] = (x[i * inputs + j] - centres[j]) / scales[j];
	}
	return { rows, centres, scales };
}

function unstandardised(c: Float64Array, centres: Float64Array, scales: Float64Array): Float64Array {
	const inputs = centres.length;
	const result = c.slice();
	for (let j = 0; j < inputs; j++) {
		result[j] = c[j] / scales[j];
		result[inputs] -= result[j] * centres[j];
	}
	return result;
}
