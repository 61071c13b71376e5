import { intervalArithmetic, point } from "../../rigor/interval.ts";
import { fromNumber, type Rational } from "../../rigor/rational.ts";
import type { Activation } from "./activation.ts";

/** s- and s+ of sigma(z) = s- z for z < 0, s+ z for z >= 0, exactly; null for another activation. */
export function activationSlopes({
	definition,
	parameters,
	properties,
}: Activation): readonly [Rational, Rational] | null {
	if (properties.homogeneousDegree !== 1) return null;
	const slopes = [-1, 1].map((z) => definition.derivatives(intervalArithmetic, point(z), 1, parameters)[1]);
	if (slopes.some(({ lo, hi }) => lo !== hi)) return null;
	return [fromNumber(slopes[0].lo), fromNumber(slopes[1].lo)];
}
