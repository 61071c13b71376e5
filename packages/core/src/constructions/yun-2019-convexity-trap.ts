import { InputError } from "../problem/input-error.ts";
import { parseProblem } from "../problem/parse.ts";
import { integer, oneOf } from "../problem/setting.ts";
import { convexityTrap } from "../theory/exact/convexity-trap.ts";
import { distinctInputs } from "../theory/exact/distinct-inputs.ts";
import { judgeTheorem } from "../theory/judge.ts";
import { subjectOf } from "../theory/subject.ts";
import { convexityTrapTheorem } from "../theory/theorems/yun-2019-convexity-trap.ts";
import { meanPredictor } from "../theory/witnesses/mean-predictor.ts";
import { betterBySearch } from "./better-by-search.ts";
import type { Construction } from "./construction.ts";

/**
 * The mean predictor with all units convex (or all concave) on data that no convex (concave) function improves; the
 * theorem of the same name is checked on the problem first, its certificate in exact arithmetic.
 */
export const convexityTrapPoint: Construction = {
	id: "yun-2019/convexity-trap",
	title: "A smooth network trapped at the mean",
	citation: convexityTrapTheorem.citation,
	claim:
		"Three points, the third the midpoint of the others with the larger target: for any curved activation and width the mean predictor is a bad local minimum, half of the squared error 1/3, while 0 is attained from width 2 on.",
	settings: [
		integer("width", 3, "hidden units", 1, 200),
		oneOf(
			"activation",
			["tanh", "sigmoid", "arctan", "softplus", "silu", "gelu", "elu", "square", "sin", "erf"],
			"the activation",
		),
	],
	takes: { problem: "optional", point: "no" },
	async build(values, seed, given) {
		const file = given.problem?.canonical ?? {
			lossatlas: 1,
			data: {
				inline: {
					x: [
						[seed, 0],
						[0, seed],
						[seed / 2, seed / 2],
					],
					y: [0, 0, 1],
				},
			},
			network: {
				layers: [
					{ width: Number(values.width), activation: values.activation },
					{ width: 1, activation: "identity" },
				],
			},
			loss: { name: "squared" },
			reduction: "sum",
		};
		const problem = given.problem ?? (await parseProblem(file));
		const subject = subjectOf(problem);
		try {
			const { hypotheses } = await judgeTheorem(convexityTrapTheorem, subject);
			const missing = hypotheses.find(({ status }) => status !== "holds");
			const trap = await convexityTrap(problem.data, distinctInputs(problem.data));
			const point = missing === undefined && trap.status === "holds" ? meanPredictor(subject, trap) : null;
			if (point === null)
				throw new InputError(
					`This problem does not admit the claim: ${missing?.sentence ?? "the mean predictor is no trap."}`,
					{
						field: given.problem === null ? "settings" : "problem",
					},
				);
			return {
				file,
				theta: point.theta,
				claim: {
					kind: "local-minimum",
					loss: given.problem === null ? 1 / 3 : point.loss,
					trainingError: null,
					nullity: null,
					kinked: false,
					radius: 0.02,
				},
				sentence: `All preactivations are equal and all outgoing weights of one sign: nearby the network is ${trap.status === "holds" ? trap.side : ""} in x on the data, and no such function improves on the mean; loss ${point.loss.toPrecision(6)}.`,
				better: point.better ?? (await betterBySearch(file, point.loss, seed)),
				path: null,
			};
		} finally {
			subject.release();
		}
	},
};
