import { commonDivisor, derivative, divide, type ExactPolynomial, primitive } from "./exact-polynomial.ts";

/** Sign changes in a list, zeros left out. */
function variations(values: readonly bigint[]): number {
	const signs = values.filter((v) => v !== 0n).map((v) => v > 0n);
	return signs.filter((sign, k) => k > 0 && sign !== signs[k - 1]).length;
}

/** The number of distinct real roots of a non-zero polynomial, by Sturm's theorem on the whole line. */
export function distinctRealRoots(p: ExactPolynomial): number {
	const chain: ExactPolynomial[] = [primitive(p), primitive(derivative(p))];
	for (;;) {
		const last = chain[chain.length - 1];
		if (last.length === 0) break;
		const { remainder } = divide(chain[chain.length - 2], last);
		chain.push(remainder.map((c) => -c));
	}
	const members = chain.filter((q) => q.length > 0);
	const right = members.map((q) => q[q.length - 1]);
	const left = members.map((q) => (q.length % 2 === 1 ? q[q.length - 1] : -q[q.length - 1]));
	return variations(left) - variations(right);
}

/** The product of the factors of odd multiplicity, square-free (Yun's algorithm). */
function oddPart(p: ExactPolynomial): ExactPolynomial[] {
	const odd: ExactPolynomial[] = [];
	let repeated = commonDivisor(p, derivative(p));
	let rest = divide(p, repeated).quotient;
	for (let multiplicity = 1; rest.length > 1; multiplicity++) {
		const shared = commonDivisor(rest, repeated);
		const factor = divide(rest, shared).quotient;
		if (multiplicity % 2 === 1) odd.push(factor);
		rest = shared;
		repeated = divide(repeated, shared).quotient;
	}
	return odd;
}

/**
 * The sign of p on all of R, decided exactly: `positive` (p(t) > 0 for every t), `non-negative`
 * (with a zero, and not the zero polynomial), `zero`, or `other` (negative somewhere).
 */
export function signOnLine(p: ExactPolynomial): "positive" | "non-negative" | "zero" | "other" {
	if (p.length === 0) return "zero";
	if (p.length % 2 === 0 || p[p.length - 1] < 0n) return "other";
	if (oddPart(p).some((factor) => distinctRealRoots(factor) > 0)) return "other";
	return distinctRealRoots(p) === 0 ? "positive" : "non-negative";
}
