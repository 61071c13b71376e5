import { criticalValue, selectionOf } from "../closed-forms/critical-values.ts";
import { linearDescent } from "../closed-forms/descent.ts";
import { linearNetwork } from "../closed-forms/linear-network.ts";
import { randomCriticalPoint } from "../closed-forms/random-critical-point.ts";
import { realize } from "../closed-forms/realize.ts";
import { randomStream } from "../numerics/random.ts";
import { infinityNorm } from "../numerics/vector.ts";
import { createObjective } from "../objective/create-objective.ts";
import { InputError } from "../problem/input-error.ts";
import { parseProblem } from "../problem/parse.ts";
import type { CheckResult, Claim, Construct } from "./construction.ts";

/** Which critical point of a linear network. */
export interface LinearCase {
	/** d_0, ..., d_l */
	readonly widths: readonly number[];
	readonly samples: number;
	/** `global`: the largest triples; `inverted`: the largest replaced by the next unselected; `deficient`: one fewer than fit. */
	readonly which: "global" | "inverted" | "deficient" | "zero";
	readonly seed: number;
}

/**
 * A critical point of a linear network on random data by its closed form, with random free matrices; `zero` takes the
 * canonical point of the empty selection, all weights 0.
 */
export async function linearCriticalPoint({ widths, samples, which, seed }: LinearCase): Promise<Construct> {
	const random = randomStream(seed, "linear-critical-point");
	const depth = widths.length - 1;
	const matrix = (columns: number) =>
		Array.from({ length: samples }, () => Array.from({ length: columns }, () => random.normal()));
	const file = {
		lossatlas: 1,
		data: { inline: { x: matrix(widths[0]), y: matrix(widths[depth]) } },
		network: { layers: widths.slice(1).map((width) => ({ width, activation: "identity", bias: false })) },
		loss: { name: "squared" },
	};
	const problem = await parseProblem(file);
	const network = linearNetwork(problem);
	if (network === null) throw new Error("A chain of linear layers is in the scope of the closed form.");
	const { capacity, groups } = network;
	const counts = groups.map((_, i) => chosen(which, i, capacity, groups.length));
	if (which === "inverted" && groups.length <= capacity)
		throw new InputError(
			`All ${groups.length} singular values fit through ${capacity} hidden units: none can be left out for a smaller one.`,
			{ field: "width" },
			"Take fewer hidden units or more outputs.",
		);
	const draw = () => 2 * random.uniform() - 1;
	const value = criticalValue(network, counts);
	const point =
		which === "zero"
			? { theta: realize(network, selectionOf(network, counts)), ...value }
			: randomCriticalPoint(network, counts, draw);
	const objective = createObjective(problem);
	try {
		const ownChecks: CheckResult[] = [];
		const kind = kindOf(which, point.index);
		if (kind === "non-strict-saddle") ownChecks.push(lowerPath(network, objective, point.theta));
		const best = criticalValue(
			network,
			groups.map((_, i) => chosen("global", i, capacity, groups.length)),
		);
		return {
			file,
			theta: point.theta,
			claim: {
				kind,
				loss: value.loss,
				trainingError: null,
				nullity: point.nullity,
				kinked: false,
				radius: 0.05,
			},
			sentence: `Of the ${groups.length} singular values ${value.selection.reduce((sum, s) => sum + s, 0)} are selected ([${value.selection.join(", ")}]), ${capacity} fit; loss ${value.loss.toPrecision(6)}, the least is ${best.loss.toPrecision(6)}; index ${point.index}, nullity ${point.nullity}.`,
			better: which === "global" ? null : realize(network, best.selection),
			path: null,
			ownChecks,
		};
	} finally {
		objective.release();
	}
}

function chosen(which: LinearCase["which"], i: number, capacity: number, count: number): number {
	const most = Math.min(capacity, count);
	switch (which) {
		case "global":
			return i < most ? 1 : 0;
		case "inverted":
			return i > 0 && i <= most ? 1 : 0;
		case "deficient":
			return i < most - 1 ? 1 : 0;
		case "zero":
			return 0;
	}
}

function kindOf(which: LinearCase["which"], index: number): Claim["kind"] {
	if (which === "global") return "global-minimum";
	return index > 0 ? "strict-saddle" : "non-strict-saddle";
}

/** A saddle without negative curvature: the constructed step that lowers the loss all the same. */
function lowerPath(
	network: Parameters<typeof linearDescent>[0],
	objective: ReturnType<typeof createObjective>,
	theta: Float64Array,
): CheckResult {
	const descent = linearDescent(network, theta, 0);
	const loss = objective.value(theta);
	const change =
		descent === null ? Number.NaN : objective.value(theta.map((x, k) => x + descent.direction[k])) - loss;
	const length = descent === null ? 0 : infinityNorm(descent.direction);
	return {
		what: `change of the loss by a constructed step of length ${length.toPrecision(3)}, claimed negative`,
		value: change,
		passed: change < 0,
	};
}
