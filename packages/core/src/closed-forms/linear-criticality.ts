import { matrixProduct, matrixTimesTransposed, transposed } from "../numerics/matrix-product.ts";
import { difference, infinityNorm, norm, scale } from "../numerics/vector.ts";
import { integerRoot } from "./integer-root.ts";
import { factorsOf, meanResidual, whitened } from "./linear-factors.ts";
import type { LinearNetwork } from "./linear-network.ts";

/** The whitened factors of a point and how far it is from being critical. */
export interface LinearPoint {
	/** B, A_2, ..., A_l, of equal norm where none vanishes. */
	readonly factors: readonly Float64Array[];
	/** W = A_l ... A_2 B, d_l x rho. */
	readonly map: Float64Array;
	/** Loss at the point. */
	readonly loss: number;
	/**
	 * Largest relative violation: of each layer's gradient against the norms of what it is made of, of
	 * W M^T = M W^T and W^T W = W^T M against |M|^2, of the output bias. 0 at a critical point.
	 */
	readonly violation: number;
}

/** Of what is fitted: the residual that a gradient is measured against is never taken smaller. */
const leastResidual = 1e-3;
/** Gradients below this times |X| |Y| are rounding, whatever the partial products. */
const floor = 1e-14;
/** Of a product of A_1 with a direction of the inputs, relative to both. */
const roundingOfInputs = 4 / 4503599627370496; // 4 * 2^-52
/** A map W below this, relative to M, is none. */
const negligible = 1e-12;

/**
 * Evaluates the conditions that a critical point of a linear network satisfies.
 *
 * The factors are first brought to equal norms by numbers with product 1, which changes no condition.
 * Then the gradient of layer j, A_(l,j+1)^T (W - M) (A_(j-1,1) X)^T, is measured against the norms of
 * its three parts, those of the partial products not below what they are at a balanced W = M.
 */
export function linearPoint(network: LinearNetwork, theta: Float64Array): LinearPoint {
	const { depth, widths, inputs, matrix, residue } = network;
	const rho = inputs.rank;
	const outputs = widths[depth];
	const all = factorsOf(network, theta);
	const natural = integerRoot(norm(matrix), depth);
	const factors = balancedFactors([withoutRounding(network, all), ...all.slice(1)], natural);
	const { forward, backward } = partialProducts(network, factors);
	const map = forward[depth];
	const error = difference(map, matrix);
	const squares = norm(error) * norm(error);
	const targets = norm(network.data.y);
	const left = Math.max(Math.sqrt(squares + 2 * residue), leastResidual * fitted(targets, factors));
	const largestInput = rho > 0 ? inputs.values[0] : 0;
	let least = 1;
	for (let k = 1; k < depth; k++) least *= natural;

	let violation = 0;
	for (let j = 1; j <= depth; j++) {
		let gradient = error;
		let size = 1;
		const outer = backward[j];
		if (outer !== null) {
			const across = transposed(outer, outputs, widths[j]);
			gradient = matrixProduct(across, gradient, widths[j], outputs, rho);
			size *= norm(outer);
		}
		if (j > 1) {
			gradient = matrixTimesTransposed(gradient, forward[j - 1], widths[j], rho, widths[j - 1]);
			size *= norm(forward[j - 1]);
		} else {
			gradient = gradient.map((x, i) => (x * inputs.values[i % rho]) / largestInput);
		}
		const largest = infinityNorm(gradient);
		const yardstick = left * Math.max(size, least);
		if (largest > floor * targets * least)
			violation = Math.max(violation, yardstick > 0 ? largest / yardstick : Infinity);
	}
	const whole = norm(matrix) * norm(matrix);
	if (whole > 0) violation = Math.max(violation, projectorDefect(map, matrix, outputs, rho) / whole);
	const { offset, extra } = biasTerms(network, theta, targets);
	return {
		factors,
		map,
		loss: network.scale * (residue + 0.5 * squares) + extra,
		violation: Math.max(violation, offset),
	};
}

/** Size of what the network fits: of the targets, or where these vanish of what its factors could make. */
function fitted(targets: number, factors: readonly Float64Array[]): number {
	return targets > 0 ? targets : factors.reduce((product, a) => product * norm(a), 1);
}

/**
 * B = A_1 P diag(s); 0 where it is what rounding leaves of an A_1 that no sample sees, and W with it. Balancing would
 * otherwise blow it up to the size of the other factors.
 */
function withoutRounding(network: LinearNetwork, [first, ...others]: readonly Float64Array[]): Float64Array {
	const b = whitened(network, first);
	const { rank, values } = network.inputs;
	const size = norm(b);
	const largest = rank > 0 ? values[0] : 0;
	if (size > roundingOfInputs * network.widths[0] * largest * norm(first)) return b;
	let product = size;
	for (const a of others) product *= norm(a);
	return product <= negligible * norm(network.matrix) ? b.fill(0) : b;
}

/** The factors times numbers with product 1 (where none vanishes), so that all are of one norm. */
function balancedFactors(factors: readonly Float64Array[], natural: number): Float64Array[] {
	const norms = factors.map(norm);
	if (norms.some((x) => x === 0))
		// A vanishing factor takes any number: the others may be brought to the natural size or less.
		return factors.map((a, k) => (norms[k] > natural ? scale(natural / norms[k], a.slice()) : a));
	let mean = 1;
	for (const x of norms) mean *= integerRoot(x, norms.length);
	return factors.map((a, k) => scale(mean / norms[k], a.slice()));
}

/** forward[j] = A_j ... A_2 B (d_j x rho); backward[j] = A_l ... A_(j+1) (d_l x d_j), null for j = l. */
function partialProducts(network: LinearNetwork, factors: readonly Float64Array[]) {
	const { depth, widths, inputs } = network;
	const forward: Float64Array[] = [new Float64Array(0), factors[0]];
	for (let j = 2; j <= depth; j++)
		forward[j] = matrixProduct(factors[j - 1], forward[j - 1], widths[j], widths[j - 1], inputs.rank);
	const backward: (Float64Array | null)[] = Array(depth + 1).fill(null);
	for (let j = depth - 1; j > 0; j--) {
		const next = backward[j + 1];
		backward[j] =
			next === null ? factors[j] : matrixProduct(next, factors[j], widths[depth], widths[j + 1], widths[j]);
	}
	return { forward, backward };
}

/** Largest entry of W M^T - M W^T and of W^T W - W^T M: both 0 iff W = P M with P a spectral projector. */
function projectorDefect(w: Float64Array, m: Float64Array, outputs: number, rho: number): number {
	const s = matrixTimesTransposed(w, m, outputs, rho, outputs);
	const skew = infinityNorm(difference(s, transposed(s, outputs, outputs)));
	const wt = transposed(w, outputs, rho);
	const idle = infinityNorm(matrixProduct(wt, difference(w, m), rho, outputs, rho));
	return Math.max(skew, idle);
}

/** Relative mean residual, and what it adds to the loss, with an output bias. */
function biasTerms(
	network: LinearNetwork,
	theta: Float64Array,
	targets: number,
): { offset: number; extra: number } {
	const mean = meanResidual(network, theta);
	const { means } = network.data;
	if (mean === null || means === null) return { offset: 0, extra: 0 };
	const { weights, samples } = network.problem.data;
	let total = 0;
	for (let i = 0; i < samples; i++) total += weights?.[i] ?? 1;
	const size = infinityNorm(means.targets) + targets / Math.sqrt(total);
	const largest = infinityNorm(mean);
	return {
		offset: largest === 0 ? 0 : size > 0 ? largest / size : Infinity,
		extra: 0.5 * network.scale * total * norm(mean) * norm(mean),
	};
}
