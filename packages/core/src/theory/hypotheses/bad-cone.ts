import { toNumber } from "../../rigor/rational.ts";
import { fails, holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";
import { deadCone } from "../witnesses/dead-cone.ts";
import { coneOfHigherLoss } from "../witnesses/least-squares-cones.ts";
import { reluWithoutOutputBias } from "./relu-without-output-bias.ts";

/** All units can be dead and a live one does better; or two cones of activation patterns have different least losses. */
export const badCone: Hypothesis = {
	id: "bad-cone",
	title:
		"In some cone where all units are active on the same samples (or on none) the least loss is above a loss elsewhere.",
	latex:
		"\\exists J, J':\\ \\min_B \\textstyle\\sum_{J} \\omega_i |B \\tilde x_i - y_i|^2 + \\sum_{J^c} \\omega_i |y_i|^2 > \\min_B \\sum_{J'} \\omega_i |B \\tilde x_i - y_i|^2 + \\sum_{J'^c} \\omega_i |y_i|^2",
	async evaluate(subject) {
		const scope = await subject.finding(reluWithoutOutputBias);
		if (scope.status !== "holds") return fails(`Cones are not looked at: ${scope.sentence}`);
		const dead = await deadCone(subject);
		if (dead.status === "found")
			return holds(
				"Weights with all preactivations negative exist, and a live unit is correlated with the targets; both checked exactly.",
				{ dead: Array.from(dead.dead), live: Array.from(dead.live) },
			);
		const pair = coneOfHigherLoss(subject);
		switch (pair.status) {
			case "found":
				return holds(
					`Where all units are active on exactly ${pair.worst.samples.length} samples the least sum of losses is ${toNumber(pair.worst.value).toPrecision(6)}, in another cone it is ${toNumber(pair.best.value).toPrecision(6)}; both are exact fractions.`,
					{ worst: pair.worst.samples, best: pair.best.samples },
				);
			case "fails":
				return fails(pair.reason);
			default:
				return undecided(`${dead.reason} ${pair.reason}`);
		}
	},
};
