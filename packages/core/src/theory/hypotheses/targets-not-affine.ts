import { toNumber } from "../../rigor/rational.ts";
import { fails, holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";
import { exactFit } from "../witnesses/affine-piece.ts";

/** The weighted means of the targets over equal inputs are no affine function of the inputs. */
export const targetsNotAffine: Hypothesis = {
	id: "targets-not-affine",
	title: "The mean targets at the distinct inputs are no affine function of the inputs.",
	latex: "\\nexists (c, c_0):\\ c \\cdot x + c_0 = \\bar y(x)\\ \\forall x",
	evaluate(subject) {
		if (subject.problem.network.outputs !== 1) return fails("There are several outputs.");
		const fit = exactFit(subject);
		if (fit === null)
			return undecided(
				"The exact least-squares fit is too costly for these data; try fewer samples (data.limit).",
			);
		const evidence = { squaredError: toNumber(fit.value) };
		return fit.exact
			? fails(
					"An affine function meets the mean targets at every distinct input, exactly: the affine fit is the global minimum.",
					evidence,
				)
			: holds(
					`The best affine fit leaves half a squared error of ${toNumber(fit.value).toPrecision(6)}, exactly not 0 beyond what equal inputs force.`,
					evidence,
				);
	},
};
