import { norm } from "../numerics/vector.ts";
import { blockForm } from "./block-form.ts";
import { integerRoot } from "./integer-root.ts";
import type { LinearNetwork } from "./linear-network.ts";
import { flip, identity, type SizedMatrix, times } from "./sized-matrix.ts";

/** Pivots above this, relative to the natural scale of the factors, count as nonzero. */
const nonzero = 1e-4;
/** Pivots below this count as zero; in between nothing is decided. */
const zero = 1e-9;

/**
 * Whether the Hessian has a negative eigenvalue at a critical point that selects the r largest triples,
 * r < K, in a network of three layers or more: "yes" iff for some layers i < j both
 * Z_(j-1) ... Z_(i+1) != 0 and Z_(i-1) ... Z_1 N^T Z_l ... Z_(j+1) != 0, with Z the residual blocks of
 * the factors on the complements of what carries W, and N what is left of M there
 * (the pivots of Achour, Malgouyres & Gerchinovitz, arXiv 2107.13289).
 *
 * `factors` is B, A_2, ..., A_l, balanced; `map` their product W (d_l x rho) of rank r.
 */
export function strictByPivots(
	network: LinearNetwork,
	factors: readonly Float64Array[],
	map: Float64Array,
	r: number,
): "yes" | "no" | "unknown" {
	const { depth } = network;
	const size = integerRoot(norm(network.matrix), depth);
	const blocks = blockForm(network, factors, map, r);
	if (blocks === null) return "unknown";
	const { z, n } = blocks;
	const left = norm(n.entries);
	const identityOf = (k: number) => identity(k === 0 ? n.columns : z[k - 1].rows);
	// before[i] = Z_i ... Z_1 N^T, after[j] = Z_l ... Z_(j+1).
	const before: SizedMatrix[] = [flip(n)];
	for (let i = 1; i < depth; i++) before.push(times(z[i - 1], before[i - 1]));
	const after: SizedMatrix[] = Array(depth + 1);
	after[depth] = identityOf(depth);
	for (let j = depth - 1; j > 0; j--) after[j] = times(after[j + 1], z[j]);

	let largest = 0;
	for (let i = 1; i < depth; i++) {
		let between = identityOf(i);
		for (let j = i + 1; j <= depth; j++) {
			// between = Z_(j-1) ... Z_(i+1), from layer i to layer j - 1.
			if (j > i + 1) between = times(z[j - 2], between);
			const outer = times(before[i - 1], after[j]);
			let pivot = (norm(between.entries) * norm(outer.entries)) / left;
			for (let k = 0; k < depth - 2; k++) pivot /= size;
			largest = Math.max(largest, pivot);
		}
	}
	if (largest > nonzero) return "yes";
	return largest <= zero ? "no" : "unknown";
}
