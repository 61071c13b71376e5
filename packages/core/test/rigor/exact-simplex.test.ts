import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideFeasibility } from "../../src/rigor/exact-simplex.ts";
import { dot, fromNumber, type Rational, rational, signOf, subtract } from "../../src/rigor/rational.ts";

const exact = (rows: readonly (readonly number[])[]): Rational[][] => rows.map((row) => row.map(fromNumber));

/** The answer proves itself: a solution is put in, multipliers are multiplied out. */
function proved(a: Rational[][], b: Rational[]): "feasible" | "infeasible" {
	const found = decideFeasibility(a, b);
	if (found.status === "undecided") throw new Error("undecided");
	if (found.status === "feasible") {
		for (const value of found.solution) expect(signOf(value)).toBeGreaterThanOrEqual(0);
		a.forEach((row, i) => {
			expect(signOf(subtract(dot(row, found.solution), b[i]))).toBe(0);
		});
	} else {
		for (let j = 0; j < a[0].length; j++)
			expect(
				signOf(
					dot(
						a.map((row) => row[j]),
						found.multipliers,
					),
				),
			).toBeGreaterThanOrEqual(0);
		expect(signOf(dot(b, found.multipliers))).toBe(-1);
	}
	return found.status;
}

describe("A x = b, x >= 0 in exact arithmetic", () => {
	it("small systems by hand", () => {
		expect(proved(exact([[1, 1]]), [rational(1n)])).toBe("feasible");
		expect(proved(exact([[1, 1]]), [rational(-1n)])).toBe("infeasible");
		expect(
			proved(
				exact([
					[1, -1],
					[1, -1],
				]),
				[rational(1n), rational(2n)],
			),
		).toBe("infeasible");
		expect(
			proved(
				exact([
					[0.1, 0.2, -0.3],
					[1, 0, 0],
				]),
				[rational(0n), fromNumber(0.1)],
			),
		).toBe("feasible");
	});

	it("degenerate systems on which naive rules cycle end", () => {
		const beale = exact([
			[0.25, -60, -0.04, 9, 1, 0, 0],
			[0.5, -90, -0.02, 3, 0, 1, 0],
			[0, 0, 1, 0, 0, 0, 1],
		]);
		expect(proved(beale, [rational(0n), rational(0n), rational(1n)])).toBe("feasible");
	});

	it("random systems prove their own answer, and both answers occur (seed 7)", () => {
		const count = { feasible: 0, infeasible: 0 };
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 4 }),
				fc.integer({ min: 1, max: 6 }),
				fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 28, maxLength: 28 }),
				(m, n, entries) => {
					const a = exact(Array.from({ length: m }, (_, i) => entries.slice(i * n, (i + 1) * n)));
					const b = entries.slice(24, 24 + m).map(fromNumber);
					count[proved(a, b)]++;
				},
			),
			{ seed: 7, numRuns: 1500 },
		);
		expect(Math.min(count.feasible, count.infeasible)).toBeGreaterThan(200);
	});

	it("a limit of pivots leaves it undecided, and a ragged system is refused", () => {
		expect(decideFeasibility(exact([[1, 1]]), [rational(1n)], 0).status).toBe("undecided");
		expect(() => decideFeasibility(exact([[1, 1], [1]]), [rational(1n), rational(1n)])).toThrow(RangeError);
	});
});
