import { shallowNetwork } from "../architecture.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";
import { constantPiece } from "../witnesses/constant-piece.ts";

/** sigma is constant on an interval, as the ReLU is below 0. */
export const activationConstantPiece: Hypothesis = {
	id: "constant-piece",
	title: "The activation is constant on an interval.",
	latex: "\\sigma(t) = \\sigma_0 \\text{ for } t \\in (p, q)",
	evaluate({ problem }) {
		const shallow = shallowNetwork(problem);
		if (shallow === null) return fails("There is no hidden layer with a linear output to speak of.");
		const piece = constantPiece(shallow.activation);
		return piece === null || shallow.activation.properties.polynomialDegree !== null
			? fails(`${shallow.activation.name} is constant on no interval, or everywhere.`)
			: holds(`${shallow.activation.name} is constant between ${piece.from} and ${piece.to}.`, {
					from: `${piece.from}`,
					to: `${piece.to}`,
				});
	},
};
