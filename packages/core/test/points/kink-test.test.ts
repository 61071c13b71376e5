import { describe, expect, it } from "vitest";
import { construct } from "../../src/constructions/construct.ts";
import { createObjective } from "../../src/objective/create-objective.ts";
import { classifyPoint } from "../../src/points/classification.ts";
import type { Classification } from "../../src/points/point.ts";
import { parseProblem } from "../../src/problem/parse.ts";

/** A pseudo-random stream of its own. */
function numbers(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 4294967296;
	};
}

interface Case {
	readonly x: readonly (readonly number[])[];
	readonly y: readonly (readonly number[])[];
	readonly width: number;
	readonly slope: number;
	readonly bias: boolean;
	readonly theta: readonly number[];
}

/** 1/2N sum |sum_j v_j psi(w_j.x + b_j) - y|^2, straight from its formula. */
function lossOf({ x, y, width, slope, bias }: Case, theta: ArrayLike<number>): number {
	const d = x[0].length;
	const q = y[0].length;
	const out = width * d + (bias ? width : 0);
	let sum = 0;
	x.forEach((row, i) => {
		for (let o = 0; o < q; o++) {
			let f = 0;
			for (let j = 0; j < width; j++) {
				let u = bias ? theta[width * d + j] : 0;
				for (let k = 0; k < d; k++) u += theta[j * d + k] * row[k];
				f += theta[out + o * width + j] * (u >= 0 ? u : slope * u);
			}
			sum += (f - y[i][o]) ** 2;
		}
	});
	return sum / (2 * x.length);
}

async function classified(given: Case): Promise<Classification> {
	const problem = await parseProblem({
		lossatlas: 1,
		data: { inline: { x: given.x, y: given.y } },
		network: {
			layers: [
				{
					width: given.width,
					activation: given.slope === 0 ? "relu" : { name: "leaky-relu", slope: given.slope },
					bias: given.bias,
				},
				{ width: given.y[0].length, bias: false },
			],
		},
		loss: { name: "squared" },
	});
	const objective = createObjective(problem);
	const found = classifyPoint(objective, Float64Array.from(given.theta));
	expect(found.loss).toBeCloseTo(lossOf(given, given.theta), 12);
	objective.release();
	return found;
}

describe("points on kinks", () => {
	it("a local minimum on a kink with a flat side is not rejected, and not claimed", async () => {
		const found = await classified({
			x: [
				[1, 0],
				[0, 1],
			],
			y: [[2], [-1]],
			width: 2,
			slope: 0,
			bias: false,
			theta: [1, 0, -1, -1, 2, 0],
		});
		expect(found).toMatchObject({ kind: "undecided", method: "kink-test", boundary: 1 });
		expect(found.reason).toMatch(/necessary conditions, which do not prove/);
	});

	it("a tempting point that is no local minimum is rejected at second order, with a step that lowers the loss", async () => {
		const given = {
			x: [
				[1, 0],
				[0, 1],
			],
			y: [
				[2, 0],
				[0, 1],
			],
			width: 2,
			slope: 0,
			bias: false,
			theta: [1, 0, -1, 0, 2, 0, 0, 0],
		};
		const found = await classified(given);
		expect(found.kind).toBe("saddle");
		const moved = given.theta.map((value, p) => value + (found.descent?.[p] ?? 0));
		expect(lossOf(given, moved)).toBeLessThan(found.loss - 1e-6);
	});

	it("one boundary sample with C = 1, c = -1, slopes 0 and 1 is not stationary: descent along -1", async () => {
		// u = w on x = 1 (boundary) and 2 (never: bias keeps it active); v = 1.
		const found = await classified({
			x: [
				[1, 0],
				[0, 1],
			],
			y: [[1], [0]],
			width: 1,
			slope: 0,
			bias: false,
			theta: [0, 1, 1],
		});
		expect(found.kind).toBe("not-critical");
		expect(found.descent).not.toBeNull();
	});

	it("a bad local minimum with every preactivation at its kink is recognised", async () => {
		for (const seed of [1, 2, 3]) {
			const { problem, construct: made } = await construct("soudry-2016/kink", { seed });
			const objective = createObjective(problem);
			expect(classifyPoint(objective, made.theta)).toMatchObject({
				kind: "minimum",
				strict: "no",
				method: "kink-test",
				boundary: 72,
			});
			objective.release();
		}
	});

	it("2000 random cases never contradict sampling (seed 77)", async () => {
		const random = numbers(77);
		const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
		const count: Record<string, number> = { minimum: 0, saddle: 0, "not-critical": 0, undecided: 0 };
		let onKinks = 0;
		for (let k = 0; k < 2000; k++) {
			const d = whole(1, 2);
			const n = whole(1, 4);
			const width = whole(1, 2);
			const q = k % 5 === 0 ? 2 : 1;
			const slope = k % 2 === 0 ? 0 : 0.5;
			const x = Array.from({ length: n }, () => Array.from({ length: d }, () => whole(-2, 2)));
			const theta = Array.from({ length: width * d + q * width }, () => whole(-1, 1));
			// Put the first unit on the kink of the first sample where whole numbers allow it.
			if (d === 2 && k % 3 !== 0) {
				theta[0] = x[0][1];
				theta[1] = -x[0][0];
			} else if (k % 4 === 0) for (let j = 0; j < d; j++) theta[j] = 0;
			const shape = { x, y: x.map(() => new Array<number>(q).fill(0)), width, slope, bias: false, theta };
			// Half of the targets keep some samples fitted exactly, so that first-order conditions hold often.
			const y = x.map((row) => {
				const one = { ...shape, x: [row], y: [new Array<number>(q).fill(0)] };
				return Array.from({ length: q }, (_, o) => {
					let f = 0;
					for (let j = 0; j < width; j++) {
						let u = 0;
						for (let c = 0; c < d; c++) u += theta[j * d + c] * one.x[0][c];
						f += theta[width * d + o * width + j] * (u >= 0 ? u : slope * u);
					}
					return random() < 0.6 ? f : f + whole(-1, 1);
				});
			});
			const given: Case = { ...shape, y };
			const found = await classified(given);
			if (found.method !== "kink-test") continue;
			onKinks++;
			count[found.kind]++;
			if (found.descent !== null)
				expect(
					lossOf(
						given,
						theta.map((value, p) => value + (found.descent?.[p] ?? 0)),
					),
				).toBeLessThan(found.loss);
			if (found.kind === "minimum") {
				let lowest = Infinity;
				for (let s = 0; s < 600; s++) {
					const size = [0.05, 5e-3, 5e-4][s % 3];
					const moved = theta.map(
						(value) => value + (s % 4 === 0 && random() < 0.5 ? 0 : size * (2 * random() - 1)),
					);
					lowest = Math.min(lowest, lossOf(given, moved) - found.loss);
				}
				expect(lowest, JSON.stringify(given)).toBeGreaterThan(-1e-13);
			} else expect(["saddle", "not-critical"].includes(found.kind)).toBe(found.descent !== null);
			if (found.kind === "undecided") {
				// What passes both tests has no first-order descent: the slope over short steps is never clearly negative.
				for (let s = 0; s < 200; s++) {
					const direction = theta.map(() => 2 * random() - 1);
					const t = 1e-7;
					const slopeThere =
						(lossOf(
							given,
							theta.map((value, p) => value + t * direction[p]),
						) -
							found.loss) /
						t;
					expect(slopeThere, JSON.stringify(given)).toBeGreaterThan(-1e-5);
				}
			}
		}
		expect(onKinks).toBeGreaterThan(1000);
		expect(count.minimum).toBeGreaterThan(10);
		expect(count.saddle).toBeGreaterThan(10);
		expect(count["not-critical"]).toBeGreaterThan(100);
		expect(count.undecided).toBeGreaterThan(10);
	});
});
