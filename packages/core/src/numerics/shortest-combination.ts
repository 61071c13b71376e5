import { dot } from "./vector.ts";

/**
 * The point of least Euclidean norm in the convex hull of vectors, by Wolfe's idea in its simplest form: the
 * Frank-Wolfe method with away steps on the weights. Stops when the duality gap is below `tolerance` times the
 * squared norm, or after `steps` steps.
 */
export function shortestCombination(
	vectors: readonly Float64Array[],
	{ tolerance = 1e-6, steps = 2000 }: { readonly tolerance?: number; readonly steps?: number } = {},
): Float64Array {
	const m = vectors.length;
	const gram = vectors.map((a) => vectors.map((b) => dot(a, b)));
	const weights = new Float64Array(m);
	let first = 0;
	for (let i = 1; i < m; i++) if (gram[i][i] < gram[first][first]) first = i;
	weights[first] = 1;
	/** <v_i, x> for the current combination x. */
	const along = Float64Array.from(gram[first]);
	for (let k = 0; k < steps; k++) {
		let squared = 0;
		let toward = 0;
		let away = -1;
		for (let i = 0; i < m; i++) {
			squared += weights[i] * along[i];
			if (along[i] < along[toward]) toward = i;
			if (weights[i] > 0 && (away < 0 || along[i] > along[away])) away = i;
		}
		const gap = squared - along[toward];
		if (gap <= tolerance * squared) break;
		const forward = gap >= along[away] - squared;
		const vertex = forward ? toward : away;
		const sign = forward ? 1 : -1;
		const most = forward ? 1 : weights[away] / (1 - weights[away]);
		const curvature = squared - 2 * along[vertex] + gram[vertex][vertex];
		if (!(curvature > 0)) break;
		const length = Math.min(most, Math.abs(along[vertex] - squared) / curvature);
		for (let i = 0; i < m; i++) {
			weights[i] -= sign * length * weights[i];
			along[i] += sign * length * (gram[vertex][i] - along[i]);
		}
		weights[vertex] = Math.max(0, weights[vertex] + sign * length);
	}
	const n = vectors[0].length;
	const out = new Float64Array(n);
	for (let i = 0; i < m; i++) for (let p = 0; p < n; p++) out[p] += weights[i] * vectors[i][p];
	return out;
}
