import type { LossProperties } from "../../problem/formula/loss.ts";
import { type Finding, fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";
import type { Subject } from "../subject.ts";

/** l(z), z = -y f, non-decreasing, of the given smoothness, with l'(z) = 0 only where z < 0. */
function monotoneMargin({ problem: { loss, data } }: Subject, smoothness: number): Finding {
	const { properties, name } = loss;
	if (properties.coupling !== "margin" || data.labels !== "binary")
		return fails(`The ${name} loss is not a function of the margin -y f of labels +1 and -1.`, {
			loss: name,
		});
	if (properties.nonDecreasing !== true)
		return fails(`The ${name} loss is not non-decreasing in -y f.`, { loss: name });
	if (properties.smoothness < smoothness)
		return fails(`The ${name} loss is in C^${properties.smoothness} only; C^${smoothness} is needed.`, {
			loss: name,
			smoothness: properties.smoothness,
		});
	if (!properties.criticalOnlyWhenCorrect)
		return fails(`The derivative of the ${name} loss vanishes at samples that are not classified correctly.`);
	return holds(flatness(name, properties));
}

function flatness(name: string, { flatRegion }: LossProperties): string {
	return flatRegion === null
		? `The ${name} loss is smooth and its derivative in -y f is positive everywhere.`
		: `The ${name} loss is smooth, non-decreasing in -y f, and flat exactly where -y f <= ${flatRegion.upTo}.`;
}

/** For first-order arguments: the derivative is locally Lipschitz, as it is for every loss here that is in C^1. */
export const monotoneMarginLoss: Hypothesis = {
	id: "monotone-margin-loss",
	title:
		"The loss is differentiable and non-decreasing in z = -y f, and its derivative vanishes only at z < 0.",
	latex: "\\ell \\in C^{1,1}_{\\mathrm{loc}},\\ \\ell' \\ge 0,\\ \\ell'(z) = 0 \\Rightarrow z < 0",
	evaluate: (subject) => monotoneMargin(subject, 1),
};

/** For second-order arguments. */
export const smoothMarginLoss: Hypothesis = {
	id: "smooth-margin-loss",
	title:
		"The loss is twice continuously differentiable and non-decreasing in z = -y f, and its derivative vanishes only at z < 0.",
	latex: "\\ell \\in C^2,\\ \\ell' \\ge 0,\\ \\ell'(z) = 0 \\Rightarrow z < 0",
	evaluate: (subject) => monotoneMargin(subject, 2),
};
