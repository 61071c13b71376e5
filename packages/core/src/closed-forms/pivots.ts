import { matrixProduct, transposed } from "../numerics/matrix-product.ts";
import { orthonormalComplement } from "../numerics/qr.ts";
import { singularValues } from "../numerics/singular-values.ts";
import { norm } from "../numerics/vector.ts";
import { integerRoot } from "./integer-root.ts";
import type { LinearNetwork } from "./linear-network.ts";

/** Pivots above this, relative to the natural scale of the factors, count as nonzero. */
const nonzero = 1e-4;
/** Pivots below this count as zero; in between nothing is decided. */
const zero = 1e-9;

interface Matrix {
	readonly rows: number;
	readonly columns: number;
	readonly entries: Float64Array;
}

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
	const blocks = residualBlocks(network, factors, map, r);
	if (blocks === null) return "unknown";
	const { z, n } = blocks;
	const left = norm(n.entries);
	const identityOf = (k: number) => identity(k === 0 ? n.columns : z[k - 1].rows);
	// before[i] = Z_i ... Z_1 N^T, after[j] = Z_l ... Z_(j+1).
	const before: Matrix[] = [flip(n)];
	for (let i = 1; i < depth; i++) before.push(times(z[i - 1], before[i - 1]));
	const after: Matrix[] = Array(depth + 1);
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

/** Z_1, ..., Z_l and N = U_N^T M V_N; null when W is too close to a lower rank. */
function residualBlocks(
	network: LinearNetwork,
	factors: readonly Float64Array[],
	map: Float64Array,
	r: number,
): { z: Matrix[]; n: Matrix } | null {
	const { depth, widths, inputs, matrix } = network;
	const rho = inputs.rank;
	const outputs = widths[depth];
	const svd = singularValues(map, outputs, rho);
	if (r > 0 && !(svd.values[r - 1] > 1e-10 * norm(matrix))) return null;
	const carried = svd.u.subarray(0, r * outputs);
	// kernels[j]: orthonormal rows spanning K_j; K_0 = row(W)^perp, K_l = col(W)^perp.
	const kernels: Matrix[] = Array(depth + 1);
	kernels[0] = complement(svd.v.subarray(0, r * rho), r, rho);
	kernels[depth] = complement(carried, r, outputs);
	let seen: Float64Array = carried.slice();
	for (let j = depth - 1; j > 0; j--) {
		seen = matrixProduct(seen, factors[j], r, widths[j + 1], widths[j]);
		const directions = singularValues(seen, r, widths[j]);
		if (r > 0 && !(directions.values[r - 1] > 1e-8 * directions.values[0])) return null;
		kernels[j] = complement(directions.v, r, widths[j]);
	}
	const z = factors.map((entries, j) => {
		const factor = {
			rows: widths[j + 1],
			columns: j === 0 ? rho : widths[j],
			entries,
		};
		return times(times(kernels[j + 1], factor), flip(kernels[j]));
	});
	const whole = { rows: outputs, columns: rho, entries: matrix };
	return { z, n: times(times(kernels[depth], whole), flip(kernels[0])) };
}

function complement(rows: Float64Array, r: number, n: number): Matrix {
	return {
		rows: n - r,
		columns: n,
		entries: orthonormalComplement(rows, r, n),
	};
}

function identity(n: number): Matrix {
	return {
		rows: n,
		columns: n,
		entries: orthonormalComplement(new Float64Array(0), 0, n),
	};
}

function times(a: Matrix, b: Matrix): Matrix {
	return {
		rows: a.rows,
		columns: b.columns,
		entries: matrixProduct(a.entries, b.entries, a.rows, a.columns, b.columns),
	};
}

function flip(a: Matrix): Matrix {
	return {
		rows: a.columns,
		columns: a.rows,
		entries: transposed(a.entries, a.rows, a.columns),
	};
}
