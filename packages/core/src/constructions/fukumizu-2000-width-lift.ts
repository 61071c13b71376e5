import { randomStream } from "../numerics/random.ts";
import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import { createObjective } from "../objective/create-objective.ts";
import type { Objective } from "../objective/objective.ts";
import { polish } from "../points/polish.ts";
import { InputError } from "../problem/input-error.ts";
import { parseProblem } from "../problem/parse.ts";
import { integer, oneOf } from "../problem/setting.ts";
import { run } from "../search/driver.ts";
import { solver } from "../search/solvers.ts";
import { type Splitting, splittingMatrix } from "../theory/witnesses/splitting-matrix.ts";
import { betterBySearch } from "./better-by-search.ts";
import type { Claim, Construction } from "./construction.ts";
import { stationaryResidual } from "./stationary-residual.ts";

/** linspace(-2, 2, 8), rounded to four decimals. */
const x = [-2, -1.4286, -0.8571, -0.2857, 0.2857, 0.8571, 1.4286, 2];
const y = [2.076047, 1.003136, 1.264879, -1.203829, -0.437066, -2.606936, -2.723381, -0.952459];
/** Incoming weight, bias, outgoing weight, offset of the tanh core, to a few digits. */
const start = [-1.1467, -0.60448, 1.96437, 0];

/** One row of the table: the splitting matrix of the core, the signs of the shares, and what follows. */
interface Row {
	readonly definite: Splitting["definite"];
	/** Shares of `width` copies: numbers of positive and of zero ones; the rest is negative. */
	positive(width: number): number;
	readonly zeros: number;
	readonly kind: Claim["kind"];
}

const rows: Readonly<Record<string, Row>> = {
	"positive-all-positive": { definite: "positive", positive: (m) => m, zeros: 0, kind: "local-minimum" },
	"positive-one-negative": { definite: "positive", positive: (m) => m - 1, zeros: 0, kind: "strict-saddle" },
	"positive-one-zero": {
		definite: "positive",
		positive: (m) => m - 1,
		zeros: 1,
		kind: "not-a-local-minimum",
	},
	"negative-one-positive": { definite: "negative", positive: () => 1, zeros: 0, kind: "local-minimum" },
	"negative-all-positive": { definite: "negative", positive: (m) => m, zeros: 0, kind: "strict-saddle" },
	"indefinite-all-positive": { definite: "neither", positive: (m) => m, zeros: 0, kind: "strict-saddle" },
};

/** Targets that are tried until a core has the wanted splitting matrix. */
const attempts = 400;

/**
 * Splitting a unit: a critical point with a positive definite Hessian, one unit of it replaced by copies with shares mu_l
 * of its outgoing weight (sum 1), is critical at every larger width. Along moves d_l with sum mu_l d_l = 0 the second
 * derivative is sum mu_l d_l^T S d_l with the splitting matrix S; its signs decide, row by row of a table: S > 0 and all
 * shares positive, or S < 0 and exactly one positive, is a local minimum (the shares form a manifold of dimension k - 1);
 * other nonzero shares a strict saddle; a zero share never a local minimum, because that copy moves freely. True for
 * one output without weight decay; with two outputs the rule is false.
 */
export const widthLift: Construction = {
	id: "fukumizu-2000/width-lift",
	title: "Splitting a unit: what a critical point becomes at larger widths",
	citation: {
		authors: "Fukumizu & Amari",
		year: 2000,
		title: "Local minima and plateaus in hierarchical structures of multilayer perceptrons",
		venue: "Neural Networks 13(3)",
	},
	claim:
		"A core of one tanh unit with positive definite Hessian, split into copies: local minimum, strict saddle or no local minimum, by the splitting matrix and the signs of the shares.",
	settings: [
		integer("width", 3, "copies of the unit", 2, 60),
		oneOf("row", Object.keys(rows), "the row of the table: splitting matrix, then shares"),
	],
	takes: { problem: "no", point: "no" },
	async build(values, seed) {
		const width = Number(values.width);
		const row = rows[String(values.row)];
		const core = await coreFor(row.definite, seed);
		const random = randomStream(seed, "width-lift");
		const shares = drawShares(width, row, () => 0.5 + random.uniform());
		const theta = new Float64Array(3 * width + 1);
		for (let j = 0; j < width; j++) {
			theta[j] = core.theta[0];
			theta[width + j] = core.theta[1];
			theta[2 * width + j] = shares[j] * core.theta[2];
		}
		theta[3 * width] = core.theta[3];
		const file = fileOf(width, core.targets);
		const minimum = row.kind === "local-minimum";
		return {
			file,
			theta,
			claim: {
				kind: row.kind,
				loss: core.loss,
				trainingError: null,
				nullity: minimum ? width - 1 : null,
				kinked: false,
				radius: row.kind === "not-a-local-minimum" ? 0.2 : minimum ? 1e-3 : 0.05,
			},
			sentence: `The core has loss ${core.loss.toPrecision(8)} and smallest Hessian eigenvalue ${core.lowest.toPrecision(3)}; the splitting matrix has eigenvalues ${Array.from(core.splitting.eigenvalues, (value) => value.toPrecision(3)).join(", ")}; the shares are ${shares.map((share) => share.toPrecision(3)).join(", ")}.`,
			better: minimum ? await betterBySearch(file, core.loss, seed) : null,
			path: null,
			ownChecks: [
				{
					what: "smallest Hessian eigenvalue of the core, claimed positive",
					value: core.lowest,
					passed: core.lowest > 1e-9,
				},
				{
					what: `splitting matrix, claimed ${row.definite === "neither" ? "indefinite" : `${row.definite} definite`}: smallest eigenvalue`,
					value: core.splitting.eigenvalues[0],
					passed: core.splitting.definite === row.definite,
				},
			],
		};
	},
};

function fileOf(width: number, targets: readonly number[]): Record<string, unknown> {
	return {
		lossatlas: 1,
		data: { inline: { x: x.map((value) => [value]), y: targets } },
		network: {
			layers: [
				{ width, activation: "tanh" },
				{ width: 1, activation: "identity" },
			],
		},
		loss: { name: "squared" },
	};
}

interface FoundCore {
	readonly theta: Float64Array;
	readonly targets: readonly number[];
	readonly loss: number;
	readonly lowest: number;
	readonly splitting: Splitting;
}

/**
 * The eight-point core, whose matrix is positive definite; an indefinite one from random targets; a negative definite one
 * from targets made for it: f - t r with a residual whose function has a maximum at the unit, t so small that the Hessian
 * stays positive definite.
 */
async function coreFor(definite: Splitting["definite"], seed: number): Promise<FoundCore> {
	for (let attempt = 0; attempt < attempts; attempt++) {
		const trial = trialOf(definite, seed, attempt);
		if (trial === null) continue;
		const { targets, from } = trial;
		const objective = createObjective(await parseProblem(fileOf(1, targets)));
		try {
			const found = critical(objective, from);
			if (found === null) continue;
			const splitting = splittingMatrix(objective, found.theta, 0);
			const { eigenvalues } = splitting;
			const clear = Math.min(Math.abs(eigenvalues[0]), Math.abs(eigenvalues[1])) > 1e-5;
			if (clear && splitting.definite === definite) return { ...found, targets, splitting };
		} finally {
			objective.release();
		}
	}
	throw new InputError(
		"No core with such a splitting matrix was found.",
		{ field: "row" },
		"Try another seed.",
	);
}

function trialOf(
	definite: Splitting["definite"],
	seed: number,
	attempt: number,
): { readonly targets: readonly number[]; readonly from: Float64Array } | null {
	const random = randomStream(seed, "width-lift-core", attempt);
	if (definite === "positive") return { targets: y, from: Float64Array.from(start) };
	if (definite === "neither")
		return {
			targets: x.map(() => random.normal()),
			from: Float64Array.from(start, () => 1.5 * random.normal()),
		};
	const w = [0.5 + random.uniform(), random.normal()];
	const found = stationaryResidual(
		"tanh",
		x.map((value) => [value, 1]),
		[w],
		[-1],
		true,
	);
	if (found === null) return null;
	const outgoing = 1 + random.uniform();
	const size = [0.3, 0.1, 0.03, 0.01][attempt % 4];
	return {
		targets: Array.from(found.residual, (r, n) => outgoing * found.features[n] - size * r),
		from: Float64Array.of(...w, outgoing, 0),
	};
}

/** A critical point of moderate size with a positive definite Hessian near a start; null when none is found. */
function critical(objective: Objective, from: Float64Array): Omit<FoundCore, "targets" | "splitting"> | null {
	const newton = solver("trust-region-newton");
	const ended = run(objective, from, {
		solver: newton,
		successor: newton,
		target: "minima",
		budget: 600,
		tolerance: 1e-12,
	});
	if (ended.outcome.kind !== "converged") return null;
	const { theta } = polish(objective, ended.theta);
	if (theta.some((value) => Math.abs(value) > 20) || Math.abs(theta[2]) < 0.05) return null;
	const lowest = symmetricEigen(objective.hessian(theta), theta.length, false).values[0];
	return lowest > 1e-4 ? { theta, loss: objective.value(theta), lowest } : null;
}

/** Shares with the wanted signs and sum 1. */
function drawShares(width: number, row: Row, draw: () => number): number[] {
	const positive = row.positive(width);
	const signs = Array.from({ length: width }, (_, j) => (j < positive ? 1 : j < width - row.zeros ? -1 : 0));
	const raw = signs.map((sign) => sign * draw());
	const negative = raw.reduce((sum, value) => sum + Math.min(value, 0), 0);
	// Negative shares sum to -1/2, positive ones to what is left.
	const scaled = raw.map((value) => (value < 0 ? value / (-2 * negative) : value));
	const plus = scaled.reduce((sum, value) => sum + Math.max(value, 0), 0);
	const wanted = negative < 0 ? 1.5 : 1;
	return scaled.map((value) => (value > 0 ? (value * wanted) / plus : value));
}
