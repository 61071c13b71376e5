import { matrixProduct } from "../numerics/matrix-product.ts";
import { singularValues } from "../numerics/singular-values.ts";
import { difference } from "../numerics/vector.ts";
import { type BlockForm, blockForm, kernelCoordinates } from "./block-form.ts";
import { linearPoint } from "./linear-criticality.ts";
import type { LinearNetwork } from "./linear-network.ts";
import { type BlockMove, neutralMoves, pivotMove } from "./residual-descent.ts";
import { flip, times } from "./sized-matrix.ts";
import { balanceOf, lossDifference, movedTheta, tangentTheta } from "./whitened-directions.ts";

/** A way from a critical point of a linear network to a lower loss. */
export interface LinearDescent {
	/**
	 * `rotation`: a selected triple turns into an unselected larger one. `rank-raising`: a pair of layers picks up an
	 * unselected triple; both have negative curvature along `direction`. `path`: the Hessian has no negative eigenvalue;
	 * the loss is constant along the first pieces of `stages` and falls along the last.
	 */
	readonly kind: "rotation" | "rank-raising" | "path";
	/** P numbers; the loss at theta + direction is lower. */
	readonly direction: Float64Array;
	/** L(theta + direction) - L(theta), below 0, evaluated. */
	readonly change: number;
	/** Points of the piecewise straight way, the last is theta + direction. */
	readonly stages: readonly Float64Array[];
	readonly sentence: string;
}

/** Halvings of a step before it is given up. */
const halvings = 40;

/**
 * A descent from a critical point that selects the given number r of triples and is no global minimum, after Zhou &
 * Liang (2018), in block form at any depth.
 *
 * - Rotation, if the least selected sigma_s is below the greatest unselected sigma_n: dA_l = u_n u_s^T A_l,
 *   dB = (B v_s / sigma_s) sigma_n v_n^T has d^T H d = -(lambda_n - lambda_s) scale.
 * - Rank raising, if two layers i < j have Z_(j-1,i+1) != 0 and Z_(i-1,1) N^T Z_(l,j+1) != 0: rank-one changes of
 *   Z_i and Z_j whose first-order effect on the product vanishes for one of them.
 * - Else changes that keep the product of the residual blocks 0 lead to a point with a nonzero gradient.
 *
 * The lower loss is evaluated; null when no step lowers it, or the point's block form cannot be resolved in float64.
 */
export function linearDescent(network: LinearNetwork, theta: Float64Array, r: number): LinearDescent | null {
	if (network.depth === 1) return null;
	const point = linearPoint(network, theta);
	const form = blockForm(network, point.factors, point.map, r);
	if (form === null) return null;
	const rotation = rotationOf(network, point.factors, point.map, form);
	const balance = balanceOf(network, theta, point.factors);
	const unbalanced = (changes: readonly (Float64Array | null)[]) =>
		changes.map((change, j) => change?.map((x) => x * balance[j]) ?? null);
	if (rotation !== null)
		return straight(network, theta, unbalanced(rotation), {
			kind: "rotation",
			sentence: "A selected singular value turns into a larger one that is not selected: negative curvature.",
		});
	const embed = embedding(network, point.factors, form);
	if (embed === null) return null;
	const pivot = pivotMove(form.z, form.n);
	if (pivot !== null) {
		const changes = embed(pivot);
		if (changes !== null) {
			const found = straight(network, theta, unbalanced(changes), {
				kind: "rank-raising",
				sentence: "Two layers pick up a singular value that is not selected: negative curvature.",
			});
			if (found !== null) return found;
		}
	}
	return alongPath(network, theta, form, (moves) => {
		const changes = embed(moves);
		return changes === null ? null : unbalanced(changes);
	});
}

/** Changes of B and A_l that turn the least carried triple into the greatest of M - W; null if that is not larger. */
function rotationOf(
	network: LinearNetwork,
	factors: readonly Float64Array[],
	map: Float64Array,
	form: BlockForm,
): (Float64Array | null)[] | null {
	const { depth, widths, inputs, matrix } = network;
	const rho = inputs.rank;
	const outputs = widths[depth];
	const { u, v, values } = form.carried;
	const r = values.length;
	if (r === 0) return null;
	const left = singularValues(difference(matrix, map), outputs, rho);
	const lost = values[r - 1];
	if (!(left.values[0] > lost * (1 + 1e-7))) return null;
	const us = u.subarray((r - 1) * outputs, r * outputs);
	const vs = v.subarray((r - 1) * rho, r * rho);
	const un = left.u.subarray(0, outputs);
	const vn = left.v.subarray(0, rho);
	const hidden = widths[depth - 1];
	const row = matrixProduct(us, factors[depth - 1], 1, outputs, hidden);
	const carried = matrixProduct(factors[0], vs, widths[1], rho, 1);
	const changes: (Float64Array | null)[] = Array(depth).fill(null);
	changes[depth - 1] = matrixProduct(un, row, outputs, 1, hidden);
	const first = matrixProduct(carried, vn, widths[1], 1, rho);
	changes[0] = first.map((x) => (x * left.values[0]) / lost);
	return changes;
}

type Embed = (moves: readonly BlockMove[]) => (Float64Array | null)[] | null;

/** Carries changes of residual blocks to changes of the factors: K_j dZ_j (coordinates along T_(j-1)). */
function embedding(network: LinearNetwork, factors: readonly Float64Array[], form: BlockForm): Embed | null {
	return (moves) => {
		const changes: (Float64Array | null)[] = Array(network.depth).fill(null);
		for (const { layer, change } of moves) {
			const coordinates = kernelCoordinates(network, factors, form, layer);
			if (coordinates === null) return null;
			const whole = times(times(flip(form.kernels[layer + 1]), change), coordinates).entries;
			const before = changes[layer];
			changes[layer] = before === null ? whole : whole.map((x, k) => x + before[k]);
		}
		return changes;
	};
}

/** The longest of the steps 1, 1/2, 1/4, ... along changes of the factors that lowers the loss. */
function straight(
	network: LinearNetwork,
	theta: Float64Array,
	changes: readonly (Float64Array | null)[],
	what: Pick<LinearDescent, "kind" | "sentence">,
): LinearDescent | null {
	const tangent = tangentTheta(network, theta, changes);
	for (let k = 0, step = 1; k < halvings; k++, step /= 2) {
		const direction = tangent.map((x) => step * x);
		const there = theta.map((x, i) => x + direction[i]);
		const change = lossDifference(network, theta, there);
		if (change < 0) return { ...what, direction, change, stages: [there] };
	}
	return null;
}

function alongPath(
	network: LinearNetwork,
	theta: Float64Array,
	form: BlockForm,
	changesOf: (moves: readonly BlockMove[]) => (Float64Array | null)[] | null,
): LinearDescent | null {
	const moves = neutralMoves(form.z, form.n);
	if (moves === null) return null;
	const last = moves[moves.length - 1];
	const stageAfter = (k: number, shrink = 1) => {
		const scaled = {
			layer: last.layer,
			change: { ...last.change, entries: last.change.entries.map((x) => x * shrink) },
		};
		const changes = changesOf(k < moves.length ? moves.slice(0, k) : [...moves.slice(0, -1), scaled]);
		return changes === null ? null : movedTheta(network, theta, changes);
	};
	const stages: Float64Array[] = [];
	for (let k = 1; k < moves.length; k++) {
		const stage = stageAfter(k);
		if (stage === null) return null;
		stages.push(stage);
	}
	for (let k = 0, shrink = 1; k < halvings; k++, shrink /= 2) {
		const there = stageAfter(moves.length, shrink);
		if (there === null) return null;
		const change = lossDifference(network, theta, there);
		if (!(change < 0)) continue;
		// What rounding makes of the constant pieces must not matter.
		if (stages.some((stage) => Math.abs(lossDifference(network, theta, stage)) > 1e-3 * -change)) return null;
		return {
			kind: "path",
			direction: difference(there, theta),
			change,
			stages: [...stages, there],
			sentence: `The Hessian has no negative eigenvalue; a way of ${moves.length} straight pieces keeps the loss on all but the last, which lowers it.`,
		};
	}
	return null;
}
