import { expect, it } from "vitest";
import { checkFunctions, checkOperations } from "./check-enclosures.ts";

/** Points of each function and operation; LOSSATLAS_POINTS=1000000 for the long run. */
const points = Number(process.env.LOSSATLAS_POINTS ?? 50_000);

it(`enclosures at ${points} points of each function (seed 20183): no miss, at most 3 steps wide`, async () => {
	for (const { name, misses, widest } of await checkFunctions(points, 20183)) {
		console.log(`${name}: ${misses.length} misses, at most ${widest} steps wide`);
		expect(misses, name).toEqual([]);
		expect(widest, name).toBeLessThanOrEqual(3);
	}
});

it(`enclosures at ${points} pairs of each operation (seed 20184): no miss, at most one step wide`, async () => {
	for (const { name, misses, widest } of await checkOperations(points, 20184)) {
		console.log(`${name}: ${misses.length} misses, at most ${widest} steps wide`);
		expect(misses, name).toEqual([]);
		expect(widest, name).toBeLessThanOrEqual(1);
	}
});
