import { EigenvalueDecomposition, Matrix, QrDecomposition, SVD } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { applyQ, pivotedQr } from "../../src/numerics/qr.ts";
import { singularValues } from "../../src/numerics/singular-values.ts";
import { symmetricEigen } from "../../src/numerics/symmetric-eigen.ts";
import { identity, largestDifference, orthogonal, product, transpose } from "./matrices.ts";
import { definiteFamilies, generalFamilies, scaled, sizes, symmetricFamilies } from "./matrix-families.ts";
import { frobenius, gap, inRoundings, precise, preciseProduct } from "./precise-product.ts";

const unit = 2 ** -53;
const seeds = [1, 2, 3];
const ones = (n: number) => new Float64Array(n).fill(1);
const diagonal = (values: Float64Array) => scaled(identity(values.length), values, ones(values.length));

/** |V V^T - I| (Frobenius) of n rows of n numbers, in units of n 2^-53. */
function turnDefect(v: Float64Array, n: number): number {
	const gram = preciseProduct(precise(v), precise(transpose(v, n, n)), n, n, n);
	return frobenius(gap(gram, identity(n))) / (n * unit);
}

describe("QR with column exchanges", () => {
	test.each(generalFamilies)("$name: A P = Q R column by column, Q orthogonal", ({ make }) => {
		for (const n of sizes)
			for (const seed of seeds) {
				const a = make(n, seed + 100 * n);
				const { q, r, exchanged } = qrOf(a, n);
				expect(turnDefect(q, n), `n = ${n}`).toBeLessThanOrEqual(6);
				const residual = gap(preciseProduct(precise(q), precise(r), n, n, n), exchanged);
				for (let j = 0; j < n; j++) {
					const column = (m: Float64Array) => m.filter((_, k) => k % n === j);
					expect(inRoundings(column(residual), column(exchanged), n), `n = ${n}`).toBeLessThanOrEqual(4);
				}
				for (let k = 1; k < n; k++)
					expect(Math.abs(r[k * (n + 1)])).toBeLessThanOrEqual(
						Math.abs(r[(k - 1) * (n + 1)]) * (1 + 8 * n * unit),
					);
			}
	});

	test.each(sizes)("R is that of ml-matrix up to the signs of rows, n = %i", (n) => {
		const { r, exchanged } = qrOf(generalFamilies[0].make(n, n + 4), n);
		const oracle = new QrDecomposition(Matrix.from1DArray(n, n, exchanged)).upperTriangularMatrix.to1DArray();
		const singular = new SVD(Matrix.from1DArray(n, n, exchanged)).diagonal;
		const bound = 4 * n * unit * (singular[0] / singular[n - 1]) * singular[0];
		const aligned = r.map((x, k) => {
			const corner = Math.floor(k / n) * (n + 1);
			return r[corner] * oracle[corner] < 0 ? -x : x;
		});
		expect(largestDifference(aligned, oracle)).toBeLessThanOrEqual(bound);
	});

	test("the rank of singular matrices is that of ml-matrix's singular values", () => {
		for (const { name, make, rank } of generalFamilies) {
			if (rank === undefined) continue;
			for (const n of sizes) {
				const a = make(n, n);
				const found = pivotedQr(a, n, n).rank;
				expect(found, `${name}, n = ${n}`).toBe(oracleRank(a, n));
				expect(found, `${name}, n = ${n}`).toBeLessThanOrEqual(rank(n));
			}
		}
	});

	/** Q and R as matrices, and A P. */
	function qrOf(a: Float64Array, n: number) {
		const qr = pivotedQr(a, n, n);
		const rows = identity(n);
		for (let i = 0; i < n; i++) applyQ(qr, rows.subarray(i * n, (i + 1) * n), false);
		const r = new Float64Array(n * n);
		for (let j = 0; j < n; j++) for (let i = 0; i <= j; i++) r[i * n + j] = qr.packed[j * n + i];
		const exchanged = a.map((_, k) => a[Math.floor(k / n) * n + qr.order[k % n]]);
		return { q: transpose(rows, n, n), r, exchanged };
	}
});

function oracleRank(a: Float64Array, n: number): number {
	const values = new SVD(Matrix.from1DArray(n, n, a)).diagonal;
	return values.filter((value) => value > 1e-10 * values[0]).length;
}

describe("symmetric eigenvalues", () => {
	test.each([
		...symmetricFamilies,
		...definiteFamilies.map((family) => ({ ...family, name: `definite, ${family.name}` })),
	])("$name: A v = lambda v, v orthonormal, lambda as ml-matrix has it", ({ make }) => {
		for (const n of sizes)
			for (const seed of seeds) {
				const a = make(n, seed + 100 * n);
				const { values, vectors } = symmetricEigen(a, n, true);
				if (vectors === null) throw new Error("vectors were asked for");
				expect(turnDefect(vectors, n), `n = ${n}`).toBeLessThanOrEqual(6);
				const image = preciseProduct(precise(vectors), precise(a), n, n, n);
				const stretched = preciseProduct(precise(diagonal(values)), precise(vectors), n, n, n);
				const residual = gap(image, stretched.high).map((x, k) => x - stretched.low[k]);
				expect(inRoundings(residual, a, n), `n = ${n}`).toBeLessThanOrEqual(4);
				const oracle = new EigenvalueDecomposition(Matrix.from1DArray(n, n, a), { assumeSymmetric: true });
				const others = oracle.realEigenvalues.sort((x, y) => x - y);
				const apart = values.map((x, k) => x - others[k]);
				expect(inRoundings(apart, a, n), `n = ${n}`).toBeLessThanOrEqual(4);
			}
	});
});

describe("singular values", () => {
	test.each(generalFamilies)("$name: A = U S V^T, U and V orthogonal, S as ml-matrix has it", ({ make }) => {
		for (const n of sizes)
			for (const seed of seeds) {
				const a = make(n, seed + 100 * n);
				const { u, values, v } = singularValues(a, n, n);
				expect(turnDefect(u, n), `n = ${n}`).toBeLessThanOrEqual(4);
				expect(turnDefect(v, n), `n = ${n}`).toBeLessThanOrEqual(4);
				const left = precise(transpose(u, n, n));
				const stretched = preciseProduct(left, precise(diagonal(values)), n, n, n);
				const back = preciseProduct(stretched, precise(v), n, n, n);
				expect(inRoundings(gap(back, a), a, n), `n = ${n}`).toBeLessThanOrEqual(2);
				const oracle = new SVD(Matrix.from1DArray(n, n, a)).diagonal;
				const apart = values.map((x, k) => x - oracle[k]);
				expect(inRoundings(apart, a, n), `n = ${n}`).toBeLessThanOrEqual(4);
			}
	});

	test.each([5, 16, 65, 130])("are not biased, and V is as orthogonal as U, n = %i", (n) => {
		// Turns by rounded cosines lengthen the vectors by about n roundings, always upwards.
		const exact = Float64Array.from({ length: n }, (_, k) => 2 - k / n);
		const a = product(scaled(orthogonal(n, 3), ones(n), exact), orthogonal(n, 4), n, n, n);
		const { values, v } = singularValues(a, n, n);
		const errors = values.map((x, k) => (x / exact[k] - 1) / unit);
		expect(Math.max(...errors.map(Math.abs))).toBeLessThan(24);
		expect(Math.abs(errors.reduce((sum, x) => sum + x, 0) / n)).toBeLessThan(4);
		for (let k = 0; k < n; k++) {
			const row = precise(v.slice(k * n, (k + 1) * n));
			expect(Math.abs(gap(preciseProduct(row, row, 1, n, 1), [1])[0])).toBeLessThan(24 * unit);
		}
	});
});
