import { randomStream } from "../../numerics/random.ts";
import { infinityNorm } from "../../numerics/vector.ts";
import type { Solver, StepReport } from "../solver.ts";
import type { Optimizer, OptimizerState } from "./optimizer.ts";
import { SampleOrder } from "./sample-order.ts";
import { settleTraining } from "./training-options.ts";

interface Place {
	readonly theta: Float64Array;
	readonly gradient: Float64Array;
	readonly value: number;
}

export interface EpochState {
	theta: Float64Array;
	gradient: Float64Array;
	value: number;
	readonly order: SampleOrder;
	inner: OptimizerState;
	steps: number;
	rate: number;
	/** The point of lowest loss so far, and the epochs since it was lowered noticeably. */
	best: Place;
	since: number;
}

/** Epochs without a gain of a thousandth after which the noise of the batches is all that is left. */
const patience = 50;
/** A loss so many times the lowest is taken for divergence: back to the lowest, with half the rate. */
const divergence = 4;
const smallestRate = 1e-12;

const keep = ({ theta, gradient, value }: Place): Place => ({
	theta: theta.slice(),
	gradient: gradient.slice(),
	value,
});

/**
 * An optimizer with its defaults as a solver: a step is an epoch of mini-batches of 32. Where it makes no more progress, the driver's
 * next solver goes on from there: a survey then lists the points that training leads to, not the ball of noise around them.
 */
export function epochSolver(optimizer: Optimizer): Solver<EpochState> {
	const { optimizerSettings, rate: firstRate, batch } = settleTraining({ optimizer: optimizer.name });
	return {
		name: optimizer.name,
		summary: `${optimizer.summary} Epochs of mini-batches of ${batch}, rate ${firstRate}, halved where it diverges; a minimiser then finishes.`,
		finds: "minima",
		noisy: true,
		dense: false,
		start(theta, { objective, seed, start }) {
			const gradient = new Float64Array(theta.length);
			const value = objective.valueAndGradient(theta, gradient);
			return {
				theta,
				gradient,
				value,
				order: new SampleOrder(
					objective.problem.data.samples,
					Number(batch),
					randomStream(seed, "order", start),
				),
				inner: optimizer.begin(theta.length),
				steps: 0,
				rate: firstRate,
				best: keep({ theta, gradient, value }),
				since: 0,
			};
		},
		step(state, { objective }): StepReport {
			const before = state.theta.slice();
			const whole = objective.problem.data.samples === 0;
			for (const part of whole ? [new Uint32Array(0)] : state.order.epoch()) {
				objective.batchValueAndGradient(state.theta, part, state.gradient);
				optimizer.move(
					state.theta,
					state.gradient,
					state.rate,
					++state.steps,
					state.inner,
					optimizerSettings,
				);
			}
			state.value = objective.valueAndGradient(state.theta, state.gradient);
			judge(state, optimizer);
			let step = 0;
			for (let k = 0; k < before.length; k++) step = Math.max(step, Math.abs(state.theta[k] - before[k]));
			return {
				value: state.value,
				gradientNorm: infinityNorm(state.gradient),
				step,
				status: state.since >= patience || state.rate < smallestRate ? "stalled" : "running",
			};
		},
	};
}

/** Keeps the best point, and goes back to it from a divergence. */
function judge(state: EpochState, optimizer: Optimizer): void {
	const { best } = state;
	const finite = Number.isFinite(state.value) && infinityNorm(state.gradient) < Infinity;
	if (!finite || state.value - best.value > (divergence - 1) * Math.abs(best.value) + 1e-9) {
		Object.assign(state, keep(best));
		state.inner = optimizer.begin(state.theta.length);
		state.steps = 0;
		state.rate /= 2;
	}
	state.since = state.value < best.value - 1e-3 * Math.abs(best.value) ? 0 : state.since + 1;
	if (state.value < best.value) state.best = keep(state);
}
