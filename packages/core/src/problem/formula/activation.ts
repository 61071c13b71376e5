import type { Field } from "./field.ts";

/** What a proof or a symmetry may rely on; every entry holds exactly, on all of R, by formula. */
export interface ActivationProperties {
	/** Largest k with sigma in C^k(R) (k-th derivative continuous); -1 if discontinuous. */
	readonly smoothness: number;
	readonly analytic: boolean;
	/** `strictly`: sigma(s) < sigma(t) for all s < t; `weakly`: <=. */
	readonly increasing: "strictly" | "weakly" | "no";
	/** sigma'(t) > 0 for every t (false where sigma' does not exist everywhere). */
	readonly positiveDerivative: boolean;
	/** Slope bounded below by a positive number on every bounded set (locally Lipschitz, strictly increasing). */
	readonly positiveSlope: boolean;
	readonly convex: "strictly" | "weakly" | "no";
	/** sigma''(t) > 0 for every t (and sigma in C^2). */
	readonly positiveCurvature: boolean;
	readonly parity: "even" | "odd" | "none";
	/** c with sigma(-t) = c - sigma(t) for all t, else null (0 for odd functions, 1 for the sigmoid). */
	readonly oddUpToConstant: number | null;
	/** k with sigma(c t) = c^k sigma(t) for all c > 0, else null. */
	readonly homogeneousDegree: number | null;
	/** sigma(t + s) = e^s sigma(t). */
	readonly exponential: boolean;
	/** sigma(t + pi) = -sigma(t) (and period 2 pi). */
	readonly antiperiodicPi: boolean;
	/** Degree if sigma is a polynomial, else null. */
	readonly polynomialDegree: number | null;
	/** Where sigma is not differentiable. */
	readonly kinks: readonly number[];
	/** Where sigma is differentiable but not in C^2: its second derivative jumps. */
	readonly curvatureJumps: readonly number[];
	/** Maximal intervals on which sigma is affine. */
	readonly affinePieces: readonly {
		readonly from: number;
		readonly to: number;
		readonly slope: number;
	}[];
	/** Isolated points where sigma' = 0, in words and as numbers where they are finitely many and exact. */
	readonly derivativeZeros: readonly number[] | "infinitely many" | "unlisted";
	/** Infimum and supremum of sigma; attained or not. */
	readonly range: readonly [number, number];
	/** Finite limits at -Infinity and +Infinity, null where there is none. */
	readonly limits: readonly [number | null, number | null];
}

/** A parameter of an activation, e.g. the slope of leaky ReLU. */
export interface ActivationParameter {
	readonly name: string;
	readonly kind: "number" | "numbers";
	readonly default: number | null;
	/** One sentence: the admissible values. */
	readonly admissible: string;
	accepts(value: number | readonly number[]): boolean;
}

/** One activation function, declared once: formula, derivatives, properties. */
export interface ActivationDefinition {
	readonly name: string;
	/** The formula in plain text, e.g. "log(1 + e^t)". */
	readonly formula: string;
	readonly parameters: readonly ActivationParameter[];
	/** `p` is the flat list of parameter values (for `numbers`: all of them). */
	properties(p: readonly number[]): ActivationProperties;
	/**
	 * [sigma, sigma', ..., sigma^(order)] at t, order 0 to 3. At a kink the derivative is the
	 * right-hand one; derivatives of order above the smoothness are those of the piece on the right.
	 */
	derivatives<T>(field: Field<T>, t: T, order: number, p: readonly number[]): T[];
}

/** An activation with its parameter values: what a layer holds. */
export interface Activation {
	readonly name: string;
	readonly definition: ActivationDefinition;
	readonly parameters: readonly number[];
	readonly properties: ActivationProperties;
	/** Its place in the registry of kernels. */
	readonly kernel: number;
}
