import { hiddenLayers } from "../../points/hidden-layer.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** A hidden unit whose incoming and outgoing weights are trained: with outgoing weights 0 it is idle. */
export const idleUnit: Hypothesis = {
	id: "idle-unit",
	title: "Some hidden unit has trained incoming and outgoing weights.",
	latex: "v_j = 0 \\Rightarrow \\partial L / \\partial w_j = 0",
	evaluate({ problem }) {
		const layer = hiddenLayers(problem).find(({ incoming, outgoing }) => incoming && outgoing);
		return layer === undefined
			? fails("No hidden unit has trained weights on both sides.")
			: holds(`The units of ${layer.name} have trained weights on both sides.`, { layer: layer.name });
	},
};
