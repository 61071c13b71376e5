import { toText } from "../../rigor/rational.ts";
import { convexityTrap } from "../exact/convexity-trap.ts";
import { distinctInputs } from "../exact/distinct-inputs.ts";
import { fails, holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** <w r, phi> >= 0 for every convex phi (or for every concave one), r = mean - target at the distinct inputs, r != 0. */
export const meanPredictorTrapped: Hypothesis = {
	id: "mean-predictor-trapped",
	title: "No convex function (or no concave one) of the inputs improves on the mean predictor.",
	latex:
		"\\langle \\omega r, \\varphi \\rangle \\ge 0\\ \\forall \\varphi \\text{ convex},\\ r = \\bar y - y \\ne 0",
	async evaluate(subject) {
		const { problem } = subject;
		if (problem.network.outputs !== 1) return fails("There are several outputs.");
		const groups = subject.onceForData(distinctInputs, () => distinctInputs(problem.data));
		const found = await subject.onceForData(convexityTrap, () => convexityTrap(problem.data, groups));
		if (found.status === "undecided") return undecided(found.reason);
		if (found.status === "fails") return fails(found.reason);
		return holds(
			`No ${found.side} function improves on the mean predictor: the residuals are ${found.spreads.length} spreads of mass, exactly.`,
			{
				side: found.side,
				mean: toText(found.mean),
				spreads: found.spreads.map(({ at, to, amount }) => [
					groups[at].samples[0],
					groups[to].samples[0],
					toText(amount),
				]),
			},
		);
	},
};
