import { onlyChain } from "../architecture.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";
import { slopedPiece } from "../witnesses/affine-carrier.ts";

/** Every hidden activation is affine on an interval with a slope other than 0; the first is not affine everywhere. */
export const slopedAffinePieces: Hypothesis = {
	id: "affine-piece",
	title:
		"Every hidden activation is affine with nonzero slope on an interval; that of the first layer is no polynomial.",
	latex: "\\sigma_k(t) = \\alpha_k t + \\gamma_k \\text{ on } (p_k, q_k),\\ \\alpha_k \\ne 0",
	evaluate({ problem }) {
		const chain = onlyChain(problem);
		if (chain === null || chain.length < 2) return fails("There is no chain with a hidden layer.");
		const hidden = chain.slice(0, -1).map(({ activation }) => activation);
		const curved = hidden.find((activation) => slopedPiece(activation) === null);
		if (curved !== undefined)
			return fails(`${curved.name} is affine with nonzero slope on no interval.`, {
				activation: curved.name,
			});
		const [{ name, properties }] = hidden;
		if (properties.polynomialDegree !== null)
			return fails(`${name} is a polynomial: the first hidden layer cannot bend.`, { activation: name });
		return holds(
			`Affine pieces of nonzero slope: ${hidden.map((activation) => activation.name).join(", ")}.`,
		);
	},
};
