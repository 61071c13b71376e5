import { singularValues } from "../numerics/singular-values.ts";
import { norm } from "../numerics/vector.ts";
import { integerRoot } from "./integer-root.ts";
import { flip, identity, rowSpaceAndKernel, type SizedMatrix, times, zeroMatrix } from "./sized-matrix.ts";

/** A change of the residual block Z_(layer + 1), so layer counts from 0. */
export interface BlockMove {
	readonly layer: number;
	readonly change: SizedMatrix;
}

/** Products and gradients below this, relative to their parts, count as 0. */
const zero = 1e-9;

/**
 * Changes of two residual blocks along which 1/2 |Z_l ... Z_1 - N|^2 has negative curvature: for layers i < j with
 * Phi = Z_(j-1,i+1) and Psi = Z_(i-1,1) N^T Z_(l,j+1), zeta_j = s p q^T, zeta_i = t p' q'^T with q^T Phi p' > 0,
 * q'^T Psi p > 0 and either Z_(l,i+1) p' = 0 or q^T Z_(j-1,1) = 0; the curvature is c s^2 - 2 s t (q'^T Psi p)(q^T Phi p'),
 * or the same with c t^2. The pair of largest decrease is taken; null if every pair has a zero factor.
 */
export function pivotMove(z: readonly SizedMatrix[], n: SizedMatrix): readonly BlockMove[] | null {
	const depth = z.length;
	const size = blockSize(z, n);
	let best: { readonly strength: number; readonly moves: readonly BlockMove[] } | null = null;
	for (let i = 0; i < depth; i++)
		for (let j = i + 1; j < depth; j++) {
			const phi = chain(z, j, i + 1, z[i].rows);
			const before = chain(z, i, 0, n.columns);
			const after = chain(z, depth, j + 1, z[j].rows);
			const outer = topTriple(times(times(before, flip(n)), after));
			if (outer === null || norm(phi.entries) === 0) continue;
			const upper = chain(z, depth, i + 1, z[i].rows);
			const lower = chain(z, j, 0, n.columns);
			const cut = zero * Math.max(size, 1e-3);
			const rightKernel = rowSpaceAndKernel(upper, cut).kernel;
			const leftKernel = rowSpaceAndKernel(flip(lower), cut).kernel;
			const viaRight = topTriple(times(phi, flip(rightKernel)));
			const viaLeft = topTriple(times(leftKernel, phi));
			const right = (viaRight?.value ?? 0) >= (viaLeft?.value ?? 0);
			const inner = right ? viaRight : viaLeft;
			if (inner === null) continue;
			const q = right ? inner.left : lift(inner.left, leftKernel);
			const p1 = right ? lift(inner.right, rightKernel) : inner.right;
			const strength = inner.value * outer.value;
			// First-order effect of the one change that has one.
			const felt = right
				? norm(times(after, column(outer.right)).entries) * norm(times(row(q), lower).entries)
				: norm(times(upper, column(p1)).entries) * norm(times(row(outer.left), before).entries);
			const share = felt > 0 ? Math.min(1, strength / (felt * felt)) : 1;
			const unitStep = Math.min(size, 1) || 1;
			const s = right ? share * unitStep : unitStep;
			const t = right ? unitStep : share * unitStep;
			if (best !== null && best.strength >= strength) continue;
			best = {
				strength,
				moves: [
					{ layer: i, change: rankOne(t, p1, outer.left) },
					{ layer: j, change: rankOne(s, outer.right, q) },
				],
			};
		}
	if (best === null) return null;
	let reference = norm(n.entries);
	for (let k = 0; k < depth - 2; k++) reference *= size;
	return best.strength > zero * reference ? best.moves : null;
}

/**
 * Changes that lead from a critical point with product 0 to a lower value of 1/2 |Z_l ... Z_1 - N|^2, N != 0: all but
 * the last keep the product 0, and the last is a step along a gradient. With b the least layer for which
 * N^T Z_l ... Z_(b+1) != 0, each change either makes b smaller (Z_b gains p q^T with q^T Z_(b-1) ... Z_1 = 0) or, when
 * there is no such q, changes Z_1, which Z_l ... Z_b = 0 leaves free, so that layer b has a gradient. Null when that
 * fails in float64.
 */
export function neutralMoves(z: readonly SizedMatrix[], n: SizedMatrix): readonly BlockMove[] | null {
	const depth = z.length;
	const size = blockSize(z, n) || 1;
	const step = 0.25 * size;
	const now = z.map((block) => ({ ...block, entries: block.entries.slice() }));
	const moves: BlockMove[] = [];
	const apply = (layer: number, change: SizedMatrix) => {
		moves.push({ layer, change });
		for (let k = 0; k < change.entries.length; k++) now[layer].entries[k] += change.entries[k];
	};
	for (let round = 0; round <= depth; round++) {
		const last = gradientStep(now, n, size);
		if (last !== null) {
			moves.push(last);
			return moves;
		}
		let b = 0;
		while (
			b < depth &&
			!isNonzero(times(flip(n), chain(now, depth, b + 1, now[b].rows)), norm(n.entries), size)
		)
			b++;
		if (b === 0 || b === depth) return null;
		const outer = topTriple(times(flip(n), chain(now, depth, b + 1, now[b].rows)));
		if (outer === null) return null;
		const lower = chain(now, b, 0, n.columns);
		const { kernel } = rowSpaceAndKernel(flip(lower), zero * size);
		if (kernel.rows > 0) {
			apply(b, rankOne(step, outer.right, kernel.entries.slice(0, kernel.columns)));
			continue;
		}
		const between = topTriple(chain(now, b, 1, now[0].rows));
		if (between === null) return null;
		apply(0, rankOne(step, between.right, outer.left));
	}
	return null;
}

/** The step along the largest gradient of a block, exactly to the minimum in that block; null if all vanish. */
function gradientStep(z: readonly SizedMatrix[], n: SizedMatrix, size: number): BlockMove | null {
	const depth = z.length;
	let best: { readonly gain: number; readonly move: BlockMove } | null = null;
	for (let j = 0; j < depth; j++) {
		const before = chain(z, j, 0, n.columns);
		const after = chain(z, depth, j + 1, z[j].rows);
		const gradient = times(times(flip(after), n), flip(before));
		const square = norm(gradient.entries) * norm(gradient.entries);
		const felt = norm(times(times(after, gradient), before).entries);
		if (!isNonzero(gradient, norm(n.entries), size) || !(felt > 0)) continue;
		const length = square / (felt * felt);
		const gain = 0.5 * length * square;
		if (best !== null && best.gain >= gain) continue;
		best = {
			gain,
			move: { layer: j, change: { ...gradient, entries: gradient.entries.map((x) => length * x) } },
		};
	}
	return best?.move ?? null;
}

/** Whether a product with N is not rounding. */
function isNonzero(a: SizedMatrix, left: number, size: number): boolean {
	return norm(a.entries) > 1e-7 * left * Math.min(1, size);
}

/** Z_to ... Z_(from+1), counted from 1; the identity of the given size when empty. */
function chain(z: readonly SizedMatrix[], to: number, from: number, size: number): SizedMatrix {
	let out = identity(size);
	for (let k = from; k < to; k++) out = times(z[k], out);
	return out;
}

/** Natural size of a block: the root of |N| with one root per layer, or the largest block if that is larger. */
function blockSize(z: readonly SizedMatrix[], n: SizedMatrix): number {
	return Math.max(integerRoot(norm(n.entries), z.length), ...z.map(({ entries }) => norm(entries)));
}

function topTriple(a: SizedMatrix): { value: number; left: Float64Array; right: Float64Array } | null {
	if (a.rows === 0 || a.columns === 0) return null;
	const { u, values, v } = singularValues(a.entries, a.rows, a.columns);
	return values[0] > 0 ? { value: values[0], left: u.slice(0, a.rows), right: v.slice(0, a.columns) } : null;
}

/** Coordinates in a basis of rows, as a vector. */
function lift(coordinates: Float64Array, basis: SizedMatrix): Float64Array {
	return times(row(coordinates), basis).entries;
}

function row(x: Float64Array): SizedMatrix {
	return { rows: 1, columns: x.length, entries: x };
}

function column(x: Float64Array): SizedMatrix {
	return { rows: x.length, columns: 1, entries: x };
}

function rankOne(factor: number, left: Float64Array, right: Float64Array): SizedMatrix {
	const out = zeroMatrix(left.length, right.length);
	for (let i = 0; i < left.length; i++)
		for (let j = 0; j < right.length; j++) out.entries[i * right.length + j] = factor * left[i] * right[j];
	return out;
}
