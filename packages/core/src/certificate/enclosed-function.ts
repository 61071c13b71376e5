import {
	distanceToZero,
	type EnclosedSpectrum,
	enclosedSpectrum,
	valueAtZero,
} from "../rigor/contraction.ts";
import type { Interval } from "../rigor/interval.ts";
import type { MatrixEnclosure } from "../rigor/matrix-enclosure.ts";
import { NotProved } from "./not-proved.ts";

/** A function of class C^2 near a centre m, known through enclosures. */
export interface EnclosedFunction {
	/** The derivative of the gradient field over the box m +- r: a symmetric middle, and radii. @throws NotProved */
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

/**
 * Proves a zero of the gradient field by contraction, with the index of its derivative.
 *
 * boxes: half sides for the enclosure of the zero and for its uniqueness; shifts: gaps of the spectrum that are tried there.
 * @throws NotProved
 */
export function proveZero(
	f: EnclosedFunction,
	[near, far]: readonly [number, number],
	shifts: readonly [number, number],
): EnclosedZero {
	if (!(near > 0 && far >= near))
		throw new NotProved("boxes", "Radii 0 < enclosure <= uniqueness were expected.");
	const tight = spectrumOver(f, near, shifts[0]);
	const wide = far === near ? tight : spectrumOver(f, far, shifts[1]);
	if (wide.negative !== tight.negative) throw new NotProved("index", "The two boxes give different indices.");
	const { loss, gradient } = f.atCentre();
	const radius = distanceToZero(gradient, tight.gap);
	if (!(radius <= near))
		throw new NotProved(
			"radius",
			`The gradient at the centre, with eigenvalues of at least ${tight.gap.toExponential(3)}, reaches ${radius.toExponential(3)}, beyond the box of ${near.toExponential(3)}.`,
		);
	return {
		radius,
		uniqueness: far,
		index: tight.negative,
		smallestEigenvalue: tight.gap,
		loss: valueAtZero(loss, tight.norm, radius),
	};
}

function spectrumOver(f: EnclosedFunction, r: number, shift: number): EnclosedSpectrum {
	const spectrum = enclosedSpectrum(f.derivativeOver(r), shift);
	if (typeof spectrum === "string") throw new NotProved("eigenvalues", spectrum);
	return spectrum;
}
