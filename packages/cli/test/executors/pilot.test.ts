import { describe, expect, it } from "vitest";
import { scattered } from "../../src/executors/pilot.ts";

describe("the starts of a pilot", () => {
	it("are spread evenly, wherever one stops: each of 2^m equal parts gets one of the first 2^m", () => {
		for (const count of [1, 2, 4, 64, 256]) {
			const parts = Array.from({ length: count }, (_, k) => Math.floor(scattered(k) * count));
			expect(new Set(parts).size).toBe(count);
		}
	});
});
