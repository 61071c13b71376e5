import fc from "fast-check";
import { expect, test } from "vitest";
import { type Pixel, simplify } from "../../src/figures/polyline.ts";
import { thinStarts } from "../../src/figures/thin-starts.ts";
import { crowdedAtlas } from "./extreme-atlases.ts";

const seed = 5;

/** Distance to a segment by ternary search along it: slow, and independent of the formula used. */
function distance(p: Pixel, a: Pixel, b: Pixel): number {
	const at = (t: number): number =>
		Math.hypot(a[0] + t * (b[0] - a[0]) - p[0], a[1] + t * (b[1] - a[1]) - p[1]);
	let low = 0;
	let high = 1;
	for (let i = 0; i < 80; i++) {
		const third = (high - low) / 3;
		if (at(low + third) < at(high - third)) high -= third;
		else low += third;
	}
	return at((low + high) / 2);
}

test("a simplified line passes every point it leaves out within the tolerance", () => {
	const pixel = fc.tuple(
		fc.double({ min: 0, max: 700, noNaN: true }),
		fc.double({ min: 0, max: 300, noNaN: true }),
	);
	fc.assert(
		fc.property(fc.array(pixel, { maxLength: 40 }), (line) => {
			const kept = simplify(line, 3);
			if (line.length > 0) {
				expect(kept[0]).toBe(0);
				expect(kept[kept.length - 1]).toBe(line.length - 1);
			}
			for (let k = 1; k < kept.length; k++)
				for (let i = kept[k - 1] + 1; i < kept[k]; i++)
					expect(distance(line[i], line[kept[k - 1]], line[kept[k]])).toBeLessThan(3.001);
		}),
		{ seed, numRuns: 200 },
	);
});

test("a straight line keeps its ends alone", () => {
	const line = Array.from({ length: 50 }, (_, i): Pixel => [i, 2 * i]);
	expect(simplify(line, 0.5)).toEqual([0, 49]);
});

test("thinning keeps order and rare outcomes, and the shares of the others", () => {
	const { starts } = crowdedAtlas();
	const thin = thinStarts(starts, 200);
	expect(thin.length).toBeLessThanOrEqual(200);
	expect(thin.map(({ start }) => start)).toEqual(thin.map(({ start }) => start).sort((a, b) => a - b));
	const count = (outcome: string): number => thin.filter((start) => start.outcome === outcome).length;
	expect(count("overflow")).toBe(1);
	expect(count("drifting")).toBeGreaterThanOrEqual(39);
	expect(count("drifting")).toBeLessThanOrEqual(40);
	expect(thinStarts(starts.slice(0, 10), 200)).toHaveLength(10);
});
