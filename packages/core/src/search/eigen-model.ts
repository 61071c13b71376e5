import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import { dot, isFiniteVector } from "../numerics/vector.ts";

/** A quadratic model g.p + 1/2 p.H p in the eigenbasis of H: ascending eigenvalues, coordinates of g. */
export interface EigenModel {
	readonly values: Float64Array;
	/** Row k is eigenvector k. */
	readonly vectors: Float64Array;
	/** g in the eigenbasis. */
	readonly gradient: Float64Array;
}

/**
 * Diagonalises the model of a Hessian (P x P) and a gradient (P); null where an entry is not finite, as
 * where the loss and its gradient just fit into float64 and the Hessian overflows.
 */
export function eigenModel(hessian: Float64Array, gradient: Float64Array): EigenModel | null {
	if (!isFiniteVector(hessian) || !isFiniteVector(gradient)) return null;
	const n = gradient.length;
	const { values, vectors } = symmetricEigen(hessian, n, true);
	if (vectors === null) throw new Error("Eigenvectors were asked for.");
	const coordinates = new Float64Array(n);
	for (let k = 0; k < n; k++) coordinates[k] = dot(vectors.subarray(k * n, (k + 1) * n), gradient);
	return { values, vectors, gradient: coordinates };
}

/** From eigenbasis coordinates back to parameters. */
export function fromEigenbasis({ vectors }: EigenModel, coordinates: Float64Array): Float64Array {
	const n = coordinates.length;
	const out = new Float64Array(n);
	for (let k = 0; k < n; k++) {
		const c = coordinates[k];
		if (c === 0) continue;
		for (let i = 0; i < n; i++) out[i] += c * vectors[k * n + i];
	}
	return out;
}

/** g.p + 1/2 p.H p for p in eigenbasis coordinates. */
export function modelChange({ values, gradient }: EigenModel, coordinates: Float64Array): number {
	let sum = 0;
	for (let k = 0; k < coordinates.length; k++)
		sum += coordinates[k] * (gradient[k] + 0.5 * values[k] * coordinates[k]);
	return sum;
}
