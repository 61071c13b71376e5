import type { Problem } from "../../problem/problem.ts";
import { check } from "../../survey/check-with-proofs.ts";
import type { CheckDocument } from "../../theory/check.ts";
import { type QuestionId, questionIds, questionMeanings } from "../../theory/question.ts";
import { documentSchema } from "../document-schemas.ts";
import { type Action, type NamedMeasure, requireSwitch } from "./action.ts";

const answerTo = (id: QuestionId): NamedMeasure => ({
	meaning: `The answer to: ${questionMeanings[id]}`,
	of: ({ questions }: CheckDocument) => questions.find(({ question }) => question === id)?.answer ?? null,
});

/** The theory desk in every cell; each question is a measure of its own. */
export const checkAction: Action = {
	name: "check",
	summary: "The theory desk: which theorems apply to this network, loss and data, and what they answer.",
	problem: "required",
	options: ["remedies"],
	required: [],
	documentSchema: () => documentSchema("check"),
	measures: Object.fromEntries(questionIds.map((id) => [id, answerTo(id)])),
	standard: questionIds,
	check: ({ remedies }) => requireSwitch("remedies", remedies),
	async run(problem, options) {
		return {
			document: await check(problem as Problem, { remedies: options.remedies === true }),
			evaluations: 0,
		};
	},
};
