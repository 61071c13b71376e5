import { log } from "../numerics/elementary.ts";
import { type LimitLoss, limitLoss } from "./limit-loss.ts";
import type { TraceRecord } from "./trace.ts";

/** What the later part of a run shows of a drift to infinity. */
export interface RunDrift {
	readonly normBefore: number;
	readonly normAfter: number;
	readonly lossBefore: number;
	readonly lossAfter: number;
	readonly evaluations: number;
	readonly limit: LimitLoss;
}

const leastEntries = 10;
/** |theta| must have grown by this factor over the later half of the run's steps. */
const leastGrowth = 1.25;
/** In at least this share of them. */
const leastShare = 0.8;
/** The last quarter of them must have this share of the growth: a jump, or a run that has come to rest, is no drift. */
const lateShare = 0.1;

/**
 * Whether a minimiser that was still descending when it ended was on its way to infinity: over the later half
 * of its course |theta| grew by a quarter or more, nearly all the time and to the end, while the loss kept falling.
 * Null otherwise.
 */
export function driftAlongRun(trace: TraceRecord, floor: number): RunDrift | null {
	const total = trace.loss.length;
	const from = Math.floor(total / 2);
	const norms = trace.norm.slice(from);
	const losses = trace.loss.slice(from);
	if (norms.length < leastEntries) return null;
	let grew = 0;
	for (let k = 1; k < norms.length; k++) if (norms[k] >= norms[k - 1]) grew++;
	const last = norms.length - 1;
	if (grew < leastShare * last) return null;
	if (norms[last] < leastGrowth * norms[0]) return null;
	const late = Math.floor(0.75 * last);
	if (norms[last] - norms[late] < lateShare * (norms[last] - norms[0])) return null;
	if (!(losses[last] < losses[0])) return null;
	return {
		normBefore: norms[0],
		normAfter: norms[last],
		lossBefore: losses[0],
		lossAfter: losses[last],
		evaluations: trace.evaluations[total - 1] - trace.evaluations[from],
		limit: limitLoss(norms.map(log), losses, floor),
	};
}
