import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { symmetricEigen } from "../../src/numerics/symmetric-eigen.ts";
import { createObjective } from "../../src/objective/create-objective.ts";
import type { Objective } from "../../src/objective/objective.ts";
import { type Candidate, mergePoints } from "../../src/points/merge.ts";
import type { Classification } from "../../src/points/point.ts";
import { probeNumbers } from "../../src/points/probe-numbers.ts";
import { symmetriesOf } from "../../src/points/symmetries.ts";
import { buildProblem, type ProblemSketch, point, rows } from "./build-problem.ts";
import { findMinimum } from "./find-critical.ts";

const seed = 77_001;
const out = { width: 1, activation: "identity" } as const;
const x = rows(10, 2, 1);
const y = x.map(([a, b]) => [Math.tanh(2 * a - b) - Math.tanh(a + 2 * b)]);

/** What classification would say, from a plain spectrum. */
function classify(objective: Objective, theta: Float64Array): Classification {
	const n = objective.parameters;
	const { values } = symmetricEigen(objective.hessian(theta), n, false);
	const cut = 1e-10 * Math.max(...values.map(Math.abs));
	const index = values.filter((value) => value < -cut).length;
	return {
		schema: "lossatlas/classify@1",
		kind: index > 0 ? "saddle" : "minimum",
		strict: "unknown",
		strictModuloSymmetry: "unknown",
		global: "unknown",
		reason: "",
		method: "dense",
		loss: objective.value(theta),
		gradientNorm: Math.max(...objective.gradient(theta).map(Math.abs)),
		index,
		nullity: values.filter((value) => Math.abs(value) <= cut).length,
		nullityExplained: null,
		spectrum: null,
		trainingError: null,
		boundary: 0,
		ties: null,
		closedForm: null,
		descent: null,
		theta: Array.from(theta),
	};
}

const candidates = (objective: Objective, thetas: readonly Float64Array[]): Candidate[] =>
	thetas.map((theta, start) => ({
		start,
		classification: classify(objective, theta),
	}));

/** A random product of the problem's own symmetries. */
function imageOf(objective: Objective, theta: Float64Array, chance: number): Float64Array {
	const draw = probeNumbers(chance);
	return symmetriesOf(objective).generators.reduce(
		(moved, generator) => (draw() > 0 ? generator.move(moved, draw) : moved),
		theta,
	);
}

describe("mergePoints", () => {
	const decayed: ProblemSketch = {
		x,
		y,
		layers: [{ width: 3, activation: "tanh" }, out],
		weightDecay: 1e-3,
	};

	it("unites copies of a point, whatever the exchange or flip, and counts them", () => {
		const objective = createObjective(buildProblem(decayed));
		const theta = findMinimum(objective, point(objective.parameters, 3));
		const other = findMinimum(objective, point(objective.parameters, 5, 0.02));
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.integer(), fc.boolean()), {
					minLength: 1,
					maxLength: 12,
				}),
				(draws) => {
					const thetas = draws.map(([chance, first]) => imageOf(objective, first ? theta : other, chance));
					const { entries } = mergePoints(objective, candidates(objective, thetas));
					const apart = Math.abs(objective.value(theta) - objective.value(other)) > 1e-7;
					const kinds = apart ? new Set(draws.map(([, first]) => first)).size : 1;
					return (
						entries.length === kinds &&
						entries.reduce((sum, { starts }) => sum + starts.length, 0) === draws.length
					);
				},
			),
			{ seed, numRuns: 40 },
		);
		const [entry] = mergePoints(objective, candidates(objective, [theta])).entries;
		expect(entry).toMatchObject({ starts: [0], isolated: "yes", family: null });
	});

	it("gives the same entries in whatever order candidates arrive", () => {
		const objective = createObjective(buildProblem(decayed));
		const thetas = Array.from({ length: 12 }, (_, k) =>
			findMinimum(objective, point(objective.parameters, 100 + k)),
		);
		const list = candidates(objective, thetas);
		const told = JSON.stringify(mergePoints(objective, list));
		expect(JSON.stringify(mergePoints(objective, [...list].reverse()))).toBe(told);
		const { entries } = mergePoints(objective, list);
		expect(entries.flatMap(({ starts }) => starts).sort((a, b) => a - b)).toEqual(
			list.map(({ start }) => start),
		);
		expect(entries.map(({ starts }) => starts[0])).toEqual(
			[...entries.map(({ starts }) => starts[0])].sort((a, b) => a - b),
		);
	});

	it("keeps different kinds and indices apart at one loss", () => {
		const objective = createObjective(buildProblem(decayed));
		const theta = findMinimum(objective, point(objective.parameters, 3));
		const [{ classification }] = candidates(objective, [theta]);
		const { entries } = mergePoints(objective, [
			{ start: 0, classification },
			{
				start: 1,
				classification: { ...classification, kind: "saddle", index: 1 },
			},
			{
				start: 2,
				classification: { ...classification, kind: "saddle", index: 2 },
			},
			{ start: 3, classification },
		]);
		expect(entries.map(({ starts }) => starts)).toEqual([[0, 3], [1], [2]]);
	});

	it("lists interpolating minima as one family, connectedness not claimed", () => {
		const few = { x: x.slice(0, 4), y: y.slice(0, 4) };
		const objective = createObjective(
			buildProblem({ ...few, layers: [{ width: 3, activation: "tanh" }, out] }),
		);
		const thetas = Array.from({ length: 20 }, (_, k) =>
			findMinimum(objective, point(objective.parameters, 40 + k)),
		);
		const { entries } = mergePoints(objective, candidates(objective, thetas));
		expect(entries.length).toBe(1);
		const [{ family, isolated, starts, orbit }] = entries;
		expect(isolated).toBe("no");
		expect(starts.length).toBe(20);
		expect(orbit).toBe("48");
		expect(family).toMatchObject({ members: 20, nullity: [9, 9] });
		expect(family?.further.length).toBe(16);
		expect(family?.sentence).toContain("not claimed");
		const norms = thetas.map((theta) => Math.sqrt(theta.reduce((sum, t) => sum + t * t, 0)));
		expect(family?.norm[0]).toBeCloseTo(Math.min(...norms), 12);
		expect(family?.norm[1]).toBeCloseTo(Math.max(...norms), 12);
	});

	it("a nullity that symmetry explains makes no family: cubic units at different scales are one point", () => {
		// a noisy teacher of the same shape, so that the minimum is a generic one
		const many = rows(30, 2, 21);
		const teacher = Float64Array.of(0.9, -0.4, 0.2, 0.8, 0.3, -0.5, 1.2, -0.7, 0.1);
		const layers = [{ width: 2, activation: "cube" }, out] as const;
		const taught = createObjective(buildProblem({ x: many, y: rows(30, 1, 22), layers })).outputs(teacher);
		const noisy = rows(30, 1, 23).map(([t], i) => [taught[i] + 0.1 * t]);
		const objective = createObjective(buildProblem({ x: many, y: noisy, layers }));
		const theta = findMinimum(objective, teacher);
		expect(classify(objective, theta)).toMatchObject({
			kind: "minimum",
			nullity: 2,
		});
		const thetas = [theta, ...[1, 2, 3, 4, 5].map((chance) => imageOf(objective, theta, chance))];
		const { entries } = mergePoints(objective, candidates(objective, thetas));
		expect(entries.length).toBe(1);
		expect(entries[0]).toMatchObject({ isolated: "yes", family: null });
	});

	it("unites what a badly conditioned minimum cannot tell apart", () => {
		// one linear unit on nearly collinear inputs: an eigenvalue of about 1e-9 along (1, -1)
		const steep = x.map(([a, b]) => [a, a + 6e-5 * b]);
		const objective = createObjective(buildProblem({ x: steep, y: x.map(([a]) => [a]), layers: [out] }));
		const apart = [0, 3e-7, 1e-6].map((t) => Float64Array.of(1 + t, -t, 0));
		for (const theta of apart) expect(objective.value(theta)).toBeLessThan(1e-20);
		const list = apart.map((theta, start) => ({
			start,
			classification: {
				...classify(objective, theta),
				kind: "minimum" as const,
				index: 0,
				nullity: 0,
			},
		}));
		expect(mergePoints(objective, list).entries.map(({ starts }) => starts)).toEqual([[0, 1, 2]]);
	});

	it("keeps two minima of one loss apart that a symmetry of the data joins, not of the parameters", () => {
		const half = rows(6, 2, 9);
		const mirrored = [...half, ...half.map(([a, b]) => [b, a])];
		const objective = createObjective(
			buildProblem({
				x: mirrored,
				y: mirrored.map(([a, b]) => [Math.abs(a - b)]),
				layers: [{ width: 1, activation: "softplus" }, out],
				weightDecay: 1e-3,
			}),
		);
		const theta = findMinimum(objective, Float64Array.of(2, -1, 0, 1, 0));
		const mirror = theta.slice();
		[mirror[0], mirror[1]] = [theta[1], theta[0]];
		expect(Math.abs(theta[0] - theta[1])).toBeGreaterThan(0.1);
		expect(Math.abs(objective.value(theta) - objective.value(mirror))).toBeLessThan(1e-15);
		const { entries } = mergePoints(objective, candidates(objective, [theta, mirror, theta]));
		expect(entries.map(({ starts }) => starts)).toEqual([[0, 2], [1]]);
	});
});
