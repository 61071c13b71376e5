import { onlyChain } from "../architecture.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** One chain of layers, without a parallel branch. */
export const onlyMainBranch: Hypothesis = {
	id: "one-chain",
	title: "The network is one chain of layers, without parallel branches.",
	latex: "f = \\sigma_{h+1} \\circ W_{h+1} \\circ \\dots \\circ \\sigma_1 \\circ W_1",
	evaluate({ problem }) {
		const chain = onlyChain(problem);
		if (chain === null) {
			const roles = problem.network.branches.map(({ role }) => role);
			return fails(`There are parallel branches: ${roles.join(", ")}.`, { branches: roles });
		}
		return holds(`The network is one chain of ${chain.length} layers.`, { layers: chain.length });
	},
};
