import { certifiedCore, provedCore } from "../hypotheses/certified-core.ts";
import { everythingTrained } from "../hypotheses/everything-trained.ts";
import { noNoise } from "../hypotheses/no-noise.ts";
import { noPenalty } from "../hypotheses/no-penalty.ts";
import { oneHiddenLayer } from "../hypotheses/one-hidden-layer.ts";
import { oneOutput } from "../hypotheses/one-output.ts";
import { smoothActivation } from "../hypotheses/smooth-activation.ts";
import { squaredLoss } from "../hypotheses/squared-loss.ts";
import type { Subject } from "../subject.ts";
import type { Conclusion, Theorem } from "../theorem.ts";
import type { Witness } from "../witness.ts";
import { type CoreCandidate, coreCandidates } from "../witnesses/core-candidates.ts";

/**
 * Bad local minima at any width, for suitable labels.
 *
 * Proof. A critical point of a network with one unit, with positive definite Hessian and positive definite splitting
 * matrix S = a sum l'(f_i) sigma''(z_i) x~_i x~_i^T, split into copies with positive shares of the outgoing weight, is a
 * local minimum at every width: the shares form a manifold of critical points, and on its normal space the Hessian is that
 * of the core plus sum mu_l d_l^T S d_l. It is bad when a better point is known for the same labels. For these labels a
 * core must be proved, by a certificate.
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
	concludes: [
		{ question: "bad-local-minimum", answer: "exists" },
		{ question: "bad-differentiable-local-minimum", answer: "exists" },
	],
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
	conclude,
};

async function conclude(subject: Subject): Promise<Conclusion[]> {
	const found = await subject.once(coreCandidates, () => coreCandidates(subject.problem));
	const proof = await subject.once(provedCore, () => provedCore(subject, found));
	if (proof === null) return [];
	const { candidate, proved, better } = proof;
	const point = split(subject, candidate);
	const whole = better.length === subject.problem.network.parameters;
	const sentence = `A local minimum of the network with one unit, loss ${proved.loss[0].toPrecision(6)}, split into copies with ${candidate.shares === "positive" ? "equal shares" : "one positive and other negative shares"} of its outgoing weight, is a local minimum here and at every width from ${proved.from} on; a point is known whose loss is lower by ${proved.gap.toPrecision(3)}. Certified for these labels.`;
	const witness: Witness = {
		construct: null,
		settings: {},
		point: Array.from(point),
		loss: subject.objective().value(point),
		better: { point: whole ? better : null, loss: found.lowest, reason: "a run reached it" },
		exactness: "rounded",
	};
	return (["bad-local-minimum", "bad-differentiable-local-minimum"] as const).map((question) => ({
		question,
		answer: "exists",
		for: "this-problem",
		witness,
		sentence,
	}));
}

/** The core's unit in every place, with shares of its outgoing weight that sum to 1. */
function split({ problem }: Subject, { theta, shares }: CoreCandidate): Float64Array {
	const [hidden, output] = problem.network.branches[0].layers;
	const { width, inputs, bias } = hidden;
	const own = inputs + (bias ? 1 : 0);
	const point = new Float64Array(problem.network.parameters);
	for (let j = 0; j < width; j++) {
		for (let p = 0; p < inputs; p++) point[j * inputs + p] = theta[p];
		if (bias) point[width * inputs + j] = theta[inputs];
		const share = shares === "positive" ? 1 / width : j === 0 ? width : -1;
		point[width * own + j] = share * theta[own];
	}
	if (output.bias) point[width * own + width] = theta[own + 1];
	return point;
}
