import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import { norm } from "../numerics/vector.ts";
import { flip, identity, type SizedMatrix, times } from "./sized-matrix.ts";

/**
 * Signs of the eigenvalues of the Hessian of 1/2 |Z_l ... Z_1 - N|^2 at a critical point with product 0:
 * Q(zeta) = |sum_j Z_(l,j+1) zeta_j Z_(j-1,1)|^2 - 2 sum_(i<j) tr(Z_(i-1,1) N^T Z_(l,j+1) zeta_j Z_(j-1,i+1) zeta_i).
 * Eigenvalues within 1e-9 of the largest, of |N|, or of what the blocks could make, count as 0.
 */
export function residualInertia(
	z: readonly SizedMatrix[],
	n: SizedMatrix,
): { readonly index: number; readonly positive: number } {
	const depth = z.length;
	const offsets = [0];
	for (const { rows, columns } of z) offsets.push(offsets[offsets.length - 1] + rows * columns);
	const total = offsets[depth];
	if (total === 0) return { index: 0, positive: 0 };
	const hessian = new Float64Array(total * total);
	// product(j, i) = Z_j ... Z_(i+1); before[j] = Z_(j-1) ... Z_1, after[j] = Z_l ... Z_(j+1), counted from j = 1.
	const product = (j: number, i: number, size: number) => {
		let out = identity(size);
		for (let k = i; k < j; k++) out = times(z[k], out);
		return out;
	};
	const before = z.map((_, j) => product(j, 0, n.columns));
	const after = z.map(({ rows }, j) => product(depth, j + 1, rows));
	for (let i = 0; i < depth; i++)
		for (let j = i; j < depth; j++) {
			const left = times(flip(after[i]), after[j]);
			const right = times(before[i], flip(before[j]));
			const coupling = i < j ? times(times(before[i], flip(n)), after[j]) : null;
			const between = i < j ? product(j, i + 1, z[i].rows) : null;
			for (let a = 0; a < z[i].rows; a++)
				for (let b = 0; b < z[i].columns; b++)
					for (let c = 0; c < z[j].rows; c++)
						for (let d = 0; d < z[j].columns; d++) {
							let entry = left.entries[a * left.columns + c] * right.entries[b * right.columns + d];
							if (coupling !== null && between !== null)
								entry -=
									coupling.entries[b * coupling.columns + c] * between.entries[d * between.columns + a];
							const p = offsets[i] + a * z[i].columns + b;
							const q = offsets[j] + c * z[j].columns + d;
							hessian[p * total + q] = entry;
							hessian[q * total + p] = entry;
						}
		}
	const { values } = symmetricEigen(hessian, total);
	let largest = 0;
	for (const x of n.entries) largest = Math.max(largest, Math.abs(x));
	for (let j = 0; j < depth; j++) {
		let product = 1;
		for (let k = 0; k < depth; k++) if (k !== j) product *= norm(z[k].entries);
		largest = Math.max(largest, product * product);
	}
	for (const x of values) largest = Math.max(largest, Math.abs(x));
	const cut = 1e-9 * largest;
	let index = 0;
	let positive = 0;
	for (const x of values) {
		if (x < -cut) index++;
		else if (x > cut) positive++;
	}
	return { index, positive };
}
