/**
 * The arithmetic in which a formula is evaluated: float64, dual numbers, intervals, multi-precision.
 *
 * A formula is written once over a `Field<T>`; an oracle, an enclosure or a Taylor coefficient is
 * obtained by supplying another arithmetic, never by writing the formula again.
 */
export interface Field<T> {
	/** The exact value of a float64 number. */
	constant(value: number): T;
	/** The circle number. */
	pi(): T;
	add(a: T, b: T): T;
	subtract(a: T, b: T): T;
	multiply(a: T, b: T): T;
	divide(a: T, b: T): T;
	negate(a: T): T;
	sqrt(a: T): T;
	exp(a: T): T;
	/** exp(a) - 1, without cancellation near 0. */
	expm1(a: T): T;
	log(a: T): T;
	/** log(1 + a), without cancellation near 0. */
	log1p(a: T): T;
	tanh(a: T): T;
	erf(a: T): T;
	/** 1 - erf(a), without cancellation for large a. */
	erfc(a: T): T;
	arctan(a: T): T;
	sin(a: T): T;
	cos(a: T): T;
	/**
	 * A piecewise definition: `left` where t < at, `right` where t >= at. An interval arithmetic that
	 * straddles `at` takes the hull of both.
	 */
	piecewise(t: T, at: number, left: () => T, right: () => T): T;
}
