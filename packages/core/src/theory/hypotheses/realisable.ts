import { linearSlope } from "../../closed-forms/linear-scope.ts";
import type { Branch, Problem } from "../../problem/problem.ts";
import { type ShallowBranch, shallowBranches } from "../architecture.ts";
import { distinctInputs } from "../exact/distinct-inputs.ts";
import { separate } from "../exact/linear-separation.ts";
import { type Finding, fails, holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";
import type { Subject } from "../subject.ts";
import { noMixedInputs } from "./no-mixed-inputs.ts";
import { noNoise } from "./no-noise.ts";

/** Branches other than the exponential neuron. */
function ordinary({ network }: Problem): readonly Branch[] {
	return network.branches.filter(({ role }) => role !== "exponential");
}

/** Every layer computes an affine function of its inputs, so the branch does. */
function isAffine({ layers }: Branch): boolean {
	return layers.every(({ activation: { properties } }) => (properties.polynomialDegree ?? 2) <= 1);
}

/** Its last layer is trained and linear, so that its output can be made 0. */
function canBeSilent({ layers }: Branch): boolean {
	const last = layers[layers.length - 1];
	return last.fixed === null && linearSlope(last.activation) !== null;
}

/** The trained one-hidden-layer branches with an offset, beside which all others can be silent. */
function freeBranches(problem: Problem): ShallowBranch[] {
	const branches = ordinary(problem);
	return shallowBranches(problem).filter(
		({ role, trained, offset }) =>
			trained &&
			offset === "trained" &&
			branches.every((branch) => branch.role === role || canBeSilent(branch)),
	);
}

/**
 * Some parameters classify every sample strictly: y_i f(x_i) > 0, the exponential neuron aside.
 *
 * Holds for separable classes and an increasing unit with an offset, a_0 + a (sigma(u.x + beta) - sigma(0)); and for n - 1
 * units of a continuous activation that is no polynomial, with trained inner biases, on n distinct inputs with one label
 * each: their features and the constant interpolate any values (Leshno, Lin, Pinkus & Schocken 1993). Fails for an input
 * with both labels, and for a network that is affine in x on classes that no hyperplane parts. Undecided otherwise.
 */
export const realisable: Hypothesis = {
	id: "realisable",
	title: "Some parameters classify every training sample, without a tie.",
	latex: "\\exists \\theta:\\ y_i f(x_i; \\theta) > 0\\ \\forall i",
	async evaluate(subject): Promise<Finding> {
		const { problem } = subject;
		if (problem.data.labels !== "binary" || problem.network.outputs !== 1)
			return fails("There are no labels +1 and -1, or several outputs.");
		const quiet = (await subject.finding(noNoise)).status === "holds";
		const mixed = await subject.finding(noMixedInputs);
		if (quiet && mixed.status === "fails") return mixed;
		if (quiet && ordinary(problem).every(isAffine)) {
			const parted = await separation(subject, true);
			if (parted.status === "fails")
				return fails(
					"The network is affine in its inputs, and no hyperplane separates the classes, exactly.",
				);
		}
		for (const branch of freeBranches(problem)) {
			const found = (await bySeparation(subject, branch)) ?? (await byInterpolation(subject, branch, mixed));
			if (found !== null) return found;
		}
		return undecided(
			"Neither a hyperplane that an increasing unit can follow nor enough units to interpolate was found; a point that classifies every sample, found by a survey, is strong evidence.",
		);
	},
};

function separation(subject: Subject, offset: boolean) {
	const { x, y } = subject.problem.data;
	return subject.onceForData(`hyperplane ${offset}`, () => separate(x, y, { offset }));
}

async function bySeparation(subject: Subject, branch: ShallowBranch): Promise<Finding | null> {
	const { positiveDerivative, positiveSlope } = branch.activation.properties;
	if (!positiveDerivative && !positiveSlope) return null;
	const parted = await separation(subject, branch.innerBiases === "trained");
	return parted.status === "holds"
		? holds(
				`The classes are linearly separable, and one ${branch.activation.name} unit with an offset follows the hyperplane.`,
			)
		: null;
}

async function byInterpolation(
	subject: Subject,
	{ innerBiases, activation, width }: ShallowBranch,
	mixed: Finding,
): Promise<Finding | null> {
	const { polynomialDegree, smoothness } = activation.properties;
	if (innerBiases !== "trained" || polynomialDegree !== null || smoothness < 0 || mixed.status !== "holds")
		return null;
	const { data } = subject.problem;
	const n = subject.onceForData(distinctInputs, () => distinctInputs(data)).length;
	return width >= n - 1
		? holds(`${width} ${activation.name} units and an offset interpolate any values on ${n} distinct inputs.`)
		: null;
}
