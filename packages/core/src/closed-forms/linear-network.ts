import { matrixTimesTransposed } from "../numerics/matrix-product.ts";
import { orthonormalComplement } from "../numerics/qr.ts";
import { singularValues } from "../numerics/singular-values.ts";
import { norm } from "../numerics/vector.ts";
import type { Problem } from "../problem/problem.ts";
import { exactRanks } from "./exact-rank.ts";
import { type LinearData, linearData } from "./linear-data.ts";
import { linearSlope, outsideLinearScope } from "./linear-scope.ts";

/** Equal eigenvalues of Sigma = M M^T: places first .. first + count - 1 of the descending list. */
export interface EigenGroup {
	readonly eigenvalue: number;
	readonly first: number;
	readonly count: number;
	/** Largest minus smallest, relative to the largest eigenvalue of all; 0 for a single one. */
	readonly spread: number;
}

/**
 * A linear network in whitened form: with X = P diag(s) Q^T (rank rho), M = Y Q and B = A_1 P diag(s),
 * loss = scale (1/2 |A_l ... A_2 B - M|^2 + residue), residue = 1/2 |Y (I - Q Q^T)|^2.
 * X and Y are the data after weights and biases are taken care of; A_j = slope_j W_j.
 */
export interface LinearNetwork {
	readonly problem: Problem;
	readonly data: LinearData;
	/** l, the number of layers. */
	readonly depth: number;
	/** d_0, ..., d_l; d_0 counts the row of ones that stands for a first-layer bias. */
	readonly widths: readonly number[];
	/** Least hidden width; Infinity without a hidden layer. */
	readonly bottleneck: number;
	readonly slopes: readonly number[];
	readonly scale: number;
	readonly residue: number;
	readonly inputs: {
		/** rho */
		readonly rank: number;
		/** s_1 >= ... >= s_rho > 0 */
		readonly values: Float64Array;
		/** rho x d_0, row j = column j of P. */
		readonly directions: Float64Array;
	};
	/** M (d_l x rho) = sum_k sigma_k u_k v_k^T. */
	readonly matrix: Float64Array;
	/** sigma_1 >= ... >= sigma_R > 0. */
	readonly sigma: Float64Array;
	/** d_l x d_l, row k = u_k; the rows beyond R complete an orthonormal basis. */
	readonly left: Float64Array;
	/** rho x rho, row k = v_k. */
	readonly right: Float64Array;
	readonly groups: readonly EigenGroup[];
	/** K = min(bottleneck, R): the most triples that a critical point can select. */
	readonly capacity: number;
	/** What rounding leaves open: singular values that are not 0 and were counted as 0. */
	readonly doubts: {
		/** Of X: the global minimum may be lower by up to this much (in units of the loss). */
		readonly droppedInputs: number;
		/** Of M: how many. */
		readonly droppedTargets: number;
	};
}

const unit = 1 / 4503599627370496; // 2^-52
/** Eigenvalues closer than this, relative to the largest, are one group. */
const groupTolerance = 1e-12;

/** The whitened form of a problem that `outsideLinearScope` covers; null for any other problem. */
export function linearNetwork(problem: Problem): LinearNetwork | null {
	if (outsideLinearScope(problem) !== null) return null;
	const { layers } = problem.network.branches[0];
	const data = linearData(problem);
	const { x, y, samples } = data;
	const widths = [data.inputs, ...layers.map((layer) => layer.width)];
	const depth = layers.length;
	const outputs = widths[depth];

	const svd = singularValues(x, data.inputs, samples);
	const cut = Math.max(data.inputs, samples) * unit * (svd.values[0] ?? 0);
	const rank = countAbove(svd.values, cut);
	const kept = svd.v.subarray(0, rank * samples);
	const matrix = matrixTimesTransposed(y, kept, outputs, samples, rank);
	const residue = halfSquaredResidual(y, matrix, kept, outputs, samples, rank);

	const target = singularValues(matrix, outputs, rank);
	const targetCut = Math.max(outputs, rank, 10) * unit * norm(y);
	const targetRank = countAbove(target.values, targetCut);
	const triples = Math.min(outputs, rank);
	const sigma = target.values.slice(0, targetRank);
	const bottleneck = depth === 1 ? Infinity : Math.min(...widths.slice(1, depth));
	if (targetRank === 0) matrix.fill(0);
	const doubts = {
		droppedInputs: lostFit(svd, rank, y, outputs, data),
		droppedTargets: countAbove(target.values, 0) - targetRank,
	};
	settle(problem, rank, targetRank, doubts);
	return {
		problem,
		data,
		depth,
		widths,
		bottleneck,
		slopes: layers.map((layer) => linearSlope(layer.activation) as number),
		scale: data.scale,
		residue,
		inputs: {
			rank,
			values: svd.values.slice(0, rank),
			directions: svd.u.slice(0, rank * data.inputs),
		},
		matrix,
		sigma,
		left: completed(target.u, triples, outputs),
		right: completed(target.v, triples, rank),
		groups: groupEqual(sigma),
		capacity: Math.min(bottleneck, targetRank),
		doubts,
	};
}

/** What the dropped directions of the inputs could fit, in units of the loss: scale/2 |Y Q_dropped|^2. */
function lostFit(
	svd: { values: Float64Array; v: Float64Array },
	rank: number,
	y: Float64Array,
	outputs: number,
	{ samples, scale }: LinearData,
): number {
	const present = countAbove(svd.values, 0);
	const directions = svd.v.subarray(rank * samples, present * samples);
	const size = norm(matrixTimesTransposed(y, directions, outputs, samples, present - rank));
	return 0.5 * scale * size * size;
}

/** Clears the doubts that the exact ranks of the data clear. */
function settle(
	problem: Problem,
	rank: number,
	targetRank: number,
	doubts: { droppedInputs: number; droppedTargets: number },
): void {
	if (doubts.droppedInputs === 0 && doubts.droppedTargets === 0) return;
	const exact = exactRanks(problem);
	if (exact.inputs === rank) doubts.droppedInputs = 0;
	if (exact.targets === targetRank) doubts.droppedTargets = 0;
}

/** 1/2 |Y - M Q^T|^2, from the difference itself: no cancellation where the fit is exact. */
function halfSquaredResidual(
	y: Float64Array,
	m: Float64Array,
	q: Float64Array,
	outputs: number,
	samples: number,
	rank: number,
): number {
	let sum = 0;
	const left = new Float64Array(samples);
	for (let o = 0; o < outputs; o++) {
		left.set(y.subarray(o * samples, (o + 1) * samples));
		for (let k = 0; k < rank; k++) {
			const factor = m[o * rank + k];
			for (let i = 0; i < samples; i++) left[i] -= factor * q[k * samples + i];
		}
		for (let i = 0; i < samples; i++) sum += left[i] * left[i];
	}
	return 0.5 * sum;
}

function countAbove(values: Float64Array, cut: number): number {
	let count = 0;
	while (count < values.length && values[count] > cut) count++;
	return count;
}

/** k orthonormal rows of n numbers, completed to a basis of R^n. */
function completed(rows: Float64Array, k: number, n: number): Float64Array {
	const basis = new Float64Array(n * n);
	basis.set(rows);
	basis.set(orthonormalComplement(rows, k, n), k * n);
	return basis;
}

function groupEqual(sigma: Float64Array): EigenGroup[] {
	const groups: EigenGroup[] = [];
	const largest = sigma.length > 0 ? sigma[0] * sigma[0] : 0;
	let first = 0;
	while (first < sigma.length) {
		const top = sigma[first] * sigma[first];
		let count = 1;
		let sum = top;
		let bottom = top;
		while (first + count < sigma.length) {
			const next = sigma[first + count] * sigma[first + count];
			if (top - next > groupTolerance * largest) break;
			bottom = next;
			sum += next;
			count++;
		}
		groups.push({
			eigenvalue: sum / count,
			first,
			count,
			spread: (top - bottom) / largest,
		});
		first += count;
	}
	return groups;
}
