import { fails, holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";
import { deadCone } from "../witnesses/dead-cone.ts";

/** Some weights are negative on all samples, and one live unit does better than output 0, both exactly. */
export const deadConeWorse: Hypothesis = {
	id: "dead-cone-worse",
	title: "All units can be dead on all samples, and a live unit would do better than output 0.",
	latex:
		"\\exists a:\\ a \\cdot \\tilde x_i < 0\\ \\forall i;\\quad \\exists w:\\ \\textstyle\\sum_i \\omega_i y_i \\max(w \\cdot \\tilde x_i, 0) \\ne 0",
	async evaluate(subject) {
		const found = await deadCone(subject);
		switch (found.status) {
			case "found":
				return holds(
					"Weights with all preactivations negative exist, and a live unit is correlated with the targets; both checked exactly.",
					{
						dead: Array.from(found.dead),
						live: Array.from(found.live),
					},
				);
			case "fails":
				return fails(found.reason);
			default:
				return undecided(found.reason);
		}
	},
};
