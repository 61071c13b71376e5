/** Where a falling loss tends. */
export interface LimitLoss {
	/** The extrapolated limit, or the last value where the fall shows no sign of slowing down. */
	readonly value: number;
	/** `extrapolated`, or `upper bound`: the limit lies at or below the value. */
	readonly kind: "extrapolated" | "upper bound";
}

/** y at x by linear interpolation; xs ascending. */
function interpolate(xs: readonly number[], ys: readonly number[], x: number): number {
	let k = 1;
	while (k < xs.length - 1 && xs[k] < x) k++;
	const width = xs[k] - xs[k - 1];
	const share = width > 0 ? (x - xs[k - 1]) / width : 1;
	return ys[k - 1] + share * (ys[k] - ys[k - 1]);
}

/**
 * The limit of a loss y that falls as its abscissa x (log t, or log |theta|) grows, by Aitken's
 * extrapolation of the values at x_end - 2h, x_end - h, x_end, h a half of the range: exact where y - y_inf
 * is a power of t, or of |theta|. Never below `floor`.
 */
export function limitLoss(xs: readonly number[], ys: readonly number[], floor: number): LimitLoss {
	const last = ys[ys.length - 1];
	const end = xs[xs.length - 1];
	const h = (end - xs[0]) / 2;
	const first = interpolate(xs, ys, end - 2 * h);
	const middle = interpolate(xs, ys, end - h);
	const early = first - middle;
	const late = middle - last;
	if (!(early > 0) || !(late >= 0) || !(late < 0.8 * early))
		return { value: Math.max(last, floor), kind: "upper bound" };
	return {
		value: Math.max(last - (late * late) / (early - late), floor),
		kind: "extrapolated",
	};
}
