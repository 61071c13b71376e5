import { exp, log } from "../numerics/elementary.ts";
import { type LimitLoss, limitLoss } from "./limit-loss.ts";

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
	/** Where the loss tends along the flow. */
	readonly limit: LimitLoss;
	/** Change of |theta| per unit of log t in the first and in the second half of the fitted range. */
	readonly slopes: readonly [number, number];
}

/** Powers of t below this are reported as logarithmic growth. */
const leastPower = 0.1;

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
 * Fits |theta|(t) over a flow whose samples spread over log t; `floor` is a known lower bound of the loss.
 * Null with fewer than 6 samples.
 */
export function fitGrowth(samples: readonly FlowSample[], floor: number): GrowthLaw | null {
	const used = samples.filter(({ time, norm, gradient }) => time > 0 && norm > 0 && gradient > 0);
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
	const last = used[used.length - 1];
	// A tiny power is not told from a logarithm.
	const isLog = misfitLog <= misfitPower || power.slope < leastPower;
	return {
		law: isLog ? "logarithmic" : "power",
		rate: isLog ? logarithmic.slope : power.slope,
		misfit: isLog ? misfitLog : misfitPower,
		from: used[0].time,
		to: last.time,
		limit: limitLoss(
			times,
			used.map(({ loss }) => loss),
			floor,
		),
		slopes: [slopeOf(early), slopeOf(late)],
	};
}
