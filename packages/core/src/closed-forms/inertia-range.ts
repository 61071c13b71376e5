import { linearInertia } from "./linear-inertia.ts";
import type { LinearNetwork } from "./linear-network.ts";

/** Least and greatest over all critical points of one selection; null where no closed form is known. */
export type CountRange = readonly [least: number | null, most: number | null];

/** Inertia over all critical points that select p_i triples of group i. */
export interface InertiaRange {
	readonly index: CountRange;
	readonly nullity: CountRange;
	/** Whether the Hessian has a negative eigenvalue: at all of them, at none, or (null) at some and not at others. */
	readonly negative: boolean | null;
}

/**
 * What the free matrices do to the inertia. With r = sum p_i, e_j = d_j - r, R - r triples left:
 *
 * - two layers: the index is constant; with q zero directions in A_2 and g free rows beside W in B,
 *   positive = (r + q) rho + (R - r)(d_1 - r - q) + #{lambda_s > lambda_n > 0} + (d_2 - R - q)(r + g),
 *   0 <= q <= min(d_2 - R, d_1 - r), 0 <= g <= min(d_1 - r - q, rho - R), each of them attained;
 * - some e_j = 0 behind a hidden layer: the residual blocks have an empty product at every point, nothing varies;
 * - nothing left (r = R): the residual Hessian is the square of the differential of the product Z_l ... Z_1 at
 *   product 0, whose rank runs from 0 to max_a [a e_0 + (e_l - a) min(e - a, e_0)], e the least hidden e_j;
 * - otherwise, with three layers or more: the index is least, and the nullity greatest, at Z = 0; blocks with
 *   Z_1 = Z_l = 0 and Z_(l-1) ... Z_2 != 0 have a negative eigenvalue whatever the selection.
 */
export function inertiaRange(network: LinearNetwork, counts: readonly number[]): InertiaRange {
	const { depth, widths, bottleneck, inputs, sigma } = network;
	const canonical = linearInertia(network, counts);
	const { index, nullity } = canonical;
	const constant: InertiaRange = {
		index: [index, index],
		nullity: [nullity, nullity],
		negative: index > 0,
	};
	if (depth === 1) return constant;
	const r = counts.reduce((sum, p) => sum + p, 0);
	if (bottleneck === r) return constant;
	const outputs = widths[depth];
	const rho = inputs.rank;
	if (depth === 2) {
		const most = twoLayerSpan(network, r);
		// At the canonical point q = g = 0.
		return { ...constant, nullity: [nullity - most.above, nullity + most.below] };
	}
	if (r === sigma.length)
		return { ...constant, nullity: [nullity - productRank(bottleneck - r, rho - r, outputs - r), nullity] };
	return { index: [index, null], nullity: [null, nullity], negative: index > 0 ? true : null };
}

/** How far the number of positive eigenvalues can lie above and below that of q = g = 0. */
function twoLayerSpan(
	{ widths, inputs, sigma }: LinearNetwork,
	r: number,
): { readonly above: number; readonly below: number } {
	const [, hidden, outputs] = widths;
	const rho = inputs.rank;
	const left = sigma.length - r;
	const zeros = outputs - sigma.length;
	const positive = (q: number, g: number) => (r + q) * rho + left * (hidden - r - q) + (zeros - q) * (r + g);
	const base = positive(0, 0);
	let above = 0;
	let below = 0;
	for (let q = 0; q <= Math.min(zeros, hidden - r); q++)
		// For each q linear in g: the ends suffice.
		for (const g of [0, Math.min(hidden - r - q, rho - sigma.length)]) {
			above = Math.max(above, positive(q, g) - base);
			below = Math.max(below, base - positive(q, g));
		}
	return { above, below };
}

/**
 * The greatest rank of the differential of (Z_1, ..., Z_l) -> Z_l ... Z_1 where the product is 0: with a the rank of
 * what follows the narrowest layer and b of what precedes it, a + b <= e, the images of the layers' differentials
 * fill a rows of e_0 and e_l - a of b.
 */
function productRank(narrowest: number, inputs: number, outputs: number): number {
	let most = 0;
	for (let a = 0; a <= Math.min(narrowest, outputs); a++)
		most = Math.max(most, a * inputs + (outputs - a) * Math.min(narrowest - a, inputs));
	return most;
}
