import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createObjective } from "../../src/objective/create-objective.ts";
import { mergePoints } from "../../src/points/merge.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import type { Problem } from "../../src/problem/problem.ts";
import { initialPoint } from "../../src/search/initialisers.ts";
import { runFrom } from "../search/run-solver.ts";

/** A rearrangement of the units of one hidden layer: where each comes from, and its sign. */
interface Rearrangement {
	readonly order: readonly number[];
	readonly signs: readonly number[];
}

/** theta of a network with one hidden layer and one output, with its units exchanged and, for odd ones, flipped. */
function rearranged(theta: Float64Array, inputs: number, { order, signs }: Rearrangement): Float64Array {
	const width = order.length;
	const out = theta.slice();
	order.forEach((from, to) => {
		const sign = signs[to];
		for (let i = 0; i < inputs; i++) out[to * inputs + i] = sign * theta[from * inputs + i];
		out[width * inputs + to] = sign * theta[width * inputs + from];
		out[width * (inputs + 1) + to] = sign * theta[width * (inputs + 1) + from];
	});
	return out;
}

function rearrangements(width: number, flips: boolean): fc.Arbitrary<Rearrangement> {
	const identity = Array.from({ length: width }, (_, k) => k);
	return fc.record({
		order: fc.shuffledSubarray(identity, { minLength: width, maxLength: width }),
		signs: fc.array(flips ? fc.constantFrom(1, -1) : fc.constant(1), { minLength: width, maxLength: width }),
	});
}

const data = {
	inline: {
		x: [
			[0.9, -0.4],
			[-0.2, 1.1],
			[0.5, 0.8],
			[-1, -0.7],
			[0.3, -1.2],
			[-0.6, 0.2],
		],
		y: [0.7, -0.4, 0.1, 0.9, -1.1, 0.3],
	},
};

/** 2-width-1, squared loss. */
function problemOf(activation: string, width: number, decay: number): Promise<Problem> {
	return parseProblem({
		lossatlas: 1,
		data,
		network: { layers: [{ width, activation }, { width: 1 }] },
		loss: { name: "squared" },
		regularizer: { "weight-decay": decay },
	});
}

const seed = 20240607;

describe(`rearranging the units of a start (fast-check seed ${seed})`, () => {
	for (const [activation, width, decay, solver] of [
		["tanh", 2, 0.01, "trust-region-newton"],
		["tanh", 3, 0.01, "levenberg-marquardt"],
		["tanh", 3, 0.01, "newton"],
		["softplus", 3, 0.01, "trust-region-newton"],
		["sigmoid", 2, 0.001, "l-bfgs"],
		["tanh", 4, 0, "levenberg-marquardt"],
	] as const)
		it(`${activation}, width ${width}, weight decay ${decay}, ${solver}: same outcome, same point`, async () => {
			const problem = await problemOf(activation, width, decay);
			const objective = createObjective(problem);
			const target = solver === "newton" ? "all" : "minima";
			fc.assert(
				fc.property(
					fc.integer({ min: 0, max: 10_000 }),
					rearrangements(width, activation === "tanh"),
					(start, rearrangement) => {
						const theta = initialPoint(problem, { kind: "normal", scale: 1 }, 1, start, target);
						const other = rearranged(theta, 2, rearrangement);
						// The same function, up to rounding.
						expect(Math.abs(objective.value(other) - objective.value(theta))).toBeLessThan(1e-13);
						const runs = [theta, other].map((from) => runFrom(objective, from, solver));
						expect(runs[1].outcome.kind).toBe(runs[0].outcome.kind);
						const candidates = runs.flatMap(({ classification }, k) =>
							classification === null ? [] : [{ start: k, classification }],
						);
						const { entries } = mergePoints(objective, candidates);
						expect(entries).toHaveLength(Math.min(1, candidates.length));
					},
				),
				{ seed, numRuns: 25 },
			);
			objective.release();
		});

	it("a point is merged with its rearrangements only: other points of the same loss level stay apart", async () => {
		const problem = await problemOf("tanh", 2, 0.01);
		const objective = createObjective(problem);
		const runs = Array.from({ length: 60 }, (_, start) =>
			runFrom(objective, initialPoint(problem, { kind: "normal", scale: 1 }, 1, start)),
		);
		const { entries } = mergePoints(
			objective,
			runs.flatMap(({ classification }, start) =>
				classification === null ? [] : [{ start, classification }],
			),
		);
		expect(entries.reduce((sum, { starts }) => sum + starts.length, 0)).toBe(60);
		// An invariant of permutations and flips tells entries apart: loss, and the sorted norms of the units.
		const invariants = entries.map(({ classification: { theta, loss } }) => {
			const norms = [0, 1].map(
				(j) => theta[2 * j] ** 2 + theta[2 * j + 1] ** 2 + theta[4 + j] ** 2 + theta[6 + j] ** 2,
			);
			return [loss, ...norms.sort((a, b) => a - b)].map((x) => x.toFixed(6)).join();
		});
		expect(new Set(invariants).size).toBe(entries.length);
		objective.release();
	});
});
