import type { Problem } from "../../problem/problem.ts";
import { edited, type RemedyFamily } from "./remedy.ts";

const decay = 1e-3;

/** The same with weight decay, which makes the objective coercive. */
export const withPenalty: RemedyFamily = {
	id: "weight-decay",
	title: "Weight decay",
	admissible(problem: Problem) {
		if (problem.weightDecay > 0) return [];
		return [
			{
				kind: "plain",
				async propose() {
					return {
						change: `weight decay ${decay}`,
						caveat: "It moves the minima, and theorems about the loss alone no longer apply.",
						problem: await edited(problem, ({ regularizer }) => {
							regularizer["weight-decay"] = decay;
						}),
					};
				},
			},
		];
	},
};
