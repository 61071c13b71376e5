import { log } from "../numerics/elementary.ts";
import { norm } from "../numerics/vector.ts";
import { knownLowerBound } from "../points/lower-bound.ts";
import { type FlowSample, fitGrowth, type GrowthLaw } from "./growth-law.ts";
import type { SolverContext } from "./solver.ts";
import { gradientFlow } from "./solvers/gradient-flow.ts";

/** What the gradient flow makes of a point where a solver saw a small gradient. */
export interface DriftProbe {
	/** `drifting`: |theta| keeps growing with log t or faster; `settled`: the flow came to rest; `open`: neither was seen. */
	readonly verdict: "drifting" | "settled" | "open";
	readonly theta: Float64Array;
	readonly growth: GrowthLaw | null;
	/** Direction of the last part of the path, a unit vector (Euclidean norm). */
	readonly direction: Float64Array | null;
	readonly normBefore: number;
	readonly normAfter: number;
	readonly lossBefore: number;
	readonly lossAfter: number;
}

const mostSteps = 400;
/** The path must cover this many e-folds of time beyond its first resolved step. */
const leastRange = 9;
/** Growth of |theta| over the later half of the path, relative to |theta|. */
const leastGrowth = 0.05;
/** The rate of growth must not fall below this share of the earlier one. */
const leastPersistence = 0.7;

/**
 * Follows theta' = -grad L from a point where the gradient is small, with steps that grow with time,
 * and reads off whether |theta| comes to rest or grows for ever: |theta| ~ log t where activations
 * saturate exponentially, |theta| ~ t^p otherwise. A flow that comes to rest has found a point.
 */
export function probeDrift(start: Float64Array, context: SolverContext): DriftProbe {
	const state = gradientFlow.start(start.slice(), context);
	const before = norm(start);
	const lossBefore = state.value;
	const floor = knownLowerBound(context.objective.problem).value;
	const samples: FlowSample[] = [];
	const path: Float64Array[] = [];
	let verdict: DriftProbe["verdict"] = "open";
	let growth: GrowthLaw | null = null;
	for (let k = 0; k < mostSteps; k++) {
		const report = gradientFlow.step(state, context);
		if (!Number.isFinite(report.value)) break;
		if (report.step > 0 && state.time > 0) {
			samples.push({
				time: state.time,
				norm: norm(state.theta),
				loss: state.value,
				gradient: norm(state.gradient),
			});
			path.push(state.theta.slice());
		}
		if (report.gradientNorm === 0) {
			verdict = "settled";
			break;
		}
		if (report.status === "stalled") break;
		if (k % 20 === 19) {
			growth = growthSeen(samples, floor);
			if (growth !== null) break;
			if (atRest(samples)) {
				verdict = "settled";
				break;
			}
		}
	}
	growth ??= growthSeen(samples, floor);
	if (growth !== null) verdict = "drifting";
	return {
		verdict,
		theta: state.theta.slice(),
		growth,
		direction: growth === null ? null : lateDirection(path),
		normBefore: before,
		normAfter: norm(state.theta),
		lossBefore,
		lossAfter: state.value,
	};
}

/** The samples after the flow's first resolved motion: from where |theta| has moved at all. */
function laterPart(samples: readonly FlowSample[]): readonly FlowSample[] {
	if (samples.length < 8) return [];
	const last = samples[samples.length - 1];
	const total = log(last.time / samples[0].time);
	return samples.filter(({ time }) => log(last.time / time) <= total / 2);
}

function growthSeen(samples: readonly FlowSample[], floor: number): GrowthLaw | null {
	const later = laterPart(samples);
	if (later.length < 6) return null;
	const first = later[0];
	const last = later[later.length - 1];
	if (log(last.time / first.time) < leastRange / 2) return null;
	if (last.norm - first.norm < leastGrowth * last.norm) return null;
	if (last.loss > first.loss + 1e-12 * (1 + Math.abs(first.loss))) return null;
	const growth = fitGrowth(later, floor);
	if (growth === null) return null;
	const [early, late] = growth.slopes;
	return late > leastPersistence * early && late > 0 ? growth : null;
}

/** |theta| moved by less than 1e-9 over the later half of a long path. */
function atRest(samples: readonly FlowSample[]): boolean {
	const later = laterPart(samples);
	if (later.length < 6) return false;
	const first = later[0];
	const last = later[later.length - 1];
	if (log(last.time / first.time) < leastRange / 2) return false;
	return Math.abs(last.norm - first.norm) < 1e-9 * (1 + last.norm);
}

function lateDirection(path: readonly Float64Array[]): Float64Array {
	const last = path[path.length - 1];
	const from = path[Math.floor(path.length / 2)];
	const direction = last.map((value, k) => value - from[k]);
	const size = norm(direction);
	return size > 0 ? direction.map((value) => value / size) : direction;
}
