import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** f(x) is one real number. */
export const oneOutput: Hypothesis = {
	id: "one-output",
	title: "The network has one output.",
	latex: "f(x; \\theta) \\in \\mathbb{R}",
	evaluate({ problem: { network } }) {
		return network.outputs === 1
			? holds("The network has one output.")
			: fails(`The network has ${network.outputs} outputs.`, { outputs: network.outputs });
	},
};
