/**
 * The first `order + 1` of the terms sigma, sigma', sigma'', sigma''', each computed only when asked for.
 * Throws a RangeError when `order` is not an integer from 0 to 3.
 */
export function upToOrder<T>(order: number, ...terms: readonly (() => T)[]): T[] {
	if (!Number.isInteger(order) || order < 0 || order >= terms.length)
		throw new RangeError(
			`A formula has derivatives of order 0 to ${terms.length - 1}; order ${order} was asked for.`,
		);
	return terms.slice(0, order + 1).map((term) => term());
}
