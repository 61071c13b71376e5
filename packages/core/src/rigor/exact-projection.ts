import { integerDot, integerRows, solveForEach } from "./exact-elimination.ts";
import { divide, dot, multiply, type Rational, rational, zero } from "./rational.ts";

/**
 * |P v|^2 for each vector v, P the orthogonal projection onto the span of the rows B: b.c with B B^T c = b, b = B v, which
 * has a solution, and the same b.c for all of them, also when rows are dependent. It is the squared distance of v to the
 * orthogonal complement, and |v|^2 - |P v|^2 is that to the span.
 */
export function squaredProjections(
	rows: readonly (readonly Rational[])[],
	vectors: readonly (readonly Rational[])[],
): Rational[] {
	// Multiples of the rows span the same; those of the vectors are taken back at the end.
	const whole = integerRows(rows);
	const gram = whole.map((a) => whole.map((b) => rational(integerDot(a, b))));
	const scaled = integerRows(vectors);
	const rights = scaled.map((v) => whole.map((b) => rational(integerDot(b, v))));
	const solutions = solveForEach(gram, rights);
	if (solutions === null) throw new Error("Normal equations have a solution.");
	return vectors.map((v, q) => {
		const k = v.findIndex(({ numerator }) => numerator !== 0n);
		if (k < 0) return zero;
		const unit = divide(v[k], rational(scaled[q][k]));
		return multiply(dot(rights[q], solutions[q]), multiply(unit, unit));
	});
}
