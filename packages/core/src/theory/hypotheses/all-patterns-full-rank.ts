import { onlyChain } from "../architecture.ts";
import { ranksOfAllPatterns } from "../exact/sign-patterns.ts";
import { fails, holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";
import { slopesOf } from "./two-slopes.ts";

/** rank(A o X) = N for the stored noise and every sign pattern that weights realise. */
export const allPatternsFullRank: Hypothesis = {
	id: "all-patterns-full-rank",
	title:
		"For every activation pattern that some weights realise, the columns a_n x x_n are independent, with the noise as stored.",
	latex: "\\mathrm{rank}(A \\circ X) = N \\text{ for every realisable sign pattern}",
	async evaluate({ problem }) {
		const hidden = onlyChain(problem)?.[0];
		const slopes = hidden === undefined ? null : slopesOf(hidden.activation);
		if (hidden === undefined || slopes === null) return fails("The units do not have two slopes.");
		const { data } = problem;
		const found = await ranksOfAllPatterns({
			x: data.x,
			samples: data.samples,
			inputs: data.inputs,
			width: hidden.width,
			...slopes,
			noise: hidden.noise,
		});
		switch (found.status) {
			case "holds":
				return holds(
					`All ${found.patterns} sign patterns (${found.cells} cells a unit) have full rank, exactly.`,
					{
						cells: found.cells,
						patterns: found.patterns,
					},
				);
			case "fails":
				return fails("A sign pattern that some weights realise has dependent columns.", {
					signs: found.signs,
				});
			default:
				return undecided(found.reason);
		}
	},
};
