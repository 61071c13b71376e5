import { onlyChain } from "../architecture.ts";
import { partitionIntoIndependent } from "../exact/matroid-partition.ts";
import { fails, holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** Samples up to which the parts, or the violating set, are listed. */
const listed = 100;

/** |S| <= d1 rank(X_S) for all sets S of samples; in particular N <= d0 d1. */
export const matroidRank: Hypothesis = {
	id: "matroid-rank",
	title: "Every set of samples is at most d1 times its rank.",
	latex: "|S| \\le d_1\\, \\mathrm{rank}(X_S)\\ \\forall S",
	evaluate({ problem }) {
		const { data } = problem;
		const width = onlyChain(problem)?.[0].width ?? 0;
		const evidence = { samples: data.samples, inputs: data.inputs, width };
		if (data.samples > width * data.inputs)
			return fails(
				`There are ${data.samples} samples, more than d0 d1 = ${data.inputs} x ${width}.`,
				evidence,
			);
		const found = partitionIntoIndependent(data.x, data.samples, data.inputs, width);
		switch (found.status) {
			case "holds":
				return holds(
					`The ${data.samples} samples can be parted into ${width} linearly independent sets, exactly.`,
					data.samples <= listed ? { ...evidence, parts: found.parts } : evidence,
				);
			case "fails":
				return fails(
					`${found.violating.length} samples have rank ${found.rank} only, and ${width} x ${found.rank} is less.`,
					{
						...evidence,
						rank: found.rank,
						...(found.violating.length <= listed ? { violating: found.violating } : {}),
					},
				);
			default:
				return undecided(found.reason, evidence);
		}
	},
};
