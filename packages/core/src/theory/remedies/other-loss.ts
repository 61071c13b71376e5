import type { Problem } from "../../problem/problem.ts";
import { edited, type RemedyFamily } from "./remedy.ts";

/** Candidates by the kind of targets: margin losses for labels +1/-1, the squared loss for any targets. */
const margin = [{ name: "hinge-power", power: 3 }, { name: "logistic" }];
const any = [{ name: "squared" }];

/** Another loss on the same network and data. */
export const otherLoss: RemedyFamily = {
	id: "other-loss",
	title: "Another loss",
	admissible(problem: Problem) {
		const { data, loss } = problem;
		const candidates = [...(data.labels === "binary" && data.outputs === 1 ? margin : []), ...any];
		return candidates
			.filter(({ name }) => name !== loss.name)
			.map((candidate) => ({
				kind: "plain" as const,
				async propose() {
					const power = "power" in candidate ? ` of power ${candidate.power}` : "";
					return {
						change: `the loss ${candidate.name}${power} instead of ${loss.name}`,
						caveat: "Losses of different kinds are not comparable in value.",
						problem: await edited(problem, (file) => {
							file.loss = { ...candidate };
						}),
					};
				},
			}));
	},
};
