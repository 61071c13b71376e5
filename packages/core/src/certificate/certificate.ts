import type { EmbeddedProblem } from "./embedded-problem.ts";
import type { EmbeddedPopulation } from "./population/population-proof.ts";

export const claims = [
	"strict-local-minimum",
	"local-minimum",
	"global-minimum",
	"local-maximum",
	"saddle",
	"critical-point",
	"loss-below-on-path",
] as const;
export type Claim = (typeof claims)[number];

export const moduloNames = ["scaling", "linear", "dead", "split", "interpolation"] as const;
export type Modulo = (typeof moduloNames)[number];

/** What a certificate states; each proof gives the strongest such statement that it supports. */
export interface Statement {
	readonly claim: Claim;
	readonly modulo: readonly Modulo[];
	/** Widths of the hidden layer for which the claim holds, [from, "Infinity"]; null: the network as it is. */
	readonly widths: readonly [number, "Infinity"] | null;
	/** Negative eigenvalues of the Hessian; null where the claim says nothing of them. */
	readonly index: number | null;
	/** Bounds of the loss at the point; on a path, of its largest value. */
	readonly loss: readonly [number, number];
	/** The point lies within this distance of the centre, component by component. */
	readonly radius: number;
	/** No other such point lies within this distance; null where nothing is said. */
	readonly uniqueness: number | null;
	/** Lower bound of the size of the eigenvalues of the Hessian modulo `modulo`. */
	readonly smallestEigenvalue: number | null;
	/** The loss at a better point is lower by at least this; null without one. */
	readonly gap: number | null;
}

/** A certificate: statement, problem and proof, nothing else. */
export interface Certificate extends Statement {
	readonly schema: "lossatlas/certificate@1";
	readonly problem: EmbeddedProblem | EmbeddedPopulation;
	/** What the proof rests on, read by the method that it names. */
	readonly proof: { readonly method: string } & Readonly<Record<string, unknown>>;
	/** SHA-256 of the canonical JSON of all the rest: against damage, not part of the proof. */
	readonly digest: string;
}
