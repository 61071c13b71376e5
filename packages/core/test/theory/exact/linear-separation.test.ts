import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.ts";
import {
	add,
	fromNumber,
	multiply,
	negate,
	type Rational,
	signOf,
	zero,
} from "../../../src/rigor/rational.ts";
import { type Separation, separate } from "../../../src/theory/exact/linear-separation.ts";

type Points = readonly (readonly number[])[];

/** Checks the witness or the refutation with fractions, from scratch. */
async function decided(positive: Points, negative: Points, offset = true): Promise<Separation["status"]> {
	const points = [...positive, ...negative];
	const x = Float64Array.from(points.flat());
	const y = Float64Array.from(points, (_, i) => (i < positive.length ? 1 : -1));
	const found = await separate(x, y, { offset });
	const exact = points.map((row) => row.map(fromNumber));
	if (found.status === "holds") {
		if (!offset) expect(found.offset).toBe(0);
		const u = found.exact ?? [...Array.from(found.direction, fromNumber), fromNumber(found.offset)];
		exact.forEach((row, i) => {
			const value = row.reduce<Rational>((sum, entry, j) => add(sum, multiply(entry, u[j])), u[row.length]);
			expect(signOf(value)).toBe(y[i]);
		});
	}
	if (found.status === "fails") {
		const total = found.multipliers.reduce<Rational>((sum, { weight }) => add(sum, weight), zero);
		expect(total).toEqual(fromNumber(1));
		const columns = points[0].length + (offset ? 1 : 0);
		for (let j = 0; j < columns; j++) {
			const sum = found.multipliers.reduce<Rational>((s, { sample, weight }) => {
				expect(signOf(weight)).toBe(1);
				const entry = j < points[0].length ? exact[sample][j] : fromNumber(1);
				return add(s, multiply(weight, y[sample] > 0 ? entry : negate(entry)));
			}, zero);
			expect(signOf(sum)).toBe(0);
		}
	}
	return found.status;
}

describe("linear separability, proved either way", () => {
	it("by hand", async () => {
		expect(
			await decided(
				[
					[1, 1],
					[2, 0],
				],
				[
					[-1, 0],
					[0, -2],
				],
			),
		).toBe("holds");
		expect(
			await decided(
				[
					[0, 0],
					[1, 1],
				],
				[
					[0, 1],
					[1, 0],
				],
			),
		).toBe("fails");
		expect(await decided([[1], [3]], [[2]])).toBe("fails");
		expect(await decided([[2], [3]], [[1]], true)).toBe("holds");
		expect(await decided([[2], [3]], [[1]], false)).toBe("fails");
		expect(await decided([[1, 2]], [])).toBe("holds");
		expect(await decided([[1], [-1]], [], false)).toBe("fails");
	});

	it("a point on the segment between two of the other class, and a common point, are not separable", async () => {
		expect(
			await decided(
				[[0.1, 0.1]],
				[
					[0, 0],
					[0.2, 0.2],
				],
			),
		).toBe("fails");
		expect(
			await decided(
				[
					[1, 2],
					[0, 5],
				],
				[[1, 2]],
			),
		).toBe("fails");
	});

	it("the exact midpoint that floating-point solvers report as separable: (-2e-9, -80), (0, 60) against (-1e-9, -10)", async () => {
		expect(
			await decided(
				[[-1e-9, -10]],
				[
					[-2e-9, -80],
					[0, 60],
				],
			),
		).toBe("fails");
	});

	it("one unit in the last place beside the midpoint, either way is exactly right", async () => {
		const middle = -10;
		expect(
			await decided(
				[[-1e-9, middle + 2 ** -49]],
				[
					[-2e-9, -80],
					[0, 60],
				],
			),
		).toBe("holds");
		expect(
			await decided(
				[[-1e-9, middle - 2 ** -49]],
				[
					[-2e-9, -80],
					[0, 60],
				],
			),
		).toBe("holds");
	});

	it("columns of very different scale", async () => {
		expect(
			await decided(
				[
					[1e-200, 1e150],
					[2e-200, 3e150],
				],
				[
					[-1e-200, 1e150],
					[-3e-200, 2e150],
				],
			),
		).toBe("holds");
	});

	it("subnormal columns, and margins that no float64 vector shows", async () => {
		expect(await decided([[5e-324]], [[0]])).toBe("holds");
		expect(await decided([[5e-324]], [[-5e-324]], false)).toBe("holds");
		expect(await decided([[1e-310, 1]], [[2e-310, 1]])).toBe("holds");
		expect(await decided([[1e-310], [3e-310]], [[2e-310]])).toBe("fails");
		expect(await decided([[1, 1 + 2 ** -52]], [[1, 1]])).toBe("holds");
	});

	it("the margin shown is positive and relative, for numbers of any size", async () => {
		const margin = async (x: readonly number[], y: readonly number[], offset = true) => {
			const found = await separate(Float64Array.from(x), Float64Array.from(y), { offset });
			if (found.status !== "holds") throw new Error(found.status);
			return found.margin;
		};
		expect(await margin([1, -1], [1, -1])).toBe(1);
		// No margin exceeds 1; (1, 0) against (0, 1) through the origin: u = (1, -1) makes 1 / sqrt 2.
		expect(await margin([1, 0, 0, 1], [1, -1], false)).toBeCloseTo(Math.SQRT1_2, 12);
		expect(await margin([1e200, 0, 0, 1e200], [1, -1], false)).toBeCloseTo(Math.SQRT1_2, 12);
		expect(await margin([1e-200, 0, 0, 1e-200], [1, -1], false)).toBeCloseTo(Math.SQRT1_2, 12);
		const least = await margin([-1e-9, -10 + 2 ** -49, -2e-9, -80, 0, 60], [1, -1, -1]);
		expect(least > 0 && least < 1e-15).toBe(true);
		expect(await margin([1, 1, 2, 0], [1, 1], false)).toBeGreaterThan(0);
	});

	it("2^-50 between the classes, beyond what the linear programs see, in many samples (seed 51)", async () => {
		const random = randomStream(51, "touching");
		for (const [samples, inputs] of [
			[60, 3],
			[1500, 4],
		]) {
			const points = Array.from({ length: samples }, (_, i) => {
				const row = Array.from({ length: inputs }, () => Math.round(1024 * random.normal()) / 1024);
				row[1] = row[0] + (i < samples / 2 ? 1 : -1) * 2 ** -50;
				return row;
			});
			const positive = points.slice(0, samples / 2);
			const negative = points.slice(samples / 2);
			expect(await decided(positive, negative)).toBe("holds");
			const middle = negative[0].map((value, j) => (value + negative[1][j]) / 2);
			expect(await decided([...positive, middle], negative)).toBe("fails");
		}
	});

	it("degenerate data in up to 6 dimensions are always decided, with and without offset (seed 52)", async () => {
		const count = { holds: 0, fails: 0, undecided: 0 };
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 6 }),
				fc.integer({ min: 2, max: 16 }),
				fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 96, maxLength: 96 }),
				fc.boolean(),
				async (d, n, entries, offset) => {
					const rows = Array.from({ length: n }, (_, i) =>
						entries.slice(6 * i, 6 * i + d).map((v) => v / 10),
					);
					count[await decided(rows.slice(0, n >> 1), rows.slice(n >> 1), offset)]++;
				},
			),
			{ seed: 52, numRuns: 400 },
		);
		expect(count.undecided).toBe(0);
		expect(Math.min(count.holds, count.fails)).toBeGreaterThan(50);
	});

	it("beyond the limit it is undecided", async () => {
		const x = new Float64Array(2_100_000);
		const y = Float64Array.from({ length: 21_000 }, (_, i) => (i % 2 ? 1 : -1));
		expect((await separate(x, y, { offset: true })).status).toBe("undecided");
	});

	it("random points of the plane agree with a search over all lines through two points (seed 11)", async () => {
		const coordinate = fc.integer({ min: -3, max: 3 });
		const points = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 4 });
		const count = { holds: 0, fails: 0, undecided: 0 };
		await fc.assert(
			fc.asyncProperty(points, points, async (positive, negative) => {
				const status = await decided(positive, negative);
				count[status]++;
				expect(status).toBe(strictlySeparable(positive, negative) ? "holds" : "fails");
			}),
			{ seed: 11, numRuns: 600 },
		);
		expect(count.undecided).toBe(0);
		expect(Math.min(count.holds, count.fails)).toBeGreaterThan(50);
	});
});

/**
 * Two finite sets of the plane are strictly separable iff their hulls are disjoint: no point of one in the hull of
 * the other and no two segments that meet.
 */
function strictlySeparable(a: Points, b: Points): boolean {
	const cross = (o: readonly number[], p: readonly number[], q: readonly number[]) =>
		(p[0] - o[0]) * (q[1] - o[1]) - (p[1] - o[1]) * (q[0] - o[0]);
	const between = (p: readonly number[], q: readonly number[], r: readonly number[]) =>
		cross(p, q, r) === 0 &&
		Math.min(p[0], q[0]) <= r[0] &&
		r[0] <= Math.max(p[0], q[0]) &&
		Math.min(p[1], q[1]) <= r[1] &&
		r[1] <= Math.max(p[1], q[1]);
	const meet = (p: readonly number[], q: readonly number[], r: readonly number[], s: readonly number[]) => {
		if (between(p, q, r) || between(p, q, s) || between(r, s, p) || between(r, s, q)) return true;
		const sign = Math.sign;
		return sign(cross(p, q, r)) * sign(cross(p, q, s)) < 0 && sign(cross(r, s, p)) * sign(cross(r, s, q)) < 0;
	};
	const inTriangle = (t: Points, p: readonly number[]) => {
		const signs = [cross(t[0], t[1], p), cross(t[1], t[2], p), cross(t[2], t[0], p)].map(Math.sign);
		return cross(t[0], t[1], t[2]) !== 0 && !(signs.includes(1) && signs.includes(-1));
	};
	const hullHolds = (set: Points, p: readonly number[]) => {
		for (const u of set) for (const v of set) for (const w of set) if (inTriangle([u, v, w], p)) return true;
		return false;
	};
	for (const p of a)
		for (const q of a) for (const r of b) for (const s of b) if (meet(p, q, r, s)) return false;
	return !a.some((p) => hullHolds(b, p)) && !b.some((p) => hullHolds(a, p));
}
