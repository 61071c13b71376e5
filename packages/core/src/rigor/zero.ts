import { distanceToZero, type EnclosedSpectrum, enclosedSpectrum, valueAtZero } from "./contraction.ts";
import type { Interval } from "./interval.ts";
import type { MatrixEnclosure } from "./matrix-enclosure.ts";

/** A function of class C^2 near a centre m, known through enclosures. */
export interface EnclosedFunction {
	/** The derivative of the gradient field over the box m +- r: a symmetric middle, and radii. */
	derivativeOver(r: number): MatrixEnclosure;
	/** Value and gradient field at m. */
	atCentre(): { readonly loss: Interval; readonly gradient: readonly Interval[] };
}

/** A zero of the gradient field within `radius` of m, the only one in the box of half side `uniqueness`. */
export interface EnclosedZero {
	readonly radius: number;
	readonly uniqueness: number;
	/** Negative eigenvalues of the derivative there. */
	readonly index: number;
	readonly smallestEigenvalue: number;
	readonly loss: Interval;
}

/** Which quantity stands in the way of a proof, and a sentence. */
export interface NoZero {
	readonly quantity: "boxes" | "eigenvalues" | "index" | "radius";
	readonly sentence: string;
}

/**
 * A zero of the gradient field by contraction, with the index of its derivative (the proofs stand in contraction.ts).
 *
 * boxes: half sides for the enclosure of the zero and for its uniqueness; shifts: gaps of the spectrum that are tried there.
 */
export function encloseZero(
	f: EnclosedFunction,
	[near, far]: readonly [number, number],
	shifts: readonly [number, number],
): EnclosedZero | NoZero {
	if (!(near > 0 && far >= near))
		return { quantity: "boxes", sentence: "Radii 0 < enclosure <= uniqueness were expected." };
	const tight = enclosedSpectrum(f.derivativeOver(near), shifts[0]);
	if (typeof tight === "string") return { quantity: "eigenvalues", sentence: tight };
	const wide: EnclosedSpectrum | string =
		far === near ? tight : enclosedSpectrum(f.derivativeOver(far), shifts[1]);
	if (typeof wide === "string") return { quantity: "eigenvalues", sentence: wide };
	if (wide.negative !== tight.negative)
		return { quantity: "index", sentence: "The two boxes give different indices." };
	const { loss, gradient } = f.atCentre();
	const radius = distanceToZero(gradient, tight.gap);
	if (!(radius <= near))
		return {
			quantity: "radius",
			sentence: `The gradient at the centre, with eigenvalues of at least ${tight.gap.toExponential(3)}, reaches ${radius.toExponential(3)}, beyond the box of ${near.toExponential(3)}.`,
		};
	return {
		radius,
		uniqueness: far,
		index: tight.negative,
		smallestEigenvalue: tight.gap,
		loss: valueAtZero(loss, tight.norm, radius),
	};
}
