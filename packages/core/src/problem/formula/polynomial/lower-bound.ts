import { exactCoefficients, trimmed } from "./exact-polynomial.ts";
import { signOnLine } from "./sign-on-line.ts";

/**
 * The largest float64 m with p(t) >= m for every t, so the infimum rounded downward; -Infinity when p
 * is unbounded below. By bisection on m; p - m >= 0 is decided exactly. Usually
 * about 100 decisions.
 */
export function lowerBound(coefficients: readonly number[]): number {
	const holds = (m: number) => {
		const [constant, ...rest] = exactCoefficients([...coefficients, m]);
		const bound = rest.pop() as bigint;
		return signOnLine(trimmed([constant - bound, ...rest])) !== "other";
	};
	const degree = trimmed(exactCoefficients(coefficients)).length - 1;
	if (degree <= 0) return coefficients[0];
	if (degree % 2 === 1 || coefficients[degree] < 0) return -Infinity;
	if (holds(coefficients[0])) return coefficients[0];
	let high = coefficients[0];
	let step = coefficients.reduce((a, c) => Math.max(a, Math.abs(c)), 0) / 2e15;
	let low = high - step;
	while (!holds(low)) {
		high = low;
		step *= 2;
		low = high - step;
		if (low === -Infinity) return -Infinity;
	}
	for (;;) {
		const middle = low / 2 + high / 2;
		if (middle === low || middle === high) return low;
		if (holds(middle)) low = middle;
		else high = middle;
	}
}
