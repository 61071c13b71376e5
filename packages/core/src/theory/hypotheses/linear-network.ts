import { outsideLinearScope } from "../../closed-forms/linear-scope.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** A chain of linear layers and the squared loss, in the scope of the closed forms. */
export const linearNetworkOf: Hypothesis = {
	id: "linear-network",
	title: "The network is a chain of linear layers with the squared loss and no penalty.",
	latex: "L = \\tfrac12 |W_l \\cdots W_1 X - Y|^2",
	evaluate({ problem }) {
		const outside = outsideLinearScope(problem);
		const layers = problem.network.branches[0].layers.length;
		return outside === null ? holds(`A linear network of ${layers} layers.`, { layers }) : fails(outside);
	},
};
