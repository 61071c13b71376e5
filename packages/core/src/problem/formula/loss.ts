import type { Field } from "./field.ts";

/** What theory, search and classification may rely on; every entry holds exactly, by formula. */
export interface LossProperties {
	/** How the loss couples outputs: one output with labels +1/-1, a sum over outputs, or all together. */
	readonly coupling: "margin" | "per-output" | "coupled";
	/** Largest k with the loss in C^k as a function of the outputs. */
	readonly smoothness: number;
	readonly convex: "strictly" | "weakly" | "no";
	/** As a function of z = -y f (margin losses): non-decreasing. Null for others. */
	readonly nonDecreasing: boolean | null;
	/** As a function of z: derivative 0 exactly for z <= -z0; null if the loss has no flat region. */
	readonly flatRegion: { readonly upTo: number } | null;
	/** Whether the derivative can be 0 only where z < 0 (vacuous when it is never 0). */
	readonly criticalOnlyWhenCorrect: boolean;
	/** The infimum over outputs is approached only as outputs go to infinity. */
	readonly minimizerAtInfinity: boolean;
	/** The infimum over outputs for every target; 0 for all losses here except cross-entropy with soft targets. */
	readonly lowerBound: number;
	/** In z or f - y: points where the loss is not differentiable. */
	readonly kinks: readonly number[];
	/** Adding one constant to all outputs changes nothing (softmax). */
	readonly shiftInvariant: boolean;
	/** loss = 1/2 |f - y|^2, so that the Gauss-Newton matrix is J^T J. */
	readonly quadratic: boolean;
}

export interface LossParameter {
	readonly name: string;
	readonly default: number | null;
	readonly admissible: string;
	accepts(value: number): boolean;
}

/** One loss, declared once: formula, derivatives in the outputs, properties. */
export interface LossDefinition {
	readonly name: string;
	readonly formula: string;
	readonly parameters: readonly LossParameter[];
	properties(p: readonly number[]): LossProperties;
	/**
	 * Value, gradient and (row-major) Hessian in the outputs f of the loss of one sample. `y` has one
	 * entry per output (margin losses: +1 or -1; cross-entropy: probabilities). At a kink: the
	 * right-hand derivative (in z for margin losses, in f - y for the others).
	 */
	evaluate<T>(
		field: Field<T>,
		f: readonly T[],
		y: readonly number[],
		p: readonly number[],
	): { value: T; gradient: T[]; hessian: T[] };
}

export interface Loss {
	readonly name: string;
	readonly definition: LossDefinition;
	readonly parameters: readonly number[];
	readonly properties: LossProperties;
	/** Its place in the registry of kernels. */
	readonly kernel: number;
}
