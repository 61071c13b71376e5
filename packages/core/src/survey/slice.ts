import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import { infinityNorm } from "../numerics/vector.ts";
import type { Objective } from "../objective/objective.ts";
import { denseLimit } from "../points/newton-step.ts";
import type { Slice } from "./document.ts";

const resolution = 41;

/**
 * L(theta + s e_1 + t e_2) on a grid, e_1 and e_2 the eigenvectors of the two largest |eigenvalue|
 * of the Hessian at theta; each half-width is where the quadratic model rises by `rise`, at most
 * 2 (1 + max |theta|). Null with fewer than 2 parameters or more than `denseLimit`.
 */
export function sliceAround(
	objective: Objective,
	id: string,
	theta: Float64Array,
	rise: number,
): Slice | null {
	const n = objective.parameters;
	if (n < 2 || n > denseLimit) return null;
	const { values, vectors } = symmetricEigen(objective.hessian(theta), n, true);
	if (vectors === null) return null;
	const order = Array.from(values.keys()).sort((a, b) => Math.abs(values[b]) - Math.abs(values[a]) || a - b);
	const [first, second] = order;
	let total = 0;
	for (const value of values) total += Math.abs(value);
	const widest = 2 * (1 + infinityNorm(theta));
	const halfWidth = (k: number): number => {
		const curvature = Math.abs(values[k]);
		return curvature > 0 ? Math.min(widest, Math.sqrt((2 * rise) / curvature)) : widest;
	};
	const extent = [halfWidth(first), halfWidth(second)] as const;
	const e1 = vectors.subarray(first * n, (first + 1) * n);
	const e2 = vectors.subarray(second * n, (second + 1) * n);
	const grid: number[] = [];
	const point = new Float64Array(n);
	for (let j = 0; j < resolution; j++) {
		const t = extent[1] * ((2 * j) / (resolution - 1) - 1);
		for (let i = 0; i < resolution; i++) {
			const s = extent[0] * ((2 * i) / (resolution - 1) - 1);
			for (let k = 0; k < n; k++) point[k] = theta[k] + s * e1[k] + t * e2[k];
			grid.push(objective.value(point));
		}
	}
	return {
		point: id,
		extent,
		resolution,
		values: grid,
		eigenvalues: [values[first], values[second]],
		share: total > 0 ? (Math.abs(values[first]) + Math.abs(values[second])) / total : 0,
	};
}
