import type { ActivationProperties } from "../activation.ts";
import { declare } from "../activations/declare.ts";
import { derivative, type ExactPolynomial, exactCoefficients, trimmed } from "./exact-polynomial.ts";
import { lowerBound } from "./lower-bound.ts";
import { distinctRealRoots, signOnLine } from "./sign-on-line.ts";

/** Zeros of a non-zero polynomial, where they can be listed exactly: none, or the only one is 0. */
function listedZeros(p: ExactPolynomial): readonly number[] | "unlisted" {
	const first = p.findIndex((c) => c !== 0n);
	if (distinctRealRoots(p.slice(first)) > 0) return "unlisted";
	return first > 0 ? [0] : [];
}

/** What holds at degree 0 and 1. */
function affineProperties(constant: number, slope: number): ActivationProperties {
	const rising = slope > 0;
	const flat = slope === 0;
	return declare({
		smoothness: Infinity,
		analytic: true,
		increasing: rising ? "strictly" : flat ? "weakly" : "no",
		positiveDerivative: rising,
		positiveSlope: rising,
		convex: "weakly",
		parity: flat ? "even" : constant === 0 ? "odd" : "none",
		oddUpToConstant: 2 * constant,
		homogeneousDegree: flat ? 0 : constant === 0 ? 1 : null,
		polynomialDegree: flat ? 0 : 1,
		affinePieces: [{ from: -Infinity, to: Infinity, slope }],
		derivativeZeros: [],
		range: flat ? [constant, constant] : [-Infinity, Infinity],
		limits: flat ? [constant, constant] : [null, null],
	});
}

/**
 * The properties of t -> c0 + c1 t + ..., decided exactly (integer arithmetic, Sturm's theorem) for the
 * coefficients as float64 numbers. `range` is rounded outward.
 */
export function polynomialProperties(coefficients: readonly number[]): ActivationProperties {
	const exact = trimmed(exactCoefficients(coefficients));
	const degree = Math.max(0, exact.length - 1);
	if (degree <= 1) return affineProperties(coefficients[0], coefficients[1] ?? 0);
	const slope = derivative(exact);
	const slopeSign = signOnLine(slope);
	const curvatureSign = signOnLine(derivative(slope));
	const powers = exact.flatMap((c, k) => (c === 0n ? [] : [k]));
	const even = powers.every((k) => k % 2 === 0);
	const oddBesidesConstant = powers.every((k) => k === 0 || k % 2 === 1);
	const mirrored = coefficients.map((c) => -c);
	return declare({
		smoothness: Infinity,
		analytic: true,
		increasing: slopeSign === "other" ? "no" : "strictly",
		positiveDerivative: slopeSign === "positive",
		positiveSlope: slopeSign === "positive",
		convex: curvatureSign === "other" ? "no" : "strictly",
		positiveCurvature: curvatureSign === "positive",
		parity: even ? "even" : oddBesidesConstant && exact[0] === 0n ? "odd" : "none",
		oddUpToConstant: oddBesidesConstant ? 2 * coefficients[0] : null,
		homogeneousDegree: powers.length === 1 ? degree : null,
		polynomialDegree: degree,
		derivativeZeros: listedZeros(slope),
		range: [lowerBound(coefficients), -lowerBound(mirrored)],
		limits: [null, null],
	});
}
