import { onlyChain } from "../architecture.ts";
import { distinctInputs } from "../exact/distinct-inputs.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** d_h >= N, N the number of distinct inputs. */
export const lastHiddenLayerWide: Hypothesis = {
	id: "last-hidden-layer-wide",
	title: "The last hidden layer has at least as many units as there are distinct inputs.",
	latex: "d_h \\ge N",
	evaluate(subject) {
		const chain = onlyChain(subject.problem);
		if (chain === null || chain.length < 2) return fails("There is no chain with a hidden layer.");
		const { width } = chain[chain.length - 2];
		const n = subject.onceForData(distinctInputs, () => distinctInputs(subject.problem.data)).length;
		const evidence = { width, distinctInputs: n };
		return width >= n
			? holds(`The last hidden layer has ${width} units, and there are ${n} distinct inputs.`, evidence)
			: fails(`The last hidden layer has ${width} units, fewer than the ${n} distinct inputs.`, evidence);
	},
};
