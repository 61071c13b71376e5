import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createObjective } from "../../src/objective/create-objective.ts";
import { probeNumbers } from "../../src/points/probe-numbers.ts";
import { samePoint } from "../../src/points/same-point.ts";
import { symmetriesOf } from "../../src/points/symmetries.ts";
import { buildProblem, type ProblemSketch, point, rows } from "./build-problem.ts";

const seed = 20_240_607;
const x = rows(9, 2, 1);
const y = rows(9, 1, 2);
const out = { width: 1, activation: "identity" } as const;

const sketches: Record<string, ProblemSketch> = {
	tanh: { x, y, layers: [{ width: 4, activation: "tanh" }, out] },
	"deep tanh": {
		x,
		y,
		layers: [
			{ width: 4, activation: "tanh" },
			{ width: 4, activation: "tanh" },
			{ width: 3, activation: "tanh" },
			out,
		],
	},
	"sigmoid, sigmoid": {
		x,
		y,
		layers: [
			{ width: 3, activation: "sigmoid" },
			{ width: 3, activation: "sigmoid" },
			{ width: 1, activation: "sigmoid" },
		],
	},
	gaussian: { x, y, layers: [{ width: 4, activation: "gaussian" }, out] },
	sin: {
		x,
		y,
		layers: [{ width: 4, activation: "sin" }, { width: 3, activation: "sin" }, out],
	},
	"sin with a constant input": {
		x: x.map(([a, b]) => [a, 2, b]),
		y,
		layers: [{ width: 3, activation: "sin" }, out],
	},
	relu: {
		x,
		y,
		layers: [{ width: 4, activation: "relu" }, { width: 3, activation: "relu" }, out],
	},
	cube: { x, y, layers: [{ width: 3, activation: "cube" }, out] },
	exp: { x, y, layers: [{ width: 3, activation: "exp" }, out] },
	"linear between tanh": {
		x,
		y,
		layers: [
			{ width: 3, activation: "tanh" },
			{ width: 2, activation: "identity" },
			{ width: 3, activation: "tanh" },
			out,
		],
	},
	"deep linear": {
		x,
		y,
		layers: [{ width: 3, activation: "identity" }, { width: 3, activation: "identity" }, out],
	},
	"linear, weight decay": {
		x,
		y,
		layers: [{ width: 3, activation: "identity" }, out],
		weightDecay: 0.1,
	},
	"tanh, noise": {
		x,
		y,
		layers: [{ width: 3, activation: "tanh", noise: true }, out],
	},
	"cross-entropy": {
		x,
		y: y.map(([t]) => (t < 0 ? [1, 0, 0] : [0, 1, 0])),
		layers: [
			{ width: 3, activation: "tanh" },
			{ width: 3, activation: "identity" },
		],
		loss: "cross-entropy",
	},
	"sigmoid beside a softplus shortcut": {
		x,
		y,
		layers: [{ width: 3, activation: "sigmoid" }, out],
		shortcut: { width: 3, activation: "softplus" },
	},
};

describe("samePoint", () => {
	for (const [what, sketch] of Object.entries(sketches)) {
		const objective = createObjective(buildProblem(sketch));
		const { generators } = symmetriesOf(objective);
		const p = objective.parameters;
		const scales = symmetriesOf(objective).units.some(({ scalingDegree }) => scalingDegree !== null);
		const noise = point(p, 99, 1e-11);

		it(`${what}: a point and any of its images are one`, () => {
			fc.assert(
				fc.property(
					fc.integer(),
					fc.array(fc.tuple(fc.nat(50), fc.integer()), { maxLength: 8 }),
					fc.constantFrom(0, 2),
					(where, moves, grid) => {
						// on a grid of few values units coincide, or vanish
						const theta = point(p, where, 1.5).map((t) => (grid === 0 ? t : Math.round(grid * t) / grid));
						let moved: Float64Array = theta;
						for (const [which, chance] of moves) {
							if (generators.length === 0) break;
							moved = generators[which % generators.length].move(moved, probeNumbers(chance));
						}
						// rounding breaks ties; only lengths of zero rows are beyond repair
						if (!scales) moved = moved.map((t, k) => t + noise[k]);
						return samePoint(objective, moved, theta, 1e-8) && samePoint(objective, theta, moved, 1e-8);
					},
				),
				{ seed, numRuns: 60 },
			);
		});

		it(`${what}: a point of another loss is another`, () => {
			fc.assert(
				fc.property(fc.integer(), fc.integer(), (where, aside) => {
					const theta = point(p, where);
					const other = point(p, aside, 1e-3).map((t, k) => t + theta[k]);
					const apart = Math.abs(objective.value(theta) - objective.value(other));
					fc.pre(apart > 1e-6);
					return !samePoint(objective, theta, other, 1e-7);
				}),
				{ seed, numRuns: 40 },
			);
		});
	}

	it("tells apart what only an illegal move joins", () => {
		const objective = createObjective(
			buildProblem({
				...sketches.tanh,
				layers: [{ width: 4, activation: "softplus" }, out],
			}),
		);
		const theta = point(objective.parameters, 4);
		const flipped = theta.slice();
		for (const at of [0, 1, 8, 12]) flipped[at] *= -1;
		expect(samePoint(objective, theta, flipped, 1e-8)).toBe(false);
	});
});
