import type { ActivationProperties } from "../activation.ts";

/** What a variant cannot leave unsaid. */
type Required = "smoothness" | "analytic" | "derivativeZeros" | "range" | "limits";

/** Nothing is claimed: the function is not monotone, not convex, without symmetry, without kinks or affine pieces. */
const nothing: Omit<ActivationProperties, Required> = {
	increasing: "no",
	positiveDerivative: false,
	positiveSlope: false,
	convex: "no",
	positiveCurvature: false,
	parity: "none",
	oddUpToConstant: null,
	homogeneousDegree: null,
	exponential: false,
	antiperiodicPi: false,
	polynomialDegree: null,
	kinks: [],
	curvatureJumps: [],
	affinePieces: [],
};

/** Strictly increasing with sigma' > 0 everywhere, as most activations in C^1 are. */
export const risingEverywhere = {
	increasing: "strictly",
	positiveDerivative: true,
	positiveSlope: true,
} as const;

/** sigma'' > 0 everywhere, sigma in C^2. */
export const curvedUpEverywhere = {
	convex: "strictly",
	positiveCurvature: true,
} as const;

/** sigma(-t) = -sigma(t). */
export const odd = { parity: "odd", oddUpToConstant: 0 } as const;

/**
 * A complete declaration from the properties that a function has; whatever is not listed is declared
 * absent. A number that is not a float64 is rounded outward in `range` and to nearest in `limits`.
 */
export function declare(
	properties: Pick<ActivationProperties, Required> & Partial<ActivationProperties>,
): ActivationProperties {
	return { ...nothing, ...properties };
}
