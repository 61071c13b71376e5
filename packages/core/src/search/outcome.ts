/** How a start ended. `converged` is never claimed from a small gradient alone. */
export type OutcomeKind = "converged" | "drifting" | "kink" | "gradient-flat" | "budget" | "overflow";

export const outcomeKinds: readonly OutcomeKind[] = [
	"converged",
	"drifting",
	"kink",
	"gradient-flat",
	"budget",
	"overflow",
];

/** The outcome of one start: a word, a sentence for a person, the numbers behind both. */
export interface Outcome {
	readonly kind: OutcomeKind;
	readonly sentence: string;
	/** E.g. growth law, limit direction, estimated infimum for `drifting`; residual for `gradient-flat`. */
	readonly evidence: Readonly<Record<string, unknown>>;
}
