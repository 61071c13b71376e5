import { floatField } from "../numerics/elementary.ts";
import { leastSquares } from "../numerics/qr.ts";
import { norm } from "../numerics/vector.ts";
import { activation } from "../problem/formula/activations.ts";

/** A residual r with sum r_n sigma(w_j.x~_n) = 0, gradient 0 and Hessian s_j I at every w_j, of norm 1. */
export interface StationaryResidual {
	readonly residual: Float64Array;
	/** Features sigma(w_j.x~_n), units x samples. */
	readonly features: Float64Array;
}

/** Largest relative violation of the linear system that counts as solved. */
const solved = 1e-10;

/**
 * Solves, for g(w) = sum_n r_n sigma(w.x~_n), the linear system g(w_j) = 0, grad g(w_j) = 0, Hess g(w_j) = s_j I in r,
 * s_j = +-1: m (1 + d + d (d + 1) / 2) equations for N unknowns, x~ of d entries. `balanced`
 * asks for sum_n r_n = 0 too, for networks with an output bias. Null when they are dependent.
 */
export function stationaryResidual(
	name: string,
	inputs: readonly (readonly number[])[],
	weights: readonly (readonly number[])[],
	signs: readonly number[],
	balanced = false,
): StationaryResidual | null {
	const { definition, parameters } = activation(name);
	const n = inputs.length;
	const d = inputs[0].length;
	const rows: number[][] = [];
	const right: number[] = [];
	if (balanced) {
		rows.push(inputs.map(() => 1));
		right.push(0);
	}
	const features = new Float64Array(weights.length * n);
	weights.forEach((w, j) => {
		const at = inputs.map((row) => {
			const z = row.reduce((sum, value, k) => sum + value * w[k], 0);
			return definition.derivatives(floatField, z, 2, parameters);
		});
		features.set(
			at.map(([value]) => value),
			j * n,
		);
		rows.push(at.map(([value]) => value));
		right.push(0);
		for (let k = 0; k < d; k++) {
			rows.push(at.map(([, slope], i) => slope * inputs[i][k]));
			right.push(0);
		}
		for (let k = 0; k < d; k++)
			for (let l = 0; l <= k; l++) {
				rows.push(at.map(([, , curvature], i) => curvature * inputs[i][k] * inputs[i][l]));
				right.push(k === l ? signs[j] : 0);
			}
	});
	if (rows.length > n) return null;
	const matrix = Float64Array.from(rows.flat());
	const { solution, residual, rank } = leastSquares(matrix, rows.length, n, Float64Array.from(right), 1e-13);
	if (rank < rows.length || residual > solved) return null;
	const size = norm(solution);
	if (!(size > 0)) return null;
	return { residual: solution.map((value) => value / size), features };
}
