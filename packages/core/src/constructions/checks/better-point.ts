import { lossRounding, type SelfCheck } from "./self-check.ts";

/** The better point, where one is claimed, has a loss lower by more than rounding. */
export const betterPoint: SelfCheck = ({ objective, construct }) => {
	if (construct.better === null) return [];
	const loss = objective.value(construct.theta);
	const gap = objective.value(construct.better) - loss;
	return [
		{
			what: "loss of the better point minus loss of this one",
			value: gap,
			passed: gap < -lossRounding(objective, loss),
		},
	];
};
