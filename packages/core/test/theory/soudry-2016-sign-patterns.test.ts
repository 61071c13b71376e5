import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { signPatterns as theorem } from "../../src/theory/theorems/soudry-2016-sign-patterns.ts";
import { file } from "./judged.ts";
import { reportOf, unmet } from "./judged-directly.ts";

const leaky = (width: number, slope: number) => [
	{ width, activation: { name: "leaky-relu", slope }, bias: false },
	{ width: 1, bias: false },
];

function numbers(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 4294967296;
	};
}

/** Sign vectors of one unit seen at many weights. */
function cellsSeen(x: readonly (readonly number[])[], random: () => number): number[][] {
	const seen = new Map<string, number[]>();
	for (let k = 0; k < 4000; k++) {
		const w = x[0].map(() => random() - 0.5);
		const signs = x.map((row) => (row.reduce((sum, v, j) => sum + v * w[j], 0) >= 0 ? 1 : -1));
		seen.set(signs.join(), signs);
	}
	return [...seen.values()];
}

/** Least singular value of A o X over all products of the cells; 0 where there are more samples than rows. */
function leastSingularValue(
	x: readonly (readonly number[])[],
	cells: readonly (readonly number[])[],
	width: number,
	slope: number,
): number {
	let least = Infinity;
	const choose = (chosen: readonly (readonly number[])[]): void => {
		if (chosen.length < width) {
			for (const cell of cells) choose([...chosen, cell]);
			return;
		}
		const rows = x.map((row, n) => chosen.flatMap((signs) => row.map((v) => v * (signs[n] > 0 ? 1 : slope))));
		if (rows.length > rows[0].length) least = 0;
		else least = Math.min(least, ...new SingularValueDecomposition(new Matrix(rows).transpose()).diagonal);
	};
	choose([]);
	return least;
}

describe("all activation patterns", () => {
	it("agree with sampled cells and singular values on random integer data (seed 4)", async () => {
		const random = numbers(4);
		const count = { yes: 0, no: 0 };
		for (let k = 0; k < 40; k++) {
			const width = 1 + Math.floor(2 * random());
			const samples = 1 + Math.floor(3 * random());
			const slope = [0.5, -1, 2][Math.floor(3 * random())];
			const x = Array.from({ length: samples }, () => [0, 0].map(() => Math.floor(7 * random()) - 3));
			const report = await reportOf(
				theorem,
				file(
					x,
					x.map((_, i) => i),
					leaky(width, slope),
				),
			);
			const least = leastSingularValue(x, cellsSeen(x, random), width, slope);
			expect(report.applies, JSON.stringify({ x, width, slope })).toBe(least > 1e-9 ? "yes" : "no");
			count[report.applies as "yes" | "no"]++;
		}
		expect(Math.min(count.yes, count.no)).toBeGreaterThan(5);
	});

	it("an input 0 is fitted by no weights: never holds, whatever the other inputs", async () => {
		for (const x of [
			[[1], [0]],
			[[0], [1]],
			[[0], [0]],
		]) {
			const report = await reportOf(theorem, file(x, [1, 1], leaky(2, 0.1)));
			expect(unmet(report)).toEqual([["all-patterns-full-rank", "fails"]]);
			expect(report.hypotheses.at(-1)?.evidence).toHaveProperty("signs");
		}
	});
});
