import { randomStream } from "../numerics/random.ts";
import { InputError } from "../problem/input-error.ts";
import { parseProblem } from "../problem/parse.ts";
import { integer } from "../problem/setting.ts";
import { judgeTheorem } from "../theory/judge.ts";
import { subjectOf } from "../theory/subject.ts";
import { liangBinary } from "../theory/theorems/liang-2018.ts";
import { deadRelu } from "../theory/theorems/liang-2018-dead-relu.ts";
import { deadPoint } from "../theory/witnesses/dead-units.ts";
import { betterBySearch } from "./better-by-search.ts";
import { binaryFile, marginLossOf, marginLossSetting } from "./binary-classifier.ts";
import type { Construction } from "./construction.ts";

/**
 * All units dead on all samples and the best constant output: nearby the network is a constant, and the best one is
 * chosen, so this is a local minimum at any width; it misclassifies the smaller class. The theorem of the same name is
 * checked on the problem first.
 */
export const deadReluPoint: Construction = {
	id: "liang-2018/dead-relu",
	title: "A classifier whose units are all dead",
	citation: liangBinary,
	claim:
		"One hidden ReLU layer with biases, any data with unbalanced classes, any convex smooth loss bounded below: a bad differentiable local minimum that misclassifies the smaller class, at any width.",
	settings: [
		integer("inputs", 2, "input dimension", 1, 50),
		integer("positives", 5, "positive samples", 1, 200),
		integer("negatives", 9, "negative samples", 1, 200),
		integer("width", 4, "hidden units", 1, 200),
		marginLossSetting,
	],
	takes: { problem: "optional", point: "no" },
	async build(values, seed, given) {
		const file = given.problem?.canonical ?? drawn(values as Record<string, number>, values.loss, seed);
		const problem = given.problem ?? (await parseProblem(file));
		const subject = subjectOf(problem);
		try {
			const { hypotheses } = await judgeTheorem(deadRelu, subject);
			const missing = hypotheses.find(({ status }) => status !== "holds");
			const point = deadPoint(subject);
			if (missing !== undefined || point === null)
				throw new InputError(
					`This problem does not admit the claim: ${missing?.sentence ?? "its best constant is not known."}`,
					{ field: given.problem === null ? "settings" : "problem" },
				);
			const [constant] = point.constant.outputs;
			const { labels, y } = problem.data;
			const tie = labels !== "binary" || constant === 0;
			let wrong = 0;
			let total = 0;
			for (let i = 0; i < y.length; i++) {
				const weight = problem.data.weights?.[i] ?? 1;
				total += weight;
				if (constant > 0 !== y[i] > 0) wrong += weight;
			}
			const better = point.better ?? (await betterBySearch(file, point.loss, seed));
			return {
				file,
				theta: point.theta,
				claim: {
					kind: "local-minimum",
					loss: point.loss,
					trainingError: tie ? null : wrong / total,
					nullity: null,
					kinked: false,
					radius: 0.05,
				},
				sentence: `All units are constant on all samples; the output is the best constant ${constant.toPrecision(6)}, loss ${point.loss.toPrecision(6)}. Nearby only that constant changes.`,
				better,
				path: null,
			};
		} finally {
			subject.release();
		}
	},
};

function drawn(
	{ inputs, positives, negatives, width }: Record<string, number>,
	loss: number | string,
	seed: number,
): Record<string, unknown> {
	if (positives === negatives)
		throw new InputError(
			"With balanced classes the best constant is 0, and which samples it misclassifies rests on ties.",
			{ field: "positives" },
			"Take different numbers of positives and negatives.",
		);
	const random = randomStream(seed, "dead-relu");
	const y = [...new Array(positives).fill(1), ...new Array(negatives).fill(-1)];
	return binaryFile({
		x: y.map((label) => Array.from({ length: inputs }, () => random.normal() + 0.5 * label)),
		y,
		width,
		activation: "relu",
		innerBiases: true,
		loss: marginLossOf(loss),
	});
}
