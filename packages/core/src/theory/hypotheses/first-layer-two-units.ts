import { onlyChain } from "../architecture.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** d_1 >= 2: one unit carries the fit, another one bends. */
export const firstLayerTwoUnits: Hypothesis = {
	id: "first-layer-two-units",
	title: "The first hidden layer has at least two units.",
	latex: "d_1 \\ge 2",
	evaluate({ problem }) {
		const width = onlyChain(problem)?.[0].width ?? 0;
		return width >= 2
			? holds(`The first hidden layer has ${width} units.`, { width })
			: fails("The first hidden layer has one unit.", { width });
	},
};
