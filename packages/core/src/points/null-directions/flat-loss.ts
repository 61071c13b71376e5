import { coordinate } from "./row-directions.ts";
import type { NullSource } from "./source.ts";

/** Every sample is inside a flat region of the loss and no penalty acts: the loss is constant around theta. */
export const flatLoss: NullSource = ({ objective, active }) => {
	const { weightDecay, exponentialPenalty } = objective.problem;
	if (active.length > 0 || weightDecay > 0 || exponentialPenalty > 0) return [];
	const n = objective.parameters;
	return [
		{
			reason: "every sample in the flat region of the loss",
			along: "critical",
			orthonormal: true,
			whole: true,
			directions: Array.from({ length: n }, (_, p) => coordinate(n, p)),
		},
	];
};
