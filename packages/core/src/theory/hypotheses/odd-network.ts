import { onlyChain } from "../architecture.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/**
 * f(x) - a_0 is odd in x for all parameters: odd hidden activations without biases; in the last hidden layer an activation
 * that is odd up to a constant (the sigmoid) will do.
 */
export const oddNetwork: Hypothesis = {
	id: "odd-network",
	title:
		"Hidden layers have no biases and odd activations (the last one up to a constant): the output is odd in x up to a constant.",
	latex: "f(-x) - a = a - f(x),\\ a = a(\\theta)",
	evaluate({ problem }) {
		const chain = onlyChain(problem);
		if (chain === null || chain.length < 2) return fails("There is no chain with a hidden layer.");
		const hidden = chain.slice(0, -1);
		const biased = hidden.findIndex(({ bias }) => bias);
		if (biased >= 0) return fails(`Hidden layer ${biased} has biases.`, { layer: biased });
		const uneven = hidden.findIndex(({ activation: { properties } }, k) =>
			k < hidden.length - 1 ? properties.parity !== "odd" : properties.oddUpToConstant === null,
		);
		return uneven >= 0
			? fails(`The activation ${hidden[uneven].activation.name} of hidden layer ${uneven} is not odd.`, {
					layer: uneven,
				})
			: holds("Without inner biases and with odd activations the output is odd in x up to a constant.");
	},
};
