import { onlyChain } from "../architecture.ts";
import { distinctInputs } from "../exact/distinct-inputs.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** Some d_l >= N with d_(l+1) >= ... >= d_(h+1), and monotone activations after layer l. */
export const widePyramid: Hypothesis = {
	id: "wide-then-pyramid",
	title:
		"Some hidden layer has at least as many units as there are distinct inputs; after it widths do not increase and activations are non-decreasing.",
	latex:
		"d_l \\ge N,\\ d_{l+1} \\ge \\dots \\ge d_{h+1},\\ \\sigma_{l+1}, \\dots, \\sigma_h \\text{ non-decreasing}",
	evaluate(subject) {
		const chain = onlyChain(subject.problem);
		if (chain === null || chain.length < 2) return fails("There is no chain with a hidden layer.");
		const n = subject.onceForData(distinctInputs, () => distinctInputs(subject.problem.data)).length;
		const widths = chain.map(({ width }) => width);
		const evidence = { widths, distinctInputs: n };
		const wide = widths.slice(0, -1).flatMap((width, l) => (width >= n ? [l] : []));
		if (wide.length === 0)
			return fails(
				`No hidden layer has ${n} units, the number of distinct inputs; the widths are ${widths.join(", ")}.`,
				evidence,
			);
		const fit = wide.find((l) => {
			const after = chain.slice(l + 1);
			const falling = after.every(({ width }, k) => k === 0 || width <= after[k - 1].width);
			const monotone = after
				.slice(0, -1)
				.every(({ activation }) => activation.properties.increasing !== "no");
			return falling && monotone;
		});
		return fit === undefined
			? fails(
					`Hidden layer ${wide[0] + 1} is wide enough, but after it widths increase or an activation is not non-decreasing.`,
					evidence,
				)
			: holds(
					`Hidden layer ${fit + 1} has ${widths[fit]} units for ${n} distinct inputs; after it widths do not increase.`,
					{
						...evidence,
						layer: fit + 1,
					},
				);
	},
};
