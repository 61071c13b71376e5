import type { Problem } from "../../problem/problem.ts";
import { type TrainDocument, train } from "../../search/training/train.ts";
import {
	settleTraining,
	type TrainOptions,
	trainOptionNames,
} from "../../search/training/training-options.ts";
import { documentSchema } from "../document-schemas.ts";
import type { Action } from "./action.ts";

/** Plain training in every cell. */
export const trainAction: Action = {
	name: "train",
	summary: "Training by SGD or Adam until a stop rule or the last epoch.",
	problem: "required",
	options: trainOptionNames,
	required: [],
	documentSchema: () => documentSchema("train"),
	measures: {
		zeroTrainingError: {
			meaning: "Whether no sample is misclassified at the end.",
			of: ({ trainingError }: TrainDocument) => (trainingError === null ? null : trainingError === 0),
		},
	},
	standard: ["trainingError", "loss", "epochs"],
	check: (options) => void settleTraining(options as TrainOptions),
	async run(problem, options) {
		const document = train(problem as Problem, options as TrainOptions);
		return { document, evaluations: document.evaluations };
	},
};
