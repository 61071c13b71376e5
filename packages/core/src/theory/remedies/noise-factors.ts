import type { Problem } from "../../problem/problem.ts";
import { edited, type RemedyFamily } from "./remedy.ts";

const sigma = 0.1;

/** One fixed factor 1 + sigma xi for each hidden unit and sample. */
export const noiseFactors: RemedyFamily = {
	id: "noise-factors",
	title: "Fixed multiplicative noise on hidden units",
	admissible(problem: Problem) {
		const noisy = problem.network.branches.some(({ layers }) => layers.some(({ noise }) => noise !== null));
		if (noisy || problem.network.branches[0].layers.length < 2) return [];
		return [
			{
				kind: "plain",
				async propose() {
					return {
						change: `fixed normal noise factors 1 + ${sigma} xi on the hidden units`,
						caveat:
							"The statement holds with probability one over the factors, not for a stored draw; it says nothing about points on kinks.",
						problem: await edited(problem, ({ network }) => {
							network.noise = { law: "normal", sigma, seed: 1 };
						}),
					};
				},
			},
		];
	},
};
