import { shallowNetwork } from "../architecture.ts";
import { distinctInputs } from "../exact/distinct-inputs.ts";
import { featureSpanBound } from "../exact/feature-span.ts";
import { fails, holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** m >= dim span{sigma(X^T w)}, by a proved upper bound of the dimension; a sampled rank never supports it. */
export const widthSpansFeatures: Hypothesis = {
	id: "width-spans-features",
	title: "The hidden layer has at least as many units as its features have dimensions on these data.",
	latex: "m \\ge \\dim \\mathrm{span}\\{\\sigma(X^\\top w + b) : w, b\\}",
	evaluate(subject) {
		const shallow = shallowNetwork(subject.problem);
		if (shallow === null) return fails("The network is not one hidden layer with a linear output.");
		const { data } = subject.problem;
		const groups = subject.onceForData(distinctInputs, () => distinctInputs(data));
		const bias = shallow.innerBiases === "trained";
		const { bound, because } = featureSpanBound(data, groups, shallow.activation.properties, bias);
		const evidence = { width: shallow.width, bound };
		if (shallow.width >= bound)
			return holds(`${shallow.width} units are at least ${bound}: ${because}.`, evidence);
		return undecided(
			`${shallow.width} units are fewer than the proved bound ${bound} (${because}); the dimension itself may be smaller, but a sampled rank would not prove that.`,
			evidence,
		);
	},
};
