import fc from "fast-check";
import { expect, test } from "vitest";
import { philox, randomStream } from "../../src/numerics/random.ts";

/** The same function on big integers, straight from the paper. */
function philoxByBigInt(counter: readonly number[], key: readonly number[]): number[] {
	const mask = 0xffffffffn;
	let [c0, c1, c2, c3] = counter.map(BigInt);
	let [k0, k1] = key.map(BigInt);
	for (let round = 0; round < 10; round++) {
		const p0 = 0xd2511f53n * c0;
		const p1 = 0xcd9e8d57n * c2;
		[c0, c1, c2, c3] = [(p1 >> 32n) ^ c1 ^ k0, p1 & mask, (p0 >> 32n) ^ c3 ^ k1, p0 & mask];
		k0 = (k0 + 0x9e3779b9n) & mask;
		k1 = (k1 + 0xbb67ae85n) & mask;
	}
	return [c0, c1, c2, c3].map(Number);
}

test("Philox4x32-10 gives the known answers of Random123", () => {
	expect(philox([0, 0, 0, 0], [0, 0])).toEqual([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
	const ones = 0xffffffff;
	expect(philox([ones, ones, ones, ones], [ones, ones])).toEqual([
		0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd,
	]);
	expect(philox([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toEqual([
		0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1,
	]);
});

test("Philox in 32-bit arithmetic agrees with big integers", () => {
	const word = fc.integer({ min: 0, max: 0xffffffff });
	fc.assert(
		fc.property(fc.tuple(word, word, word, word), fc.tuple(word, word), (counter, key) => {
			expect(philox(counter, key)).toEqual(philoxByBigInt(counter, key));
		}),
		{ seed: 20, numRuns: 500 },
	);
});

test("a stream depends on seed, name and number of the draw alone", () => {
	const draws = (...name: (string | number)[]) => {
		const random = randomStream(5, ...name);
		return [random.uniform(), random.normal(), random.uniform(), random.normal(), random.below(10)];
	};
	expect(draws("start", 3)).toEqual(draws("start", 3));
	const all = [
		draws("start", 3),
		draws("start", 4),
		draws("noise", 3),
		draws("noise", 3, 1),
		draws("noise", 1, 3),
	];
	expect(new Set(all.map(([first]) => first)).size).toBe(all.length);
	expect(randomStream(5).uniform()).not.toBe(randomStream(6).uniform());
	expect(randomStream(5).uniform()).not.toBe(randomStream(5 + 2 ** 32).uniform());
	expect(() => randomStream(-1)).toThrow(/seed/);
	expect(() => randomStream(1.5)).toThrow(/seed/);
});

test("uniform and normal numbers have the moments of their laws", () => {
	const count = 40_000;
	const random = randomStream(1, "moments");
	const uniforms = Array.from({ length: count }, () => random.uniform());
	const normals = Array.from({ length: count }, () => random.normal());
	const moment = (values: number[], k: number) => values.reduce((sum, v) => sum + v ** k, 0) / count;
	/** Five standard errors of the mean of v^k, whose variance is m(2k) - m(k)^2. */
	const near = (values: number[], k: number, exact: (k: number) => number) => {
		const error = Math.sqrt((exact(2 * k) - exact(k) ** 2) / count);
		expect(Math.abs(moment(values, k) - exact(k))).toBeLessThan(5 * error);
	};
	const doubleFactorial = (n: number): number => (n <= 1 ? 1 : n * doubleFactorial(n - 2));
	for (const k of [1, 2, 3, 4]) {
		near(uniforms, k, (j) => 1 / (j + 1));
		near(normals, k, (j) => (j % 2 === 1 ? 0 : doubleFactorial(j - 1)));
	}
	expect(Math.min(...uniforms)).toBeGreaterThan(0);
	expect(Math.max(...uniforms)).toBeLessThan(1);
});

test("normals follow Box and Muller's formula from the uniforms of the same stream", () => {
	const normal = randomStream(9, "pair");
	const uniform = randomStream(9, "pair");
	for (let k = 0; k < 200; k++) {
		const radius = Math.sqrt(-2 * Math.log(uniform.uniform()));
		const angle = 2 * Math.PI * uniform.uniform();
		expect(normal.normal()).toBeCloseTo(radius * Math.cos(angle), 12);
		expect(normal.normal()).toBeCloseTo(radius * Math.sin(angle), 12);
	}
});

test("below covers its range", () => {
	const random = randomStream(3);
	const seen = new Set(Array.from({ length: 200 }, () => random.below(7)));
	expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
	expect(random.below(1)).toBe(0);
});
