import type { Activation } from "../../problem/formula/activation.ts";
import { onlyChain } from "../architecture.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** Slopes of a piecewise linear activation with its only kink at 0: right for t >= 0, left for t < 0; null for any other. */
export function slopesOf({
	properties,
}: Activation): { readonly right: number; readonly left: number } | null {
	const { homogeneousDegree, affinePieces } = properties;
	if (homogeneousDegree !== 1) return null;
	const left = affinePieces.find(({ from, to }) => from === -Infinity && to >= 0);
	const right = affinePieces.find(({ from, to }) => from <= 0 && to === Infinity);
	return left === undefined || right === undefined ? null : { left: left.slope, right: right.slope };
}

/** One hidden layer without biases, linear output without bias, units with slopes s_- and s_+, both other than 0. */
export const twoSlopesWithoutBiases: Hypothesis = {
	id: "two-slopes-without-biases",
	title: "One hidden layer of piecewise linear units with two nonzero slopes, no biases, one linear output.",
	latex: "f(x_n) = \\textstyle\\sum_i z_i\\, \\varepsilon_{in}\\, \\psi_s(w_i \\cdot x_n),\\ s \\ne 0",
	evaluate({ problem }) {
		const chain = onlyChain(problem);
		if (chain === null || chain.length !== 2 || problem.network.outputs !== 1)
			return fails("The network is not one hidden layer with one output.");
		const [hidden, output] = chain;
		if (hidden.bias || output.bias)
			return fails("There are biases; a constant input may stand for one in the first layer.");
		const slopes = slopesOf(hidden.activation);
		if (slopes === null)
			return fails(`${hidden.activation.name} is not linear on both sides of a kink at 0.`, {
				activation: hidden.activation.name,
			});
		if (slopes.left === 0 || slopes.right === 0)
			return fails(`${hidden.activation.name} has slope 0 on one side: units can be dead.`, { ...slopes });
		const linear = slopesOf(output.activation);
		if (linear === null || linear.left !== linear.right) return fails("The output is not linear.");
		return holds(`${hidden.width} units with slopes ${slopes.left} and ${slopes.right}, no biases.`, {
			...slopes,
			width: hidden.width,
		});
	},
};
