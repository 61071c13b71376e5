import {
	numbers,
	orthogonal,
	positiveDefinite,
	product,
	randomMatrix,
	randomSymmetric,
	withEigenvalues,
} from "./matrices.ts";

/** n x n matrices of one kind, row by row, for every n >= 1. */
export interface Family {
	readonly name: string;
	readonly make: (n: number, seed: number) => Float64Array;
	/** Rank of the matrix, where it is below n by construction. */
	readonly rank?: (n: number) => number;
}

/** Sizes around the blocks of 2, 4 and 32 in the kernels. */
export const sizes = [1, 2, 3, 4, 5, 8, 13, 30, 31, 32, 33, 34, 60, 65];

/** Powers of two from 2^27 (1.3e8) down to 2^-27 (7.5e-9), evenly; products with them are exact. */
export function grades(n: number): Float64Array {
	return Float64Array.from({ length: n }, (_, k) => 2 ** Math.round(27 - (54 * k) / Math.max(1, n - 1)));
}

/** The same grades in an order without pattern. */
export function shuffled(values: Float64Array, seed: number): Float64Array {
	const next = numbers(seed);
	const keyed = Array.from(values, (value) => ({ value, key: next() }));
	return Float64Array.from(
		keyed.sort((x, y) => x.key - y.key),
		({ value }) => value,
	);
}

/** diag(rows) A diag(columns). */
export function scaled(a: Float64Array, rows: Float64Array, columns: Float64Array): Float64Array {
	const n = columns.length;
	return a.map((x, k) => rows[Math.floor(k / n)] * x * columns[k % n]);
}

/** Repeated and nearly repeated values, 1e-3 to 10 in size. */
function clusters(n: number, signs: readonly number[]): number[] {
	const values = [1, 1, 1 + 1e-15, 1 + 1e-13, 10, 10, 2, 2 + 4e-15, 1e-3, 1e-3];
	return Array.from({ length: n }, (_, k) => values[k % values.length] * signs[k % signs.length]);
}

function integers(rows: number, columns: number, seed: number): Float64Array {
	return randomMatrix(rows, columns, seed).map((x) => Math.round(3 * x) + 0);
}

function symmetricLowRank(n: number, seed: number): Float64Array {
	const rank = lowRank(n);
	const v = integers(rank, n, seed);
	const a = new Float64Array(n * n);
	for (let k = 0; k < rank; k++)
		for (let i = 0; i < n; i++)
			for (let j = 0; j < n; j++) a[i * n + j] += (k % 2 === 0 ? 1 : -1) * v[k * n + i] * v[k * n + j];
	return a;
}

/** At most this rank: about n / 3. */
const lowRank = (n: number) => Math.floor(n / 3);

/** Rows and columns 0, 3, 6, ... are zero. */
const zeroed = (a: Float64Array, n: number, rows: boolean, columns: boolean) =>
	a.map((x, k) => ((rows && Math.floor(k / n) % 3 === 0) || (columns && (k % n) % 3 === 0) ? 0 : x));

const ones = (n: number) => new Float64Array(n).fill(1);
const zero = { name: "zero", make: (n: number) => new Float64Array(n * n), rank: () => 0 };
const threeLess = (n: number) => n - Math.ceil(n / 3);

/** Indefinite, or singular, or both. */
export const symmetricFamilies: readonly Family[] = [
	{ name: "random", make: randomSymmetric },
	{
		name: "random with a zero diagonal",
		make: (n, seed) => randomSymmetric(n, seed).map((x, k) => (k % (n + 1) === 0 ? 0 : x)),
	},
	{
		name: "graded downwards",
		make: (n, seed) => scaled(randomSymmetric(n, seed), grades(n), grades(n)),
	},
	{
		name: "graded upwards",
		make: (n, seed) => scaled(randomSymmetric(n, seed), grades(n).reverse(), grades(n).reverse()),
	},
	{
		name: "graded without order",
		make: (n, seed) => {
			const d = shuffled(grades(n), seed);
			return scaled(randomSymmetric(n, seed), d, d);
		},
	},
	{
		name: "clustered eigenvalues",
		make: (n, seed) => withEigenvalues(clusters(n, [1, -1, 1]), seed),
	},
	{ name: "integer of low rank", make: symmetricLowRank, rank: lowRank },
	{
		name: "zero rows and columns",
		make: (n, seed) => zeroed(randomSymmetric(n, seed), n, true, true),
		rank: threeLess,
	},
	zero,
];

export const generalFamilies: readonly Family[] = [
	{ name: "random", make: (n, seed) => randomMatrix(n, n, seed) },
	{ name: "graded rows", make: (n, seed) => scaled(randomMatrix(n, n, seed), grades(n), ones(n)) },
	{
		name: "graded columns, upwards",
		make: (n, seed) => scaled(randomMatrix(n, n, seed), ones(n), grades(n).reverse()),
	},
	{
		name: "graded rows and columns without order",
		make: (n, seed) =>
			scaled(randomMatrix(n, n, seed), shuffled(grades(n), seed), shuffled(grades(n), seed + 1)),
	},
	{
		name: "clustered singular values",
		make: (n, seed) => {
			const left = orthogonal(n, seed);
			const values = Float64Array.from(clusters(n, [1]));
			return product(scaled(left, ones(n), values), orthogonal(n, seed + 1), n, n, n);
		},
	},
	{
		name: "integer of low rank",
		make: (n, seed) => {
			const rank = lowRank(n);
			return product(integers(n, rank, seed), integers(rank, n, seed + 1), n, rank, n);
		},
		rank: lowRank,
	},
	{ name: "zero rows", make: (n, seed) => zeroed(randomMatrix(n, n, seed), n, true, false), rank: threeLess },
	{
		name: "zero columns",
		make: (n, seed) => zeroed(randomMatrix(n, n, seed), n, false, true),
		rank: threeLess,
	},
	zero,
];

/** Positive definite to working precision. */
export const definiteFamilies: readonly Family[] = [
	{ name: "random", make: positiveDefinite },
	{
		name: "graded downwards",
		make: (n, seed) => scaled(positiveDefinite(n, seed), grades(n), grades(n)),
	},
	{
		name: "graded without order",
		make: (n, seed) => {
			const d = shuffled(grades(n), seed);
			return scaled(positiveDefinite(n, seed), d, d);
		},
	},
	{ name: "clustered eigenvalues", make: (n, seed) => withEigenvalues(clusters(n, [1]), seed) },
];
