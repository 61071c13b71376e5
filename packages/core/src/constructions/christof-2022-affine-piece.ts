import { randomStream } from "../numerics/random.ts";
import { InputError } from "../problem/input-error.ts";
import { parseProblem } from "../problem/parse.ts";
import { integer, oneOf } from "../problem/setting.ts";
import { judgeTheorem } from "../theory/judge.ts";
import { subjectOf } from "../theory/subject.ts";
import { affinePiece } from "../theory/theorems/christof-2022-affine-piece.ts";
import { affinePoint } from "../theory/witnesses/affine-piece.ts";
import { betterBySearch } from "./better-by-search.ts";
import type { Construction } from "./construction.ts";

/**
 * A network that computes the best affine fit with all preactivations inside affine pieces of its activations; the theorem
 * of the same name is checked on the problem first.
 */
export const affineFitPoint: Construction = {
	id: "christof-2022/affine-piece",
	title: "A network stuck at the best affine fit, at any depth",
	citation: affinePiece.citation,
	claim:
		"Any depth, activations with an affine piece of nonzero slope, biases, squared loss, targets that are not affine: a bad differentiable local minimum with the loss of the best affine fit.",
	settings: [
		integer("inputs", 2, "input dimension", 1, 20),
		integer("samples", 12, "samples", 3, 200),
		integer("width", 4, "units of each hidden layer", 2, 100),
		integer("depth", 1, "hidden layers", 1, 5),
		oneOf("activation", ["relu", "leaky-relu", "elu", "selu"], "the activation"),
	],
	takes: { problem: "optional", point: "no" },
	async build(values, seed, given) {
		const file = given.problem?.canonical ?? drawn(values as Record<string, number>, values.activation, seed);
		const problem = given.problem ?? (await parseProblem(file));
		const subject = subjectOf(problem);
		try {
			const { hypotheses } = await judgeTheorem(affinePiece, subject);
			const missing = hypotheses.find(({ status }) => status !== "holds");
			const point = missing === undefined ? affinePoint(subject) : null;
			if (point === null)
				throw new InputError(
					`This problem does not admit the claim: ${missing?.sentence ?? "its fit is too costly."}`,
					{
						field: given.problem === null ? "settings" : "problem",
					},
				);
			return {
				file,
				theta: point.theta,
				claim: {
					kind: "local-minimum",
					loss: point.loss,
					trainingError: point.trainingError,
					nullity: null,
					kinked: false,
					radius: point.radius,
				},
				sentence: `All preactivations lie inside affine pieces: nearby the network is affine, and the best affine fit has loss ${point.loss.toPrecision(6)}.`,
				better: point.better ?? (await betterBySearch(file, point.loss, seed)),
				path: null,
			};
		} finally {
			subject.release();
		}
	},
};

function drawn(
	{ inputs, samples, width, depth }: Record<string, number>,
	activation: number | string,
	seed: number,
): Record<string, unknown> {
	const random = randomStream(seed, "affine-fit");
	const x = Array.from({ length: samples }, () => Array.from({ length: inputs }, () => random.normal()));
	return {
		lossatlas: 1,
		data: { inline: { x, y: x.map(() => random.normal()) } },
		network: {
			layers: [
				...Array.from({ length: depth }, () => ({ width, activation })),
				{ width: 1, activation: "identity" },
			],
		},
		loss: { name: "squared" },
	};
}
