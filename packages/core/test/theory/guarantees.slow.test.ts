import { describe, expect, it } from "vitest";
import { parseProblem } from "../../src/problem/parse.ts";
import { survey } from "../../src/survey/survey.ts";
import { failing, file } from "./judged.ts";

/** A pseudo-random stream of its own. */
function numbers(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 4294967296 - 0.5;
	};
}

const net = (width: number, activation = "softplus") => [{ width, activation }, { width: 1 }];
const hinge = { loss: "hinge-power" };

async function converged(problem: object, starts: number) {
	const { survey: found } = await survey(
		await parseProblem(problem),
		{ starts, seed: 1 },
		{ theory: false },
	).result();
	return { count: found.starts.outcomes.converged, points: found.points };
}

describe("guarantees seen by surveys", () => {
	it("linearly separable data: at least 200 converged starts, each with training error 0", async () => {
		const random = numbers(5);
		const y = Array.from({ length: 24 }, (_, k) => (k % 2 === 0 ? 1 : -1));
		const x = y.map((label) => {
			const row = [4 * random(), 4 * random(), 4 * random()];
			const side = row[0] + 0.5 * row[1] - row[2];
			return row.map((value, j) => value + label * [1, 0.5, -1][j] * (Math.abs(side) + 0.2));
		});
		const problem = file(x, y, net(3), hinge);
		expect(await failing("liang-2018-separable", problem)).toEqual([]);
		const { count, points } = await converged(problem, 220);
		expect(count).toBeGreaterThanOrEqual(200);
		for (const { trainingError, loss } of points) {
			expect(trainingError).toBe(0);
			expect(loss).toBeLessThan(1e-20);
		}
	});

	it("different subspaces: n - 1 units never misclassify; with one unit bad minima are found", async () => {
		const random = numbers(16);
		const x: number[][] = [];
		const y: number[] = [];
		for (let k = 0; k < 11; k++) {
			const [a, b] = [4 * random(), 4 * random()];
			x.push(k < 5 ? [a, 0, b, 0] : [0, a, b, 0]);
			y.push(k < 5 ? 1 : -1);
		}
		for (const activation of ["softplus", "square"]) {
			const wide = file(x, y, net(10, activation), hinge);
			expect(await failing("liang-2018-subspaces", wide)).toEqual([]);
			const found = await converged(wide, 220);
			expect(found.count, activation).toBeGreaterThanOrEqual(200);
			for (const { trainingError } of found.points) expect(trainingError).toBe(0);
		}
		// With one softplus unit nearly all runs drift to infinity; with one square unit some end at a bad minimum.
		const narrow = file(x, y, net(1, "square"), hinge);
		expect(await failing("liang-2018-subspaces", narrow)).toEqual(["width-for-subspaces"]);
		const { points } = await converged(narrow, 60);
		expect(points.some(({ kind, trainingError }) => kind === "minimum" && (trainingError ?? 0) > 0)).toBe(
			true,
		);
	});
});
