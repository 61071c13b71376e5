import type { Problem } from "../../problem/problem.ts";
import { edited, type RemedyFamily } from "./remedy.ts";

/** A parallel branch a0 + sum_j a_j softplus(w_j.x + b_j): the least width at which an answer changes. */
export const shortcutBranch: RemedyFamily = {
	id: "shortcut-branch",
	title: "A shortcut branch of softplus units",
	admissible(problem: Problem) {
		if (problem.network.outputs !== 1 || problem.network.branches.some(({ role }) => role === "shortcut"))
			return [];
		return [
			{
				kind: "scaled",
				from: 1,
				to: problem.data.samples + 1,
				async at(size) {
					return {
						change: `a shortcut branch of ${size} softplus unit${size === 1 ? "" : "s"} beside the network`,
						caveat: "It adds parameters and changes what the model can compute.",
						problem: await edited(problem, ({ network }) => {
							network.shortcut = { width: size, activation: "softplus", bias: true };
						}),
					};
				},
			},
		];
	},
};
