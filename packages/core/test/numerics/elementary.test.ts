import { beforeAll, describe, expect, it } from "vitest";
import * as elementary from "../../src/numerics/elementary.ts";
import { allocateFloats, floats, kernel, release } from "../../src/numerics/kernels.ts";
import type { Field } from "../../src/problem/formula/field.ts";
import { mpfrUlpError, places, type UlpError, ulpBounds, uniforms } from "./elementary-reference.ts";

const { elementaryFunctions, elementaryNames } = elementary;

const seed = 20240611;
let ulpError: UlpError;

beforeAll(async () => {
	ulpError = await mpfrUlpError();
});

describe(`elementary functions against MPFR (seed ${seed})`, () => {
	for (const name of elementaryNames)
		it(`${name} stays within ${ulpBounds[name]} ulp`, () => {
			let worst = 0;
			let where = Number.NaN;
			for (const x of places(name, 2000, seed)) {
				const error = ulpError(name, x, elementaryFunctions[name](x));
				if (error > worst) [worst, where] = [error, x];
			}
			console.info(`${name}: ${worst.toFixed(3)} ulp at ${where}`);
			expect(worst, `worst at ${where}`).toBeLessThanOrEqual(ulpBounds[name]);
		});
});

describe("limits and signs", () => {
	const { exp, expm1, log, log1p, tanh, sigmoid, softplus, erf, erfc } = elementary;
	const { arctan, sin, cos, gaussian, normalCdf, normalDensity } = elementary;

	it("gives NaN for NaN, everywhere", () => {
		for (const name of elementaryNames) expect(elementaryFunctions[name](Number.NaN), name).toBeNaN();
	});

	it("keeps the sign of zero where the function is odd or vanishes with slope 1", () => {
		for (const f of [expm1, log1p, tanh, erf, arctan, sin]) {
			expect(f(0)).toBe(0);
			expect(f(-0)).toBe(-0);
		}
	});

	it("has the right limits", () => {
		const table: [(x: number) => number, number, number][] = [
			[exp, 0, Infinity],
			[expm1, -1, Infinity],
			[tanh, -1, 1],
			[sigmoid, 0, 1],
			[softplus, 0, Infinity],
			[erf, -1, 1],
			[erfc, 2, 0],
			[arctan, -Math.PI / 2, Math.PI / 2],
			[gaussian, 0, 0],
			[normalCdf, 0, 1],
			[normalDensity, 0, 0],
		];
		for (const [f, left, right] of table) {
			expect(f(-Infinity)).toBe(left);
			expect(f(Infinity)).toBe(right);
		}
		for (const f of [sin, cos]) {
			expect(f(Infinity)).toBeNaN();
			expect(f(-Infinity)).toBeNaN();
		}
	});

	it("has the logarithm's singularities", () => {
		expect(log(0)).toBe(-Infinity);
		expect(log(-0)).toBe(-Infinity);
		expect(log(-1)).toBeNaN();
		expect(log(-Infinity)).toBeNaN();
		expect(log(Infinity)).toBe(Infinity);
		expect(log1p(-1)).toBe(-Infinity);
		expect(log1p(-2)).toBeNaN();
		expect(log1p(Infinity)).toBe(Infinity);
	});

	it("is exact where the value is a small number", () => {
		expect(exp(0)).toBe(1);
		expect(cos(0)).toBe(1);
		expect(gaussian(0)).toBe(1);
		expect(erfc(0)).toBe(1);
		expect(log(1)).toBe(0);
		expect(sigmoid(0)).toBe(0.5);
		expect(normalCdf(0)).toBe(0.5);
	});

	it("is never linear: softplus keeps e^-t above t", () => {
		expect(softplus(30)).toBeGreaterThan(30);
		expect(softplus(-700)).toBeGreaterThan(0);
	});
});

describe("kernels on arrays", () => {
	/** The bits of function `id` at two numbers, computed side by side. */
	function pair(id: number, left: number, right: number): BigUint64Array {
		const address = allocateFloats(2);
		floats(address, 2).set([left, right]);
		kernel("elementary")(id, 2, address, address);
		const bits = new BigUint64Array(floats(address, 2).slice().buffer);
		release(address);
		return bits;
	}

	it("gives a lane the bits of the scalar function, whatever its neighbour holds", () => {
		const neighbours = [Number.NaN, Infinity, -0, 5e-324, 1e300, -3, 0.3];
		const random = uniforms(seed);
		for (const [id, name] of elementaryNames.entries())
			for (const x of places(name, 150, seed)) {
				const y = neighbours[Math.floor(neighbours.length * random())] as number;
				const expected = new BigUint64Array(new Float64Array([elementaryFunctions[name](x)]).buffer)[0];
				if (Number.isNaN(elementaryFunctions[name](x))) continue;
				expect(pair(id, x, y)[0], `${name}(${x}) beside ${y}`).toBe(expected);
				expect(pair(id, y, x)[1], `${name}(${x}) beside ${y}`).toBe(expected);
			}
	});
});

describe("float64 as an arithmetic for formulas", () => {
	const f: Field<number> = elementary.floatField;

	it("does what it says", () => {
		expect(f.subtract(f.constant(3), f.divide(1, f.multiply(2, 4)))).toBe(2.875);
		expect(f.negate(f.add(1, f.sqrt(9)))).toBe(-4);
		expect(f.pi()).toBe(Math.PI);
	});

	it("takes the right piece at the seam", () => {
		const step = (t: number) =>
			f.piecewise(
				t,
				0,
				() => -1,
				() => 1,
			);
		expect([step(-5e-324), step(0), step(2)]).toEqual([-1, 1, 1]);
	});
});
