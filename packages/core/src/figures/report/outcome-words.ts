import type { OutcomeKind } from "../../search/outcome.ts";

export interface OutcomeWords {
	/** What the word means, and what it does not. */
	readonly meaning: string;
	/** Continues "3 starts ..." . */
	predicate(count: number): string;
}

/** What each outcome means, for people. */
export const outcomeWords: Readonly<Record<OutcomeKind, OutcomeWords>> = {
	converged: {
		meaning:
			"The start ended in a critical point: every component of the gradient is zero within its own rounding error, and the last Newton steps shrank. A small gradient alone is never called converged.",
		predicate: () => "converged",
	},
	drifting: {
		meaning:
			"The start runs to infinity: the parameters grow without bound while the loss tends to a limit that no finite point attains on this way. The limit and the law of growth are estimates, unless the sentence says that they are proved.",
		predicate: (count) => (count === 1 ? "drifts to infinity" : "drift to infinity"),
	},
	kink: {
		meaning:
			"The start stopped at a point where the objective has no derivative, as piecewise linear activations and losses have them. Whether such a point is a local minimum is a question of its own.",
		predicate: () => "stopped on a kink, where the objective has no derivative",
	},
	"gradient-flat": {
		meaning:
			"The start stopped where the gradient is not zero but lies in the kernel of the Hessian, so that second-order steps make no progress. It is not a critical point.",
		predicate: () => "stopped where the gradient lies in the kernel of the Hessian, not at a critical point",
	},
	budget: {
		meaning:
			"The start used up its evaluations, or could make no further progress, before anything could be said. A larger budget or another solver may decide it.",
		predicate: () => "ended undecided when the budget was spent or progress stopped",
	},
	overflow: {
		meaning:
			"The start reached values so large, or so badly conditioned, that float64 cannot tell the gradient from its rounding error. Nothing is claimed about it.",
		predicate: () => "reached a scale that float64 cannot resolve",
	},
};
