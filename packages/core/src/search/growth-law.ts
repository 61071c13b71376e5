/** A point of a path: time along the gradient flow, |theta|, loss, Euclidean norm of the gradient. */
export interface FlowSample {
	readonly time: number;
	readonly norm: number;
	readonly loss: number;
	readonly gradient: number;
}

/** How |theta| grows along a gradient flow, and where its loss tends. */
export interface GrowthLaw {
	/** `logarithmic`: |theta| ~ rate log t; `power`: |theta| ~ t^rate. */
	readonly law: "logarithmic" | "power";
	readonly rate: number;
	/** Largest relative deviation of |theta| from the fitted law. */
	readonly misfit: number;
	/** Times between which it was fitted. */
	readonly from: number;
	readonly to: number;
	/** Limit of the loss, extrapolated with dL/dt = -|g|^2 ~ t^-(q+1). */
	readonly infimum: number;
	/** Change of |theta| per unit of log t in the first and in the second half of the fitted range. */
	readonly slopes: readonly [number, number];
}

interface Line {
	readonly intercept: number;
	readonly slope: number;
}

/** Least-squares line through (x_i, y_i). */
function fitLine(x: readonly number[], y: readonly number[]): Line {
	const n = x.length;
	let mx = 0;
	let my = 0;
	for (let i = 0; i < n; i++) {
		mx += x[i] / n;
		my += y[i] / n;
	}
	let xx = 0;
	let xy = 0;
	for (let i = 0; i < n; i++) {
		xx += (x[i] - mx) * (x[i] - mx);
		xy += (x[i] - mx) * (y[i] - my);
	}
	const slope = xx > 0 ? xy / xx : 0;
	return { intercept: my - slope * mx, slope };
}

/**
 * Fits |theta|(t) over the last part of a flow with log t spread evenly by its samples; `log` is a
 * natural logarithm and `exp` its inverse, with the same bits in every engine. Null with fewer than
 * 6 samples.
 */
export function fitGrowth(
	samples: readonly FlowSample[],
	log: (x: number) => number,
	exp: (x: number) => number,
): GrowthLaw | null {
	const used = samples.filter(
		({ time, norm, gradient }) => time > 0 && norm > 0 && gradient > 0,
	);
	if (used.length < 6) return null;
	const times = used.map(({ time }) => log(time));
	const half = (times[0] + times[times.length - 1]) / 2;
	const early = used.filter((_, i) => times[i] <= half);
	const late = used.filter((_, i) => times[i] >= half);
	if (early.length < 2 || late.length < 2) return null;
	const slopeOf = (part: readonly FlowSample[]): number => {
		const first = part[0];
		const last = part[part.length - 1];
		return (last.norm - first.norm) / log(last.time / first.time);
	};
	const logarithmic = fitLine(
		times,
		used.map(({ norm }) => norm),
	);
	const power = fitLine(
		times,
		used.map(({ norm }) => log(norm)),
	);
	let misfitLog = 0;
	let misfitPower = 0;
	used.forEach(({ norm }, i) => {
		const asLog = logarithmic.intercept + logarithmic.slope * times[i];
		const asPower = exp(power.intercept + power.slope * times[i]);
		misfitLog = Math.max(misfitLog, Math.abs(asLog - norm) / norm);
		misfitPower = Math.max(misfitPower, Math.abs(asPower - norm) / norm);
	});
	const decay = fitLine(
		late.map(({ time }) => log(time)),
		late.map(({ gradient }) => 2 * log(gradient)),
	);
	const q = Math.max(-decay.slope - 1, 1e-2);
	const last = used[used.length - 1];
	const rest = (last.gradient * last.gradient * last.time) / q;
	const isLog = misfitLog <= misfitPower;
	return {
		law: isLog ? "logarithmic" : "power",
		rate: isLog ? logarithmic.slope : power.slope,
		misfit: isLog ? misfitLog : misfitPower,
		from: used[0].time,
		to: last.time,
		infimum: last.loss - rest,
		slopes: [slopeOf(early), slopeOf(late)],
	};
}
