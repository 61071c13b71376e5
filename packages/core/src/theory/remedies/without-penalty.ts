import type { Problem } from "../../problem/problem.ts";
import { edited, type RemedyFamily } from "./remedy.ts";

/** The same without weight decay. */
export const withoutPenalty: RemedyFamily = {
	id: "without-weight-decay",
	title: "No weight decay",
	admissible(problem: Problem) {
		if (problem.weightDecay === 0) return [];
		return [
			{
				kind: "plain",
				async propose() {
					return {
						change: `no weight decay instead of ${problem.weightDecay}`,
						caveat: "Without it, minimisers may run off to infinity.",
						problem: await edited(problem, ({ regularizer }) => {
							regularizer["weight-decay"] = 0;
						}),
					};
				},
			},
		];
	},
};
