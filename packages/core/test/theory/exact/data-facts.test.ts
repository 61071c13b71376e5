import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toNumber, toText } from "../../../src/rigor/rational.ts";
import { affineFit } from "../../../src/theory/exact/affine-fit.ts";
import { classRanks, generalWithinClasses, separateSpans } from "../../../src/theory/exact/class-spans.ts";
import { antipodalPair, distinctInputs } from "../../../src/theory/exact/distinct-inputs.ts";
import { partitionIntoIndependent } from "../../../src/theory/exact/matroid-partition.ts";

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

function regression(x: Points, y: readonly number[], weights: readonly number[] | null = null) {
	return {
		x: Float64Array.from(x.flat()),
		y: Float64Array.from(y),
		samples: x.length,
		inputs: x[0].length,
		outputs: 1,
		weights: weights === null ? null : Float64Array.from(weights),
	};
}

describe("spans of two classes", () => {
	it("axes against axes: linear spans and affine hulls", () => {
		const data = classes(
			[
				[1, 0],
				[-1.2, 0],
				[0.9, 0],
			],
			[
				[0, 1],
				[0, -1.1],
				[0, -0.8],
			],
		);
		expect(separateSpans(data, true).status).toBe("holds");
		expect(separateSpans(data, false).status).toBe("holds");
	});

	it("a rank cut would report distance 1: negatives (1, 0, 0), (1, 1e-13, 0)", () => {
		const negatives = [
			[1, 0, 0],
			[1, 1e-13, 0],
		];
		expect(separateSpans(classes([[0, 1, 0]], negatives), false)).toMatchObject({
			status: "fails",
			sample: 0,
		});
		expect(separateSpans(classes([[1, 1, 0]], negatives), false).status).toBe("fails");
		expect(separateSpans(classes([[1, 1, 0]], negatives), true).status).toBe("fails");
		const apart = separateSpans(classes([[0, 1, 0]], negatives), true);
		expect(apart.status).toBe("holds");
		if (apart.status === "holds") expect(apart.relativeDistance).toBeCloseTo(0.5, 6);
	});

	it("a class that spans everything, and an empty class", () => {
		expect(
			separateSpans(
				classes(
					[[1, 1]],
					[
						[1, 0],
						[0, 1],
					],
				),
				false,
			),
		).toMatchObject({ status: "fails", sample: 0 });
		expect(
			separateSpans(
				classes(
					[
						[1, 1],
						[0, 2],
					],
					[],
				),
				true,
			).status,
		).toBe("holds");
		expect(
			separateSpans(
				classes(
					[
						[1, 1],
						[0, 0],
					],
					[],
				),
				false,
			),
		).toMatchObject({ status: "fails", sample: 1 });
	});

	it("ranks, their excess, and independence of every r_+ positives", () => {
		const data = classes(
			[
				[1, 0, 1],
				[2, 0, 1],
				[3, 0, -1],
			],
			[
				[0, 1, 1],
				[0, 2, -1],
				[0, 1, 5],
			],
		);
		const ranks = classRanks(data);
		expect(ranks).toEqual({ positive: 2, negative: 2, all: 3, excess: 1 });
		if (ranks === null) return;
		expect(generalWithinClasses(data, ranks)).toBe(true);
		const repeated = classes(
			[
				[1, 0, 1],
				[1, 0, 1],
				[3, 0, -1],
			],
			[
				[0, 1, 1],
				[0, 2, -1],
			],
		);
		const again = classRanks(repeated);
		expect(again !== null && generalWithinClasses(repeated, again)).toBe(false);
		const oneHot = classes(
			[
				[1, 0, 0],
				[0, 1, 0],
				[1, 1, 0],
			],
			[[0, 0, 1]],
		);
		const hot = classRanks(oneHot);
		expect(hot !== null && generalWithinClasses(oneHot, hot)).toBe(true);
	});
});

describe("distinct inputs", () => {
	it("0 and -0 are one input, means are weighted and exact", () => {
		const data = regression(
			[
				[0, 1],
				[-0, 1],
				[1, 1],
				[0.1, 1],
			],
			[0.1, 0.4, 3, 0],
			[3, 1, 1, 1],
		);
		const groups = distinctInputs(data);
		expect(groups.map(({ samples, mixed }) => [samples, mixed])).toEqual([
			[[0, 1], true],
			[[2], false],
			[[3], false],
		]);
		expect(toNumber(groups[0].mean[0])).toBeCloseTo(0.175, 15);
		expect(toText(groups[1].mean[0])).toBe("3");
	});

	it("an input with both labels is mixed; four points on a line with repeated labels are not, but have antipodes", () => {
		const labelled = (x: Points, y: readonly number[]) => {
			const data = regression(x, y);
			const groups = distinctInputs(data);
			return {
				mixed: groups.some(({ mixed }) => mixed),
				count: groups.length,
				pair: antipodalPair(data, groups),
			};
		};
		expect(labelled([[1], [2], [1]], [1, 1, -1])).toEqual({ mixed: true, count: 2, pair: null });
		expect(labelled([[1], [1], [-1], [-1], [2], [-2]], [1, 1, -1, -1, -1, 1])).toEqual({
			mixed: false,
			count: 4,
			pair: [0, 2],
		});
		expect(labelled([[0.3], [0.1 + 0.2]], [1, -1])).toEqual({ mixed: false, count: 2, pair: null });
	});

	it("finds antipodes but not the origin", () => {
		const pair = (x: Points) =>
			antipodalPair(
				regression(
					x,
					x.map(() => 0),
				),
				distinctInputs(
					regression(
						x,
						x.map(() => 0),
					),
				),
			);
		expect(
			pair([
				[1, 2],
				[0, 0],
				[-1, -2],
			]),
		).toEqual([0, 2]);
		expect(
			pair([
				[1, 2],
				[0, 0],
				[-1, 2],
			]),
		).toBeNull();
	});
});

describe("the affine fit", () => {
	it("by hand: mean, line, weights, free directions", () => {
		const fit = (x: Points, y: readonly number[], w: readonly number[] | null = null, constant = false) => {
			const data = regression(x, y, w);
			const found = affineFit(data, distinctInputs(data), { constant });
			if (found === null) throw new Error("too large");
			return { ...found, coefficients: found.coefficients.map(toNumber), value: toNumber(found.value) };
		};
		expect(fit([[-1], [0], [1]], [0, 1, 0])).toMatchObject({ coefficients: [0, 1 / 3], exact: false });
		expect(fit([[-1], [0], [1]], [0, 1, 0]).value).toBeCloseTo(1 / 3, 15);
		expect(fit([[0], [1], [2]], [1, 3, 5])).toEqual({ coefficients: [2, 1], value: 0, exact: true });
		expect(fit([[0], [0], [1]], [0, 4, 1], [3, 1, 1])).toMatchObject({
			coefficients: [0, 1],
			exact: true,
			value: 6,
		});
		expect(
			fit(
				[
					[1, 2],
					[2, 4],
					[3, 6],
				],
				[1, 2, 3],
			).exact,
		).toBe(true);
		expect(fit([[0], [1]], [0, 2], null, true)).toMatchObject({
			coefficients: [0, 1],
			value: 1,
			exact: false,
		});
	});

	it("equal inputs whose mean labels are affine: x = (0, 0, 1), y = (0, 1, 0)", () => {
		const data = regression([[0], [0], [1]], [0, 1, 0]);
		const fit = affineFit(data, distinctInputs(data));
		expect(fit?.exact).toBe(true);
		expect(fit && toText(fit.value)).toBe("1/4");
	});
});

describe("partition into independent sets", () => {
	/** |S| <= k rank(X_S) for every subset, by floating-point elimination on small integers. */
	function bruteForce(rows: Points, k: number): boolean {
		for (let mask = 1; mask < 1 << rows.length; mask++) {
			const chosen = rows.filter((_, i) => mask & (1 << i));
			if (chosen.length > k * rankOf(chosen)) return false;
		}
		return true;
	}
	function rankOf(rows: Points): number {
		const m = rows.map((row) => [...row]);
		let rank = 0;
		for (let c = 0; c < m[0].length; c++) {
			const p = m.findIndex((row, i) => i >= rank && Math.abs(row[c]) > 1e-9);
			if (p < 0) continue;
			[m[rank], m[p]] = [m[p], m[rank]];
			for (let i = rank + 1; i < m.length; i++) {
				const f = m[i][c] / m[rank][c];
				for (let j = c; j < m[i].length; j++) m[i][j] -= f * m[rank][j];
			}
			rank++;
		}
		return rank;
	}

	it("agrees with all subsets on degenerate integer data; parts and violations prove themselves (seed 3)", () => {
		const count = { holds: 0, fails: 0 };
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 3 }),
				fc.integer({ min: 1, max: 3 }),
				fc.integer({ min: 1, max: 8 }),
				fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 24, maxLength: 24 }),
				(k, d, n, entries) => {
					const rows = Array.from({ length: n }, (_, i) => entries.slice(i * d, (i + 1) * d));
					const found = partitionIntoIndependent(Float64Array.from(rows.flat()), n, d, k);
					expect(found.status).toBe(bruteForce(rows, k) ? "holds" : "fails");
					if (found.status === "holds") {
						count.holds++;
						expect(found.parts.flat().sort((a, b) => a - b)).toEqual([...rows.keys()]);
						for (const part of found.parts)
							if (part.length > 0) expect(rankOf(part.map((i) => rows[i]))).toBe(part.length);
					} else if (found.status === "fails") {
						count.fails++;
						expect(found.rank).toBe(rankOf(found.violating.map((i) => rows[i])));
						expect(found.violating.length).toBeGreaterThan(k * found.rank);
					}
				},
			),
			{ seed: 3, numRuns: 800 },
		);
		expect(Math.min(count.holds, count.fails)).toBeGreaterThan(80);
	});
});
