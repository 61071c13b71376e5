import { layerPlaces } from "../../points/hidden-layer.ts";
import { bestConstantExists } from "../hypotheses/best-constant.ts";
import { binaryLabels } from "../hypotheses/binary-labels.ts";
import { everythingTrained } from "../hypotheses/everything-trained.ts";
import { linearOutput } from "../hypotheses/linear-output.ts";
import { mirroredPulls } from "../hypotheses/mirrored-pulls.ts";
import { noNoise } from "../hypotheses/no-noise.ts";
import { noPenalty } from "../hypotheses/no-penalty.ts";
import { oddNetwork } from "../hypotheses/odd-network.ts";
import { oneOutput } from "../hypotheses/one-output.ts";
import { onlyMainBranch } from "../hypotheses/only-main-branch.ts";
import { outputBiasTrained } from "../hypotheses/output-bias-trained.ts";
import type { Subject } from "../subject.ts";
import type { Conclusion, Theorem } from "../theorem.ts";
import type { Witness } from "../witness.ts";
import { bestConstant } from "../witnesses/best-constant.ts";
import { misclassifiedByConstant } from "../witnesses/misclassified-by-constant.ts";
import { liangBinary } from "./liang-2018.ts";

/**
 * Odd activations without inner biases on mirrored data: the best constant is the global minimum, and it misclassifies.
 *
 * Proof. f = a + g with a constant a and g odd in x, for all parameters. Let c be the best constant and e_i = -dL/df_i there:
 * sum_i e_i = 0, and sum_i e_i g(x_i) = 0 because the e_i add up to the same number at x and -x. L is convex in the
 * outputs, so L >= L_0 - sum_i e_i (f_i - c) = L_0: the constant is a global minimum, so a local one.
 */
export const oddActivation: Theorem = {
	id: "liang-2018-odd-activation",
	title: "Odd activations without inner biases: the best constant is the global minimum",
	citation: liangBinary,
	statement:
		"Let the network be a chain of layers without biases in the hidden layers, odd hidden activations (the last one odd up to a constant), one linear output with a trained bias, no noise, no penalty, labels +1 and -1, and let the loss be half of the squared error or a convex continuously differentiable margin loss, non-decreasing in z = -y f with derivative 0 only where z < 0 and both classes present. If at the best constant output c the derivatives of the loss add up to the same number at x and -x for every x, the constant output c is a global minimum; if c is not 0 it is a local minimum that misclassifies, at any width and depth.",
	latex:
		"f - a \\text{ odd},\\ \\textstyle\\sum_i e_i\\, g(x_i) = 0\\ \\forall g \\text{ odd} \\;\\Longrightarrow\\; L \\ge L(c)",
	proof: "By convexity only the pulls at the best constant count, and an odd function is orthogonal to them.",
	concludes: [{ question: "nonzero-training-error", answer: "exists" }],
	hypotheses: [
		onlyMainBranch,
		linearOutput,
		oneOutput,
		outputBiasTrained,
		everythingTrained,
		noNoise,
		noPenalty,
		binaryLabels,
		oddNetwork,
		bestConstantExists,
		mirroredPulls,
	],
	constructions: ["liang-2018/odd-activation"],
	conclude(subject): Conclusion[] {
		const outcome = subject.once(bestConstant, () => bestConstant(subject.problem));
		if (!("found" in outcome)) return [];
		const [constant] = outcome.found.outputs;
		return misclassifiedByConstant(subject.problem, constant, constantOutput(subject, constant));
	},
};

/** All weights 0, the output bias at the constant. */
function constantOutput(subject: Subject, constant: number): Witness {
	const { problem } = subject;
	const theta = new Float64Array(problem.network.parameters);
	const [places] = layerPlaces(problem);
	const { bias, declared } = places[places.length - 1];
	theta[bias] = constant / (declared.activation.properties.affinePieces[0]?.slope ?? 1);
	return {
		construct: "liang-2018/odd-activation",
		settings: {},
		point: Array.from(theta),
		loss: subject.objective().value(theta),
		better: null,
		exactness: "rounded",
	};
}
