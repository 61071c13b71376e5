import type { Objective } from "../../objective/objective.ts";
import { badCone } from "../hypotheses/bad-cone.ts";
import { reluWithoutOutputBias } from "../hypotheses/relu-without-output-bias.ts";
import type { Conclusion, Theorem } from "../theorem.ts";
import type { Witness } from "../witness.ts";
import { deadCone } from "../witnesses/dead-cone.ts";
import { coneOfHigherLoss } from "../witnesses/least-squares-cones.ts";
import { zhouCritical } from "./zhou-2018.ts";

/**
 * A ReLU layer without output bias: in cones of weights the loss is that of a linear network, whose global minimum is a
 * local minimum here.
 *
 * Proof. In the open cone of activation patterns where units I are active on exactly the samples J the loss is that of a
 * shallow linear network on J plus a constant, so a global minimum of that one that lies in the cone is a differentiable
 * local minimum. (1) With no unit active the loss is constant, |y|^2/2 (weighted): every point is one. A unit with feature
 * phi and outgoing weight <phi, y>/|phi|^2 lowers the loss by <phi, y>^2/(2 |phi|^2) > 0. (2) With all units active on J
 * and more units than outputs the least-squares value of J over all matrices B is attained in the cone: c w + B_1, ..., c w
 * + B_q, c w with w in the cone and c large are in it, and their differences are the rows of B. (With one unit and one
 * output: iff B or -B is in the cone, or B vanishes on J.) Two such cones with different values, in fractions, make the
 * higher one bad.
 */
export const reluConeTheorem: Theorem = {
	id: "zhou-2018-relu-cone",
	title: "A ReLU layer without output bias: local minima in cones",
	citation: zhouCritical,
	statement:
		"Let the network be one ReLU layer with or without inner biases and a linear output layer without bias, the squared loss (sample weights allowed), everything trained, no noise, no penalty. If some weights make all preactivations negative and the feature of some unit is correlated with the targets of some output, every point with all units dead is a bad differentiable local minimum. If all units can be active on exactly the samples J, or on exactly J', there are more units than outputs (or one of each, and the fits lie in their cones), and the least-squares value on J (samples outside J predicted as 0) is above that on J', the former is the loss of a bad differentiable local minimum. Other cones are listed by `enumerate`.",
	latex:
		"A_1 X < 0 \\;\\Longrightarrow\\; L \\equiv \\tfrac12 |Y|^2 \\text{ nearby}; \\qquad \\{A_1 X > 0\\} = I \\times J \\;\\Longrightarrow\\; L \\ge \\min_B \\tfrac12 |B X_J - Y_J|^2 + \\tfrac12 |Y_{J^c}|^2 \\text{ nearby}",
	proof:
		"While the activation pattern stays, the network is linear on the active samples and 0 on the others, and cannot beat the least-squares fit, which it attains; another cone does better.",
	concludes: [{ question: "bad-differentiable-local-minimum", answer: "exists" }],
	hypotheses: [reluWithoutOutputBias, badCone],
	constructions: [
		"zhou-2018/relu-cone",
		"zhou-2018/relu-strict-dead-sample",
		"zhou-2018/relu-strict",
		"zhou-2018/relu-boundary",
	],
	async conclude(subject): Promise<Conclusion[]> {
		const objective = subject.objective();
		const dead = await deadCone(subject);
		if (dead.status === "found") {
			const reason = "one live unit is correlated with the targets, exactly";
			const witness = witnessOf(objective, dead.theta, dead.better, reason, "exact");
			return [
				existing(
					witness,
					`With every unit dead on every sample the output is 0 here and nearby, loss ${lossText(witness)}: a local minimum, and ${reason}.`,
				),
			];
		}
		const pair = coneOfHigherLoss(subject);
		if (pair.status !== "found") return [];
		const { worst, best } = pair;
		const reason = "the least-squares fit in another cone is better, in exact fractions";
		const witness = witnessOf(objective, worst.theta, best.theta, reason, "rounded");
		return [
			existing(
				witness,
				`With all units active on exactly the samples ${worst.samples.join(", ") || "of the empty set"} the network is linear there and 0 on the others, and meets their least-squares fit, loss ${lossText(witness)}: a local minimum, and ${reason}.`,
			),
		];
	},
};

function existing(witness: Witness, sentence: string): Conclusion {
	return {
		question: "bad-differentiable-local-minimum",
		answer: "exists",
		for: "this-problem",
		witness,
		sentence,
	};
}

function witnessOf(
	objective: Objective,
	theta: Float64Array,
	better: Float64Array,
	reason: string,
	exactness: Witness["exactness"],
): Witness {
	return {
		construct: "zhou-2018/relu-cone",
		settings: {},
		point: Array.from(theta),
		loss: objective.value(theta),
		better: { point: Array.from(better), loss: objective.value(better), reason },
		exactness,
	};
}

function lossText({ loss }: Witness): string {
	return (loss ?? Number.NaN).toPrecision(6);
}
