import type { Field } from "./field.ts";
import { type ReluPair, reluPair } from "./gaussian-relu.ts";

/** F(W) = E_x 1/2 (sum_i relu(w_i.x) - sum_j relu(x_j))^2, x ~ N(0, I_d): n student units, k teacher units along the first k axes. */
export interface GaussianPopulation {
	/** d */
	readonly inputs: number;
	/** k <= d */
	readonly teacher: number;
	/** n */
	readonly student: number;
}

/**
 * F, its gradient and its Hessian at W (n x d, row by row), in any arithmetic:
 * F = 1/2 sum over pairs of units of both sides, + for pairs of one side, - for a student and a teacher.
 */
export interface PopulationLoss<T> {
	value(): T;
	/** n d */
	gradient(): T[];
	/** n d x n d, row by row: entry (i d + p, j d + q). */
	hessian(): T[];
	/** E J J^T, J the derivative of the student's output: the Hessian without the part that the error scales. */
	gaussNewton(): T[];
	/** n x n: the Hessian in a further input direction, the same for each, where all vectors have no component. */
	furtherInput(): T[];
}

export function populationLoss<T>(
	{ inputs: d, teacher: k, student: n }: GaussianPopulation,
	field: Field<T>,
	theta: readonly T[],
	isZero: (a: T) => boolean = () => false,
): PopulationLoss<T> {
	const { add, constant, multiply, subtract } = field;
	const zero = constant(0);
	const half = constant(0.5);
	const w = Array.from({ length: n }, (_, i) => theta.slice(i * d, (i + 1) * d));
	const axes = Array.from({ length: k }, (_, j) =>
		Array.from({ length: d }, (_, p) => constant(p === j ? 1 : 0)),
	);
	const pairs = new Map<string, ReluPair<T>>();
	const own = (i: number, j: number) => pair(`${i} ${j}`, w[i], w[j]);
	const other = (i: number, j: number) => pair(`${i} v${j}`, w[i], axes[j]);
	function pair(key: string, u: readonly T[], v: readonly T[]): ReluPair<T> {
		const found = pairs.get(key) ?? reluPair(field, u, v, isZero);
		pairs.set(key, found);
		return found;
	}
	const squared = (u: readonly T[]) => u.reduce((sum, x) => add(sum, multiply(x, x)), zero);
	return {
		value() {
			// Pairs of one unit: E relu(w.x)^2 / 2 = |w|^2 / 4; teacher pairs: 1/4 each, and 1/(2 pi) for two axes.
			let sum = multiply(
				constant(0.25),
				w.reduce((total, u) => add(total, squared(u)), zero),
			);
			for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) sum = add(sum, own(i, j).value);
			for (let i = 0; i < n; i++) for (let j = 0; j < k; j++) sum = subtract(sum, other(i, j).value);
			const twoAxes = field.divide(constant((k * (k - 1)) / 2), multiply(constant(2), field.pi()));
			return add(sum, add(constant(k / 4), twoAxes));
		},
		gradient() {
			return w.flatMap((u, i) => {
				const row = u.map((x) => multiply(half, x));
				const addTo = (g: readonly T[], combine: (a: T, b: T) => T) => {
					for (let p = 0; p < d; p++) row[p] = combine(row[p], g[p]);
				};
				for (let j = 0; j < n; j++) if (j !== i) addTo(own(i, j).gradient(), add);
				for (let j = 0; j < k; j++) addTo(other(i, j).gradient(), subtract);
				return row;
			});
		},
		hessian() {
			const size = n * d;
			const h: T[] = new Array(size * size).fill(zero);
			for (let i = 0; i < n; i++) {
				const put = (block: readonly (readonly T[])[], j: number, combine: (a: T, b: T) => T) => {
					for (let p = 0; p < d; p++)
						for (let q = 0; q < d; q++) {
							const at = (i * d + p) * size + j * d + q;
							h[at] = combine(h[at], block[p][q]);
						}
				};
				for (let p = 0; p < d; p++) h[(i * d + p) * (size + 1)] = half;
				for (let j = 0; j < n; j++)
					if (j !== i) {
						put(own(i, j).curvature(), i, add);
						put(own(i, j).mixed(), j, add);
					}
				for (let j = 0; j < k; j++) put(other(i, j).curvature(), i, subtract);
			}
			return h;
		},
		gaussNewton() {
			const size = n * d;
			const h: T[] = new Array(size * size).fill(zero);
			for (let i = 0; i < n; i++) {
				for (let p = 0; p < d; p++) h[(i * d + p) * (size + 1)] = half;
				for (let j = 0; j < n; j++) {
					if (j === i) continue;
					const block = own(i, j).mixed();
					for (let p = 0; p < d; p++)
						for (let q = 0; q < d; q++) h[(i * d + p) * size + j * d + q] = block[p][q];
				}
			}
			return h;
		},
		furtherInput() {
			const b: T[] = new Array(n * n).fill(zero);
			for (let i = 0; i < n; i++) {
				let diagonal = half;
				for (let j = 0; j < n; j++)
					if (j !== i) {
						const { mixed, curvature } = own(i, j).orthogonal();
						b[i * n + j] = mixed;
						diagonal = add(diagonal, curvature);
					}
				for (let j = 0; j < k; j++) diagonal = subtract(diagonal, other(i, j).orthogonal().curvature);
				b[i * n + i] = diagonal;
			}
			return b;
		},
	};
}
