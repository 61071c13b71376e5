import fc from "fast-check";
import { expect, test } from "vitest";
import type { MeasureValue } from "../../src/sweep/measure.ts";
import type { Plan } from "../../src/sweep/plan.ts";
import { type Round, Rounds } from "../../src/sweep/rounds.ts";
import type { CellRow } from "../../src/sweep/run-cell.ts";
import { wilson } from "../../src/sweep/statistics.ts";
import { done, planWith } from "./plans.ts";

const stopped = (stop: Record<string, unknown>, change: Record<string, unknown> = {}) =>
	planWith({
		axes: { width: [1, 2, 3], seed: { count: 40 }, starts: [1, 2] },
		do: { survey: { starts: "${starts}" } },
		measure: [{ other: "bestLoss" }, { hit: "bestLoss < 1" }],
		reduce: { over: "seed", with: ["proportion"] },
		stop: { of: "hit", ...stop },
		...change,
	});

const cellsOf = (round: Round) => Array.from({ length: round.count }, (_, k) => round.cell(k));

/** Runs a plan whose cells yield what `of` says; each round's cells are observed in the order that `arrange` gives. */
function ran(
	plan: Plan,
	of: (cell: number) => Partial<CellRow>,
	arrange: (cells: number[]) => number[] = (cells) => cells,
): number[][] {
	const rounds = new Rounds(plan);
	const all: number[][] = [];
	for (let round = rounds.next(); round !== null; round = rounds.next()) {
		const cells = cellsOf(round);
		all.push(cells);
		for (const cell of arrange([...cells])) rounds.observe({ ...done(cell, 0, null), ...of(cell) });
	}
	return all;
}

test("without a stop rule there is one round of all cells", async () => {
	const plan = await planWith();
	expect(ran(plan, () => ({}))).toEqual([[0, 1, 2, 3, 4, 5]]);
});

/** For each combination, looked at alone: seeds in steps of `every` until the interval is narrow. */
function bruteForce(plan: Plan, hits: readonly boolean[], every: number, halfWidth: number): Set<number> {
	const chosen = new Set<number>();
	const combinations = new Map<string, number[]>();
	for (let cell = 0; cell < plan.grid.cells; cell++) {
		const { width, starts } = plan.grid.at(cell);
		const key = `${width} ${starts}`;
		combinations.set(key, [...(combinations.get(key) ?? []), cell]);
	}
	for (const cells of combinations.values())
		for (let known = 0; known < cells.length; known += every) {
			const seen = cells.slice(0, known).filter((cell) => hits[cell]).length;
			const { low, high } = known === 0 ? { low: 0, high: 9 } : wilson(seen, known);
			if ((high - low) / 2 <= halfWidth) break;
			for (const cell of cells.slice(known, known + every)) chosen.add(cell);
		}
	return chosen;
}

test("each combination gets the shortest prefix of seeds that is enough, in whatever order rows come", async () => {
	const plan = await stopped({ "half-width": 0.2, every: 7 });
	const { cells } = plan.grid;
	fc.assert(
		fc.property(
			fc.array(fc.boolean(), { minLength: cells, maxLength: cells }),
			fc.integer(),
			(hits, salt) => {
				const of = (cell: number) => ({ values: [0, hits[cell]] });
				const rounds = ran(plan, of);
				const mixed = ran(plan, of, (list) =>
					list.sort((a, b) => Math.imul(a ^ salt, 0x9e3779b1) - Math.imul(b ^ salt, 0x9e3779b1)),
				);
				expect(mixed).toEqual(rounds);
				for (const round of rounds) expect(round).toEqual([...round].sort((a, b) => a - b));
				const all = rounds.flat();
				expect(new Set(all).size).toBe(all.length);
				expect(new Set(all)).toEqual(bruteForce(plan, hits, 7, 0.2));
			},
		),
		{ numRuns: 50 },
	);
});

test("cells without a value, with NaN or with a text are no trials; numbers are hits unless they are 0", async () => {
	const plan = await stopped({ "half-width": 0.2, every: 20 });
	const roundsWith = (value: MeasureValue) => ran(plan, () => ({ values: [0, value] })).length;
	expect([null, Number.NaN, "excluded", [1]].map(roundsWith)).toEqual([2, 2, 2, 2]);
	expect([true, false, 0, 3.5].map(roundsWith)).toEqual([1, 1, 1, 1]);
	expect(ran(plan, () => ({ status: "failed", values: null })).length).toBe(2);
});

test("no round begins once the evaluations are spent; fractions add up alike in every order", async () => {
	const plan = await stopped({ budget: 1201, every: 10 });
	expect(ran(plan, () => ({ evaluations: 10 })).length).toBe(3);
	expect(ran(plan, () => ({ evaluations: 20 })).length).toBe(2);
	expect(ran(plan, () => ({ evaluations: 21 })).length).toBe(1);
	// 0.7 + 0.2 + 0.1 is less than 1 in float64, 0.1 + 0.2 + 0.7 is 1.
	const small = await stopped(
		{ budget: 1, every: 1 },
		{ do: { survey: { starts: 1 } }, axes: { width: [1, 2, 3], seed: { count: 9 } } },
	);
	const of = (cell: number) => ({ evaluations: [0.7, 0.2, 0.1][Math.floor(cell / 9)] });
	const forwards = ran(small, of);
	const backwards = ran(small, of, (cells) => cells.reverse());
	expect(backwards).toEqual(forwards);
});

test("a million combinations and rounds of one", async () => {
	const plan = await stopped(
		{ "half-width": 0.3, every: 1 },
		{ axes: { width: { count: 1000 }, starts: { count: 500 }, seed: { count: 2 } } },
	);
	const first = new Rounds(plan).next() as Round;
	expect([first.count, first.cell(0), first.cell(499_999)]).toEqual([500_000, 0, 999_998]);
});
