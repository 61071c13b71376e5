import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactRank } from "../../../src/rigor/exact-elimination.ts";
import { primes } from "../../../src/rigor/rank-modulo.ts";
import { add, fromNumber, multiply, one, type Rational, zero } from "../../../src/rigor/rational.ts";
import { classRanks, generalWithinClasses, separateSpans } from "../../../src/theory/exact/class-spans.ts";

type Points = readonly (readonly number[])[];

function classes(positive: Points, negative: Points) {
	const points = [...positive, ...negative];
	return {
		x: Float64Array.from(points.flat()),
		y: Float64Array.from(points, (_, i) => (i < positive.length ? 1 : -1)),
		samples: points.length,
		inputs: points[0].length,
	};
}

/** The verdict; a combination is multiplied out. */
function decided(positive: Points, negative: Points, affine: boolean) {
	const points = [...positive, ...negative].map((row) => [...row.map(fromNumber), ...(affine ? [one] : [])]);
	const found = separateSpans(classes(positive, negative), affine);
	if (found.status === "fails") {
		const side = found.sample < positive.length;
		points[found.sample].forEach((entry, j) => {
			const sum = found.combination.reduce<Rational>((so, { sample, weight }) => {
				expect(sample < positive.length).toBe(!side);
				return add(so, multiply(weight, points[sample][j]));
			}, zero);
			expect(sum).toEqual(entry);
		});
	}
	return found;
}

describe("no sample in the span of the other class", () => {
	it("agrees with ranks, and shows the combination (seed 45)", () => {
		const count = { holds: 0, fails: 0, undecided: 0 };
		const side = fc.array(fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 4, maxLength: 4 }), {
			minLength: 1,
			maxLength: 4,
		});
		fc.assert(
			fc.property(side, side, fc.boolean(), (positive, negative, affine) => {
				const rows = (points: Points) =>
					points.map((row) => [...row.map(fromNumber), ...(affine ? [one] : [])]);
				const inside = (row: readonly number[], others: Points) =>
					exactRank(rows([...others, row])) === exactRank(rows(others));
				const expected =
					positive.some((row) => inside(row, negative)) || negative.some((row) => inside(row, positive));
				const { status } = decided(positive, negative, affine);
				expect(status).toBe(expected ? "fails" : "holds");
				count[status]++;
			}),
			{ seed: 45, numRuns: 600 },
		);
		expect(count.undecided).toBe(0);
		expect(Math.min(count.holds, count.fails)).toBeGreaterThan(100);
	});

	it("negatives (1, 0, 0), (1, 1e-13, 0): positives (0, 1, 0) and (1, 1, 0) are in the span, the second in the hull", () => {
		const negatives = [
			[1, 0, 0],
			[1, 1e-13, 0],
		];
		expect(decided([[0, 1, 0]], negatives, false).status).toBe("fails");
		expect(decided([[1, 1, 0]], negatives, false).status).toBe("fails");
		expect(decided([[1, 1, 0]], negatives, true).status).toBe("fails");
		const apart = decided([[0, 1, 0]], negatives, true);
		// (0, 1, 0, 1) is at 1 / sqrt 2 of span{(1, 0, 0, 1), (0, 1, 0, 0)} and has length sqrt 2; so has (1, 0, 0, 1).
		expect(apart).toMatchObject({ status: "holds", distance: "exact" });
		if (apart.status === "holds") expect(apart.relativeDistance).toBeCloseTo(0.5, 12);
	});

	it("a distance of 1e-9 to a span whose second direction is 1e-17 long is not 1", () => {
		const found = decided(
			[[0, 1, 1e-9]],
			[
				[1, 0, 0],
				[1, 1e-17, 0],
			],
			false,
		);
		if (found.status !== "holds") throw new Error(found.status);
		expect(found.relativeDistance / 1e-9).toBeCloseTo(1, 9);
		expect(found.nearest).toBe(0);
	});

	it("without the other class the distance is to 0", () => {
		expect(decided([[3, 4]], [], true)).toMatchObject({ status: "holds", relativeDistance: 1 });
		expect(decided([[3, 4]], [], false)).toMatchObject({ status: "holds", relativeDistance: 1 });
		expect(decided([[0, 0]], [], false)).toMatchObject({ status: "fails", sample: 0, combination: [] });
	});

	it("one class of 70 independent samples, and two with the repetitions that span nothing more", () => {
		const axis = (n: number, from: number) =>
			Array.from({ length: n }, (_, i) =>
				Array.from({ length: 140 }, (_, j) => (j === from + i ? i + 1 : 0)),
			);
		expect(decided(axis(70, 0), [], false)).toMatchObject({ status: "holds", relativeDistance: 1 });
		const positive = [...axis(70, 0), ...axis(3, 0)];
		const found = decided(positive, axis(70, 70), true);
		// e_j is orthogonal to the other axes, so at least its own length of the sqrt 2 of (e_j, 1) stays.
		expect(found).toMatchObject({ status: "holds", distance: "rounded" });
		if (found.status === "holds") expect(found.relativeDistance).toBeGreaterThan(0.5);
		expect(classRanks(classes(positive, axis(70, 70)))).toEqual({
			positive: 70,
			negative: 70,
			all: 140,
			excess: 70,
		});
	});

	it("data that vanish modulo the prime of the quick proof are decided all the same", () => {
		const [p] = primes;
		expect(decided([[p, 0]], [[0, p]], false).status).toBe("holds");
		expect(decided([[1, p]], [[1, 0]], false).status).toBe("holds");
		expect(decided([[2 * p, 0]], [[p, 0]], false).status).toBe("fails");
		expect(classRanks(classes([[p, 0]], [[0, p]]))).toMatchObject({ positive: 1, negative: 1, all: 2 });
	});

	it("beyond the limit it is undecided", () => {
		const data = { x: new Float64Array(4e6), y: new Float64Array(2000).fill(1), samples: 2000, inputs: 2000 };
		expect(separateSpans(data, false).status).toBe("undecided");
		expect(classRanks(data)).toBeNull();
	});
});

describe("independence of any r samples of a class", () => {
	const oneHot = (n: number) =>
		Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => +(i === j)));

	it("one-hot inputs with their sum less two of them have a dependent choice", () => {
		// (1, 1, 0, 0) = e_1 + e_2 is dependent with e_1, e_2 whatever the fourth.
		const data = classes([...oneHot(4), [1, 1, 0, 0]], [[0, 0, 0, 5]]);
		const ranks = classRanks(data);
		expect(ranks !== null && generalWithinClasses(data, ranks)).toBe(false);
	});

	it("with too many choices the answer is none, except for repeated samples", () => {
		// 24 distinct vectors of rank 12: 2704156 choices.
		const many = [...oneHot(12), ...oneHot(12).map((row) => row.map((entry) => 2 * entry))];
		const data = classes(many, [oneHot(12)[0]]);
		const ranks = classRanks(data);
		expect(ranks?.positive).toBe(12);
		expect(ranks !== null && generalWithinClasses(data, ranks)).toBe(null);
		const repeated = classes([...many, many[5]], [oneHot(12)[0]]);
		const again = classRanks(repeated);
		expect(again !== null && generalWithinClasses(repeated, again)).toBe(false);
	});
});
