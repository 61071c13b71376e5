import type { Problem } from "../../problem/problem.ts";
import { edited, type RemedyFamily } from "./remedy.ts";

const penalty = 0.1;

/** One unit a exp(w.x + b) added to the output, with a penalty on a. */
export const exponentialNeuron: RemedyFamily = {
	id: "exponential-neuron",
	title: "An exponential neuron",
	admissible(problem: Problem) {
		const present = problem.network.branches.some(({ role }) => role === "exponential");
		if (present || problem.network.outputs !== 1) return [];
		return [
			{
				kind: "plain",
				async propose() {
					return {
						change: `an exponential neuron with penalty ${penalty}`,
						caveat:
							"Where the network cannot attain the optimum of each sample, the changed objective has no local minimum at all and a descent method runs off to infinity.",
						problem: await edited(problem, ({ network }) => {
							network["exponential-neuron"] = { penalty };
						}),
					};
				},
			},
		];
	},
};
