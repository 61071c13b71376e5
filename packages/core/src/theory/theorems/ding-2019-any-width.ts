import { certifiedCore } from "../hypotheses/certified-core.ts";
import { everythingTrained } from "../hypotheses/everything-trained.ts";
import { noNoise } from "../hypotheses/no-noise.ts";
import { noPenalty } from "../hypotheses/no-penalty.ts";
import { oneHiddenLayer } from "../hypotheses/one-hidden-layer.ts";
import { oneOutput } from "../hypotheses/one-output.ts";
import { smoothActivation } from "../hypotheses/smooth-activation.ts";
import { squaredLoss } from "../hypotheses/squared-loss.ts";
import type { Theorem } from "../theorem.ts";

/**
 * Bad local minima at any width, for suitable labels.
 *
 * Proof. A critical point of a network with one unit, with positive definite Hessian and positive definite splitting
 * matrix S = a sum l'(f_i) sigma''(z_i) x~_i x~_i^T, split into copies with positive shares of the outgoing weight, is a
 * local minimum at every width: the shares form a manifold of critical points, and on its normal space the Hessian is that
 * of the core plus sum mu_l d_l^T S d_l. It is bad when a better point is known for the same labels. For these labels a
 * core must be proved, which floating point does not.
 */
export const anyWidthTheorem: Theorem = {
	id: "ding-2019-any-width",
	title: "Bad local minima at any width, for suitable labels",
	citation: {
		authors: "Ding, Li & Sun",
		year: 2019,
		title: "Sub-Optimal Local Minima Exist for Neural Networks with Almost All Non-Linear Activations",
		venue: "arXiv 1911.01413, Math. Oper. Res. (2022)",
	},
	statement:
		"Let the network be one hidden layer with one linear output and a twice continuously differentiable activation, the squared loss, everything trained, no noise, no penalty. If the network with one unit has on these data a critical point with positive definite Hessian and splitting matrix, then so has every width a local minimum of the same loss; it is bad where a better point is known. For suitable labels on generic inputs such cores exist; for given labels one must be proved.",
	latex:
		"S = a \\textstyle\\sum_i \\ell'(f_i)\\, \\sigma''(z_i)\\, \\tilde x_i \\tilde x_i^\\top \\succ 0,\\ \\nabla^2 L_1 \\succ 0",
	proof:
		"Splitting the unit adds to the Hessian a positive multiple of the splitting matrix on the moves that cancel in the output.",
	concludes: [{ question: "bad-local-minimum", answer: "exists" }],
	hypotheses: [
		oneHiddenLayer,
		oneOutput,
		smoothActivation,
		everythingTrained,
		squaredLoss,
		noNoise,
		noPenalty,
		certifiedCore,
	],
	constructions: ["li-2018/any-width", "fukumizu-2000/width-lift", "liang-2018/split-tanh"],
	conclude: () => [],
};
