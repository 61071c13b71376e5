import { shallowNetwork } from "../architecture.ts";
import { countMonomials, occurringDegrees } from "../exact/feature-span.ts";
import { fails, holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** m >= dim span{x -> sigma(w.x + b)}, a count of monomials, whatever the data. */
export const widthIntrinsicDimension: Hypothesis = {
	id: "width-at-least-intrinsic-dimension",
	title:
		"The activation spans a space of functions of finite dimension, and the hidden layer has at least as many units.",
	latex: "m \\ge \\dim \\mathrm{span}\\{x \\mapsto \\sigma(w \\cdot x + b)\\} < \\infty",
	evaluate({ problem }) {
		const shallow = shallowNetwork(problem);
		if (shallow === null) return fails("The network is not one hidden layer with a linear output.");
		const { activation, width, innerBiases } = shallow;
		const degrees = occurringDegrees(activation.properties, innerBiases === "trained");
		if (degrees === null)
			return fails(`${activation.name} is no polynomial: its units span a space of infinite dimension.`, {
				activation: activation.name,
			});
		const dimension = degrees.reduce(
			(sum, degree) => sum + countMonomials(problem.network.inputs, degree),
			0,
		);
		const evidence = { width, dimension };
		return width >= dimension
			? holds(
					`${width} units are at least the ${dimension} monomials of ${activation.name} in ${problem.network.inputs} inputs.`,
					evidence,
				)
			: undecided(
					`${width} units are fewer than the ${dimension} monomials of ${activation.name} in ${problem.network.inputs} inputs, an upper bound of the dimension.`,
					evidence,
				);
	},
};
