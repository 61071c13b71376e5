import { add, fromNumber, multiply, type Rational, signOf, zero } from "../../rigor/rational.ts";
import { onlyChain } from "../architecture.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";
import { slopesOf } from "./two-slopes.ts";

/**
 * Three layers of weights or more, no biases, two nonzero slopes, all layers but the last two held fixed with no zero row,
 * and no first-layer preactivation exactly 0.
 */
export const frozenLowerLayers: Hypothesis = {
	id: "frozen-lower-layers",
	title:
		"A chain without biases, units with two nonzero slopes, all layers but the last two held fixed, no unit of the first exactly at its kink.",
	latex: "W_1, \\dots, W_{L-2} \\text{ fixed},\\ W_{L-1}, W_L \\text{ trained}",
	evaluate({ problem }) {
		const chain = onlyChain(problem);
		if (chain === null || chain.length < 3)
			return fails("There are not three layers of weights in one chain.");
		if (problem.network.outputs !== 1) return fails("There are several outputs.");
		if (chain.some(({ bias }) => bias)) return fails("There are biases.");
		const bent = chain.slice(0, -1).find(({ activation }) => {
			const slopes = slopesOf(activation);
			return slopes === null || slopes.left === 0 || slopes.right === 0;
		});
		if (bent !== undefined) return fails(`${bent.activation.name} has not two nonzero slopes.`);
		const last = slopesOf(chain[chain.length - 1].activation);
		if (last === null || last.left !== last.right) return fails("The output is not linear.");
		const lower = chain.slice(0, -2);
		const free = lower.findIndex(({ fixed }) => fixed === null);
		if (free >= 0)
			return fails(`Layer ${free} is trained; the statement holds the layers below the last two fixed.`);
		if (chain.slice(-2).some(({ fixed }) => fixed !== null))
			return fails("One of the last two layers is fixed.");
		for (const [l, { fixed, width, inputs }] of lower.entries())
			for (let i = 0; i < width; i++)
				if ((fixed as Float64Array).subarray(i * inputs, (i + 1) * inputs).every((value) => value === 0))
					return fails(`Unit ${i} of layer ${l} has all weights 0.`);
		const { data } = problem;
		const [{ fixed, width }] = lower;
		for (let n = 0; n < data.samples; n++)
			for (let i = 0; i < width; i++) {
				let u: Rational = zero;
				for (let j = 0; j < data.inputs; j++)
					u = add(
						u,
						multiply(
							fromNumber((fixed as Float64Array)[i * data.inputs + j]),
							fromNumber(data.x[n * data.inputs + j]),
						),
					);
				if (signOf(u) === 0)
					return fails(`Unit ${i} of the first layer is exactly at its kink on sample ${n}.`);
			}
		return holds(
			`The ${lower.length} lower layer${lower.length === 1 ? " is" : "s are"} fixed; no first-layer preactivation is 0, exactly.`,
		);
	},
};
