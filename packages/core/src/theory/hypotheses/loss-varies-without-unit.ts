import { linearSlope } from "../../closed-forms/linear-scope.ts";
import { hiddenLayers } from "../../points/hidden-layer.ts";
import { onlyChain } from "../architecture.ts";
import { holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/**
 * With one unit idle, the loss is still not constant: a trained constant at the output moves all outputs alike; or a
 * second unit beside it, with features that are not all 0, moves them through its outgoing weight.
 */
export const lossVariesWithoutUnit: Hypothesis = {
	id: "loss-varies-without-unit",
	title: "With that unit idle, the other parameters still change the loss.",
	latex: "L|_{v_j = 0} \\ne \\text{const}",
	evaluate({ problem }) {
		for (const { role, layers } of problem.network.branches) {
			const last = layers[layers.length - 1];
			if (last.bias && last.fixed === null && linearSlope(last.activation) !== null)
				return holds(
					`The output constant of the ${role} branch is trained, and every loss here depends on it.`,
				);
		}
		const chain = onlyChain(problem);
		const output = chain?.[chain.length - 1];
		if (
			output?.bias &&
			output.fixed === null &&
			output.activation.properties.increasing === "strictly" &&
			problem.loss.properties.convex === "strictly"
		)
			return holds(
				"With the other weights of the output layer at 0, its trained biases move all outputs alike, on which the strictly convex loss depends.",
			);
		const seen = problem.data.x.some((value) => value !== 0);
		for (const { name, declared, incoming, outgoing, width, next, bias } of hiddenLayers(problem)) {
			const isLast = next.layer === problem.network.branches[next.branch].layers.length - 1;
			const linear = linearSlope(next.declared.activation) !== null;
			const { range } = declared.activation.properties;
			const alive = range[0] < 0 || range[1] > 0;
			if (isLast && linear && incoming && outgoing && width >= 2 && alive && (bias >= 0 || seen))
				return holds(`A second unit of ${name} changes the outputs through its outgoing weights.`);
		}
		return undecided(
			"That other parameters change the loss while one unit is idle was not shown for this architecture.",
		);
	},
};
