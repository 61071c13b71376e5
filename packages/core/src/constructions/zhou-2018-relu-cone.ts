import { conePoint } from "../closed-forms/cone-point.ts";
import { outsideConeScope } from "../closed-forms/cone-scope.ts";
import { type ConeValue, productCones } from "../closed-forms/product-cones.ts";
import { randomStream } from "../numerics/random.ts";
import { infinityNorm } from "../numerics/vector.ts";
import { createObjective } from "../objective/create-objective.ts";
import { InputError } from "../problem/input-error.ts";
import { parseProblem } from "../problem/parse.ts";
import type { Problem } from "../problem/problem.ts";
import { integer, oneOf } from "../problem/setting.ts";
import { betterBySearch } from "./better-by-search.ts";
import type { Construct, Construction } from "./construction.ts";
import { reluFile, zhouLiang } from "./zhou-2018.ts";

/** A point this near to a kink is of no use for the checks. */
const leastMargin = 1e-3;
/** Draws of data that are tried. */
const draws = 20;

/**
 * A critical point of one ReLU layer in an open product cone: the units I are active on exactly the samples J, the
 * others on none. There the loss is that of a shallow linear network on J, so a global minimum of that one is a local
 * minimum here, and anything else a strict saddle. The cone is found by linear programs whose strict inequalities are
 * checked exactly.
 */
export const reluCone: Construction = {
	id: "zhou-2018/relu-cone",
	title: "Critical points of a ReLU layer in a product cone",
	citation: zhouLiang,
	claim:
		"One ReLU layer without output bias, random data or a problem of one's own with at most 12 samples: the best (or worst) local minimum, or a strict saddle, in an open product cone of activation patterns.",
	settings: [
		integer("inputs", 3, "input dimension", 1, 6),
		integer("width", 3, "hidden units", 1, 20),
		integer("outputs", 2, "outputs", 1, 4),
		integer("samples", 5, "samples", 2, 9),
		oneOf("which", ["worst-minimum", "best-minimum", "saddle"], "which critical point"),
	],
	takes: { problem: "optional", point: "no" },
	async build(values, seed, given) {
		for (let attempt = 0; attempt < (given.problem === null ? draws : 1); attempt++) {
			const file = given.problem?.canonical ?? drawn(values as Record<string, number>, seed, attempt);
			const made = await inSomeCone(
				given.problem ?? (await parseProblem(file)),
				file,
				String(values.which),
				seed,
			);
			if (made !== null) return made;
		}
		throw new InputError(
			`No product cone of ${given.problem === null ? `${draws} draws of data` : "these data"} holds such a point, away from kinks and with a better one elsewhere.`,
			{ field: "which" },
			"Try another seed, or fewer samples.",
		);
	},
};

async function inSomeCone(
	problem: Problem,
	file: Readonly<Record<string, unknown>>,
	which: string,
	seed: number,
): Promise<Construct | null> {
	const outside = outsideConeScope(problem);
	if (outside !== null)
		throw new InputError(`This problem does not admit the claim: ${outside}`, { field: "problem" });
	const { values: found } = await productCones(problem);
	const wanted = found
		.filter(({ kind, network }) => network !== null && (kind === "saddle") === (which === "saddle"))
		.sort((a, b) => (which === "worst-minimum" ? b.loss - a.loss : a.loss - b.loss));
	const random = randomStream(seed, "relu-cone");
	const objective = createObjective(problem);
	try {
		for (const value of wanted) {
			const made = conePoint(problem, value, () => 2 * random.uniform() - 1);
			if (made === null) continue;
			const margin = leastSize(objective.preactivations(made.theta));
			if (!(margin > leastMargin)) continue;
			const better = await betterBySearch(file, value.loss, seed);
			if (better === null && value.kind !== "saddle") continue;
			const scale = 8 * (1 + infinityNorm(made.theta)) * (1 + infinityNorm(problem.data.x));
			return {
				file,
				theta: made.theta,
				claim: {
					kind: value.kind === "saddle" ? "strict-saddle" : "local-minimum",
					loss: value.loss,
					trainingError: null,
					nullity: null,
					kinked: false,
					radius: Math.min(0.02, margin / scale),
				},
				sentence: sentenceOf(value, margin),
				better,
				path: null,
			};
		}
		return null;
	} finally {
		objective.release();
	}
}

function sentenceOf({ units, samples, selection, loss, kind }: ConeValue, margin: number): string {
	const what = kind === "saddle" ? "a strict saddle" : "a local minimum";
	return `${units} unit${units === 1 ? " is" : "s are"} active on exactly the samples ${samples.join(", ")}, selecting the singular triples [${selection.join(", ")}]: ${what} with loss ${loss.toPrecision(6)}; the least |preactivation| is ${margin.toPrecision(3)}.`;
}

function leastSize(preactivations: Float64Array): number {
	return preactivations.reduce((least, u) => Math.min(least, Math.abs(u)), Infinity);
}

function drawn(
	{ inputs, width, outputs, samples }: Record<string, number>,
	seed: number,
	attempt: number,
): Record<string, unknown> {
	const random = randomStream(seed, "relu-cone-data", attempt);
	const matrix = (columns: number) =>
		Array.from({ length: samples }, () => Array.from({ length: columns }, () => random.normal()));
	return reluFile(matrix(inputs), matrix(outputs), width, false);
}
