import { applyQ, pivotedQr } from "../numerics/qr.ts";
import { axpy, dot, norm, scale } from "../numerics/vector.ts";

/** A vector of which less than this share is left counts as dependent. */
const dependentShare = 1e-8;

/**
 * The part of each vector that is orthogonal to `basis` (orthonormal) and to the earlier vectors,
 * normalised; dependent vectors and zeros are left out. Gram-Schmidt, done twice.
 */
export function orthonormalise(
	basis: readonly Float64Array[],
	vectors: readonly Float64Array[],
): Float64Array[] {
	const added: Float64Array[] = [];
	for (const vector of vectors) {
		if (basis.length + added.length === vector.length) break;
		const length = norm(vector);
		if (!(length > 0)) continue;
		const rest = scale(1 / length, vector.slice());
		let left = 1;
		for (let pass = 0; pass < 2 && left > dependentShare; pass++) {
			for (const unit of basis) axpy(-dot(unit, rest), unit, rest);
			for (const unit of added) axpy(-dot(unit, rest), unit, rest);
			const remains = norm(rest);
			left *= remains;
			if (remains > 0) scale(1 / remains, rest);
		}
		if (left > dependentShare) added.push(rest);
	}
	return added;
}

/**
 * Orthonormal basis of what of the span of `space` (orthonormal) is orthogonal to every vector of
 * `basis`, which lies in that span up to rounding. Costs far less than Gram-Schmidt when the space is
 * large and the basis small.
 */
export function complementWithin(
	basis: readonly Float64Array[],
	space: readonly Float64Array[],
): Float64Array[] {
	const k = space.length;
	const m = basis.length;
	if (m === 0 || k === 0) return [...space];
	const n = space[0].length;
	const coefficients = new Float64Array(k * m);
	for (let r = 0; r < k; r++) for (let c = 0; c < m; c++) coefficients[r * m + c] = dot(space[r], basis[c]);
	const qr = pivotedQr(coefficients, k, m, 1e-6);
	const rest = Array.from({ length: k - qr.rank }, () => new Float64Array(n));
	const column = new Float64Array(k);
	for (let p = 0; p < n; p++) {
		for (let r = 0; r < k; r++) column[r] = space[r][p];
		applyQ(qr, column, true);
		for (let r = qr.rank; r < k; r++) rest[r - qr.rank][p] = column[r];
	}
	return rest;
}
