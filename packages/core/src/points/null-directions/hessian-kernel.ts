import { singularValues } from "../../numerics/singular-values.ts";
import { axpy, norm, scale } from "../../numerics/vector.ts";
import type { Objective } from "../../objective/objective.ts";
import { probeNumbers } from "../probe-numbers.ts";

/** |H v| below this share of |H| counts as 0 for a unit vector v. */
const nullShare = 1e-9;
/** Most directions of which a null combination is searched for. */
const searchable = 400;
const probes = 2;
const powerSteps = 8;

/** Products with the Hessian at one point, and what counts as a zero product. */
export interface HessianProbe {
	multiply(v: Float64Array): Float64Array;
	/** Estimate of the largest absolute eigenvalue, from below. */
	readonly size: number;
}

/** What of a space is null, and the Frobenius norm of H on it: the noise of its zero eigenvalues. */
export interface NullPart {
	readonly directions: Float64Array[];
	readonly noise: number;
}

/** Prepares products with the Hessian at theta (P numbers). */
export function probeHessian(objective: Objective, theta: Float64Array): HessianProbe {
	const multiply = (v: Float64Array) => objective.hessianVector(theta, v);
	const draw = probeNumbers(11);
	let v: Float64Array = Float64Array.from({ length: objective.parameters }, draw);
	let size = 0;
	for (let step = 0; step < powerSteps; step++) {
		const length = norm(v);
		if (!(length > 0)) break;
		v = multiply(scale(1 / length, v));
		size = Math.max(size, norm(v));
	}
	return { multiply, size };
}

/**
 * The part of the span of `basis` (orthonormal) that H maps to 0. All of it, if two random
 * combinations sum_k +-v_k are; else the combinations c with |H V^T c| <= 1e-9 |H| |c|, by singular values.
 */
export function nullPart(hessian: HessianProbe, basis: readonly Float64Array[]): NullPart {
	const k = basis.length;
	if (k === 0) return { directions: [], noise: 0 };
	const n = basis[0].length;
	const threshold = nullShare * hessian.size;
	const draw = probeNumbers(13);
	let worst = 0;
	for (let probe = 0; probe < probes; probe++) {
		const v = new Float64Array(n);
		for (const direction of basis) axpy(draw() < 0 ? -1 : 1, direction, v);
		worst = Math.max(worst, norm(hessian.multiply(v)));
	}
	if (worst <= threshold) return { directions: [...basis], noise: worst };
	if (k > searchable) return { directions: [], noise: 0 };

	const products = new Float64Array(k * n);
	basis.forEach((direction, r) => {
		products.set(hessian.multiply(direction), r * n);
	});
	const { u, values } = singularValues(products, k, n);
	const directions: Float64Array[] = [];
	let square = 0;
	for (let r = 0; r < k; r++) {
		if (values[r] > threshold) continue;
		const direction = new Float64Array(n);
		for (let q = 0; q < k; q++) axpy(u[r * k + q], basis[q], direction);
		directions.push(direction);
		square += values[r] * values[r];
	}
	return { directions, noise: Math.sqrt(square) };
}
