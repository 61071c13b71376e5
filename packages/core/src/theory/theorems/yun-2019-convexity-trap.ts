import { convexityTrap } from "../exact/convexity-trap.ts";
import { distinctInputs } from "../exact/distinct-inputs.ts";
import { curvedActivation } from "../hypotheses/curved-activation.ts";
import { everythingTrained } from "../hypotheses/everything-trained.ts";
import { innerAndOuterBiases } from "../hypotheses/inner-and-outer-biases.ts";
import { meanPredictorTrapped } from "../hypotheses/mean-predictor-trapped.ts";
import { noNoise } from "../hypotheses/no-noise.ts";
import { noPenalty } from "../hypotheses/no-penalty.ts";
import { oneHiddenLayer } from "../hypotheses/one-hidden-layer.ts";
import { oneOutput } from "../hypotheses/one-output.ts";
import { squaredLoss } from "../hypotheses/squared-loss.ts";
import type { Conclusion, Theorem } from "../theorem.ts";
import { meanPredictor } from "../witnesses/mean-predictor.ts";

/**
 * Data on which no convex function beats the mean: a smooth network is trapped at the mean predictor, at any width.
 *
 * Proof. Put all preactivations at v with sigma''(v) != 0, w_j = 0, and give every outgoing weight the sign of sigma''(v):
 * nearby every unit, so the network, is a convex function of x on the data. For a convex phi, 1/2 sum w (phi - y)^2 - 1/2
 * sum w (ybar - y)^2 = <w r, phi - ybar> + 1/2 sum w (phi - ybar)^2 >= 0 with r = ybar - y, <w r, 1> = 0 and <w r, phi> >=
 * 0: a local minimum. It is bad: affine functions give <w r, .> = 0, |x|^2 is strictly convex and r != 0, so <w r,
 * (q.x)^2> > 0 for some q; one unit with outgoing weight of the other sign and weights eps q lowers the loss. The same
 * with convex and concave exchanged.
 */
export const convexityTrapTheorem: Theorem = {
	id: "yun-2019-convexity-trap",
	title: "Trapped at the mean predictor, at any width",
	citation: {
		authors: "Yun, Sra & Jadbabaie",
		year: 2019,
		title: "Small Nonlinearities in Activation Functions Create Bad Local Minima in Neural Networks",
		venue: "ICLR 2019, arXiv 1802.03487",
	},
	statement:
		"Let the network be one hidden layer of at least one unit with trained inner biases and output bias, one output, the squared loss (sample weights allowed), no noise, no penalty, and an activation that is twice continuously differentiable with nonzero second derivative near some point. If the residuals r of the weighted mean, over the distinct inputs, are not all 0 and satisfy <w r, phi> >= 0 for every convex function phi (or for every concave one), the mean predictor is a bad local minimum, at any width.",
	latex:
		"r \\ne 0,\\ \\langle \\omega r, \\varphi \\rangle \\ge 0\\ \\forall \\varphi \\text{ convex} \\;\\Longrightarrow\\; f \\equiv \\bar y \\text{ is a bad local minimum}",
	proof:
		"Around the mean predictor with all outgoing weights of one sign the network can only form convex functions, none of which does better than the mean; a unit of the other sign does.",
	concludes: [{ question: "bad-differentiable-local-minimum", answer: "exists" }],
	hypotheses: [
		oneHiddenLayer,
		oneOutput,
		everythingTrained,
		innerAndOuterBiases,
		noNoise,
		noPenalty,
		squaredLoss,
		curvedActivation,
		meanPredictorTrapped,
	],
	constructions: ["yun-2019/convexity-trap"],
	async conclude(subject): Promise<Conclusion[]> {
		const groups = subject.onceForData(distinctInputs, () => distinctInputs(subject.problem.data));
		const trap = await subject.onceForData(convexityTrap, () => convexityTrap(subject.problem.data, groups));
		if (trap.status !== "holds") return [];
		const point = meanPredictor(subject, trap);
		if (point === null) return [];
		const { theta, loss, better } = point;
		const reason = "a unit with an outgoing weight of the other sign lowers the loss";
		return [
			{
				question: "bad-differentiable-local-minimum",
				answer: "exists",
				for: "this-problem",
				witness: {
					construct: "yun-2019/convexity-trap",
					settings: {},
					point: Array.from(theta),
					loss,
					better: {
						point: better === null ? null : Array.from(better),
						loss: better === null ? loss : subject.objective().value(better),
						reason,
					},
					exactness: "rounded",
				},
				sentence: `The mean predictor with all units ${trap.side} is a local minimum, loss ${loss.toPrecision(6)}: no ${trap.side} function does better, and ${reason}. At large width it may be left along a flat path.`,
			},
		];
	},
};
