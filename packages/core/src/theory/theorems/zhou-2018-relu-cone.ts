import { deadConeWorse } from "../hypotheses/dead-cone-worse.ts";
import { reluWithoutOutputBias } from "../hypotheses/relu-without-output-bias.ts";
import type { Conclusion, Theorem } from "../theorem.ts";
import { deadCone } from "../witnesses/dead-cone.ts";
import { zhouCritical } from "./zhou-2018.ts";

/**
 * A ReLU layer without output bias: in the cone of weights where every unit is dead the loss is constant and above what a
 * live unit reaches.
 *
 * Proof. In the open cone of activation patterns where units I are active on exactly the samples J the loss is that of a
 * shallow linear network on J plus a constant, so its local minima there are the global ones of that problem. With no
 * unit active the loss is constant, |y|^2/2 (weighted): every point is a differentiable local minimum. One unit with
 * feature phi and outgoing weight <phi, y>/|phi|^2 lowers the loss by <phi, y>^2/(2 |phi|^2) > 0.
 */
export const reluConeTheorem: Theorem = {
	id: "zhou-2018-relu-cone",
	title: "A ReLU layer without output bias: the cone of dead units",
	citation: zhouCritical,
	statement:
		"Let the network be one ReLU layer with or without inner biases and a linear output layer without bias, the squared loss (sample weights allowed), everything trained, no noise, no penalty. If some weights make all preactivations negative and the feature of some unit is correlated with the targets of some output, every point with all units dead is a bad differentiable local minimum. Other cones are listed by `enumerate`.",
	latex:
		"A_1 X < 0 \\;\\Longrightarrow\\; L \\equiv \\tfrac12 |Y|^2 \\text{ nearby}, \\qquad \\langle \\varphi, y \\rangle \\ne 0 \\;\\Longrightarrow\\; \\inf L < \\tfrac12 |Y|^2",
	proof:
		"With every unit dead the output is 0 nearby; a single live unit that is correlated with the targets does better.",
	concludes: [{ question: "bad-differentiable-local-minimum", answer: "exists" }],
	hypotheses: [reluWithoutOutputBias, deadConeWorse],
	constructions: [
		"zhou-2018/relu-cone",
		"zhou-2018/relu-strict-dead-sample",
		"zhou-2018/relu-strict",
		"zhou-2018/relu-boundary",
	],
	async conclude(subject): Promise<Conclusion[]> {
		const found = await deadCone(subject);
		if (found.status !== "found") return [];
		const objective = subject.objective();
		const loss = objective.value(found.theta);
		const reason = "one live unit is correlated with the targets, exactly";
		return [
			{
				question: "bad-differentiable-local-minimum",
				answer: "exists",
				for: "this-problem",
				witness: {
					construct: "zhou-2018/relu-cone",
					settings: {},
					point: Array.from(found.theta),
					loss,
					better: { point: Array.from(found.better), loss: objective.value(found.better), reason },
					exactness: "exact",
				},
				sentence: `With every unit dead on every sample the output is 0 here and nearby, loss ${loss.toPrecision(6)}: a local minimum, and ${reason}.`,
			},
		];
	},
};
