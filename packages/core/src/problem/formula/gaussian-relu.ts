import type { Field } from "./field.ts";

/**
 * Expectations over x ~ N(0, I) of products of two ReLU units, in any arithmetic (Cho & Saul 2009; Safran & Shamir 2018, section 4).
 *
 * With t the angle between u and v, c = cos t, s = sin t, ubar = u / |u|, n = vbar - c ubar (of length s):
 *
 * - E relu(u.x) relu(v.x) = |u| |v| (s + (pi - t) c) / (2 pi);
 * - its gradient in u, for fixed v: (|v| s ubar + (pi - t) v) / (2 pi);
 * - its second derivative in u: |v| / (2 pi |u|) (s (I - ubar ubar^T) + n n^T / s);
 * - its mixed derivative in u and v: ((pi - t) I + c s ubar ubar^T + s (ubar n^T + n ubar^T) - c n n^T / s) / (2 pi).
 *
 * Where u and v are parallel n n^T / s, of size s, is 0. Where u or v is 0 there is no derivative; the angle is taken as pi/2, and
 * what is divided by a length of 0 as 0: means of the one-sided derivatives.
 */
export interface ReluPair<T> {
	readonly value: T;
	/** By u. */
	gradient(): T[];
	/** By u twice, row by row. */
	curvature(): T[][];
	/** By u (rows) and v (columns). */
	mixed(): T[][];
	/** (pi - t) / (2 pi) and |v| s / (2 pi |u|): what both second derivatives are in a direction orthogonal to u and v. */
	orthogonal(): { readonly mixed: T; readonly curvature: T };
}

/** The pair of u and v. `isZero` says that a number is exactly 0; an arithmetic that cannot tell says no. */
export function reluPair<T>(
	field: Field<T>,
	u: readonly T[],
	v: readonly T[],
	isZero: (a: T) => boolean,
): ReluPair<T> {
	const { add, constant, divide, multiply, subtract } = field;
	const d = u.length;
	const norm = (w: readonly T[]) => field.sqrt(w.reduce((sum, x) => add(sum, multiply(x, x)), constant(0)));
	const a = norm(u);
	const b = norm(v);
	const unit = (w: readonly T[], length: T) => (isZero(length) ? [...w] : w.map((x) => divide(x, length)));
	const uBar = unit(u, a);
	const vBar = unit(v, b);
	// |ubar - vbar| = 2 sin(t/2), |ubar + vbar| = 2 cos(t/2): no cancellation for small angles.
	const minus = norm(uBar.map((x, p) => subtract(x, vBar[p])));
	const plus = norm(uBar.map((x, p) => add(x, vBar[p])));
	const flat = isZero(a) || isZero(b);
	const t = flat
		? divide(field.pi(), constant(2))
		: isZero(plus)
			? field.pi()
			: multiply(constant(2), field.arctan(divide(minus, plus)));
	const s = flat ? constant(0) : multiply(constant(0.5), multiply(minus, plus));
	const c = uBar.reduce((sum, x, p) => add(sum, multiply(x, vBar[p])), constant(0));
	const rest = subtract(field.pi(), t);
	const turn = multiply(constant(2), field.pi());
	const over = (x: T) => divide(x, turn);
	const n = vBar.map((x, p) => subtract(x, multiply(c, uBar[p])));
	const parallel = isZero(s);
	/** n n^T / s */
	const spread = (p: number, q: number) => (parallel ? constant(0) : divide(multiply(n[p], n[q]), s));
	const square = (entry: (p: number, q: number) => T) =>
		Array.from({ length: d }, (_, p) => Array.from({ length: d }, (_, q) => entry(p, q)));
	return {
		value: over(multiply(multiply(a, b), add(s, multiply(rest, c)))),
		gradient: () => u.map((_, p) => over(add(multiply(multiply(b, s), uBar[p]), multiply(rest, v[p])))),
		curvature() {
			const factor = isZero(a) ? constant(0) : divide(b, multiply(turn, a));
			return square((p, q) => {
				const projector = subtract(constant(p === q ? 1 : 0), multiply(uBar[p], uBar[q]));
				return multiply(factor, add(multiply(s, projector), spread(p, q)));
			});
		},
		mixed: () =>
			square((p, q) => {
				const along = multiply(multiply(c, s), multiply(uBar[p], uBar[q]));
				const across = multiply(s, add(multiply(uBar[p], n[q]), multiply(n[p], uBar[q])));
				const entry = add(along, subtract(across, multiply(c, spread(p, q))));
				return over(p === q ? add(rest, entry) : entry);
			}),
		orthogonal: () => ({
			mixed: over(rest),
			curvature: isZero(a) ? constant(0) : over(divide(multiply(b, s), a)),
		}),
	};
}
