export type Tristate = "yes" | "no" | "unknown";

/** The document of `classify`: field by field as the contract has it. */
export interface Classification {
	readonly schema: "lossatlas/classify@1";
	readonly kind: "minimum" | "saddle" | "maximum" | "not-critical" | "undecided";
	readonly strict: Tristate;
	readonly strictModuloSymmetry: Tristate;
	readonly global: Tristate;
	readonly reason: string;
	readonly method: "dense" | "iterative" | "closed-form" | "kink-test";
	readonly loss: number;
	/** Largest absolute component. */
	readonly gradientNorm: number;
	readonly index: number | null;
	readonly nullity: number | null;
	readonly nullityExplained: number | null;
	readonly spectrum: { readonly min: number; readonly max: number } | null;
	readonly trainingError: number | null;
	/** Preactivations at a kink. */
	readonly boundary: number;
	/** Samples with |f| = 0. */
	readonly ties: number | null;
	readonly closedForm: { readonly selection: readonly number[] } | null;
	readonly descent: readonly number[] | null;
	readonly theta: readonly number[];
}
