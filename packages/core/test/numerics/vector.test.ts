import { describe, expect, test } from "vitest";
import {
	axpy,
	difference,
	dot,
	infinityNorm,
	isFiniteVector,
	norm,
	powerOfTwoScale,
	scale,
} from "../../src/numerics/vector.ts";

describe("vectors", () => {
	test("norm of Pythagorean vectors at every scale", () => {
		for (const s of [1, 2 ** -1000, 2 ** -540, 2 ** 540, 2 ** 1000])
			expect(norm(Float64Array.of(3 * s, -4 * s))).toBe(5 * s);
		expect(norm(Float64Array.of(3 * 2 ** -1074, 4 * 2 ** -1074))).toBe(5 * 2 ** -1074);
		expect(norm(new Float64Array(3))).toBe(0);
		expect(norm(new Float64Array(0))).toBe(0);
	});

	test("what is not finite stays visible", () => {
		expect(norm(Float64Array.of(1, NaN, 2))).toBeNaN();
		expect(infinityNorm(Float64Array.of(NaN, 2))).toBeNaN();
		expect(norm(Float64Array.of(1, -Infinity))).toBe(Infinity);
		expect(isFiniteVector(Float64Array.of(1, NaN))).toBe(false);
		expect(isFiniteVector(Float64Array.of(1, 2))).toBe(true);
	});

	test("products and sums", () => {
		const x = Float64Array.of(1, -2, 3);
		const y = Float64Array.of(4, 5, -6);
		expect(dot(x, y)).toBe(-24);
		expect(infinityNorm(y)).toBe(6);
		expect([...difference(x, y)]).toEqual([-3, -7, 9]);
		expect([...axpy(2, x, y)]).toEqual([6, 1, 0]);
		expect([...scale(-1, x)]).toEqual([-1, 2, -3]);
	});

	test("powerOfTwoScale brings any magnitude between 2^-100 and 2^100, exactly", () => {
		for (const m of [5e-324, 1e-200, 1, 1e31, 1e200, Number.MAX_VALUE]) {
			const s = powerOfTwoScale(m);
			expect(m * s).toBeGreaterThanOrEqual(2 ** -100);
			expect(m * s).toBeLessThanOrEqual(2 ** 100);
			expect(Number.isInteger(Math.log2(s))).toBe(true);
		}
		expect(powerOfTwoScale(123)).toBe(1);
	});
});
