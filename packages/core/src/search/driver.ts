import { infinityNorm, norm } from "../numerics/vector.ts";
import type { Objective } from "../objective/objective.ts";
import type { Classification } from "../points/point.ts";
import { countEvaluations } from "./counted-objective.ts";
import { examine } from "./examination.ts";
import type { Outcome } from "./outcome.ts";
import { scalingRay } from "./scaling-ray.ts";
import type { Solver, SolverContext, SolverState } from "./solver.ts";
import { Trace, type TraceRecord } from "./trace.ts";

/** Settings of a run that change its result. */
export interface RunSettings {
	/** The solver that begins; others may take over where it stalls. */
	readonly solver: Solver;
	/** The solver that takes over where the first one stalls. */
	readonly successor: Solver;
	readonly target: "minima" | "all";
	/** Evaluations (passes over the data) after which the run ends. */
	readonly budget: number;
	/** Largest absolute gradient component at which a point is examined last. */
	readonly tolerance: number;
	/** Random numbers that a solver draws are those of this seed and start; default 1 and 0. */
	readonly seed?: number;
	readonly start?: number;
}

/** The end of one run from one start. */
export interface Run {
	readonly outcome: Outcome;
	/** Of theta, for `converged`. */
	readonly classification: Classification | null;
	readonly theta: Float64Array;
	readonly value: number;
	readonly gradientNorm: number;
	readonly evaluations: number;
	readonly trace: TraceRecord;
}

/** Gradients, from large to small, at which a run is examined for convergence or drift. */
function examinationLevels(tolerance: number): number[] {
	const levels = [1e-6, 1e-8, 1e-10].filter((level) => level > tolerance);
	return [...levels, tolerance];
}

/** Steps between examinations once the last level is reached. */
const interval = 30;
const overflowNorm = 1e100;
/** Steps in a row without any motion or gain after which a solver is replaced. */
const patience = 12;

/**
 * Runs a solver from theta until its point is known to be critical, known to drift, or the budget is
 * spent. The driver owns the loop: it counts evaluations, examines the point whenever the gradient
 * falls below the next level, lets a successor take over from a stalled solver, and ends with a
 * truthful outcome.
 */
export function run(
	objective: Objective,
	start: Float64Array,
	settings: RunSettings,
	signal?: AbortSignal,
): Run {
	const counted = countEvaluations(objective);
	const context: SolverContext = {
		objective: counted,
		tolerance: settings.tolerance,
		index: null,
		seed: settings.seed ?? 1,
		start: settings.start ?? 0,
	};
	const trace = new Trace();
	const ray = settings.solver.finds === "minima" ? scalingRay(objective.problem) : null;
	const levels = examinationLevels(settings.tolerance);
	let solver = settings.solver;
	let state = solver.start(start.slice(), context);
	let gradientNorm = infinityNorm(state.gradient);
	const startNorm = norm(start);
	let level = 0;
	let examinedAt = -interval;
	let steps = 0;
	let idle = 0;
	let successions = 0;
	let escapes = 0;

	const evaluate = (theta: Float64Array) => {
		const gradient = new Float64Array(theta.length);
		return { value: counted.valueAndGradient(theta, gradient), gradientNorm: infinityNorm(gradient) };
	};
	const finish = (
		outcome: Outcome,
		theta: Float64Array = state.theta,
		classification: Classification | null = null,
	): Run => {
		const { value, gradientNorm } = classification === null ? evaluate(theta) : ofClassified(classification);
		const { evaluations } = counted;
		trace.close(evaluations, { theta, value }, gradientNorm);
		return { outcome, classification, theta, value, gradientNorm, evaluations, trace: trace.record };
	};

	trace.add(counted.evaluations, state, gradientNorm);
	while (true) {
		signal?.throwIfAborted();
		if (!Number.isFinite(state.value) || norm(state.theta) > overflowNorm) return finish(overflow(state));
		if (ray !== null && state.value < ray.level) {
			return finish(provenDrift(state, ray.level));
		}
		// Steps count as well: a step may be refused before it evaluates anything.
		const spent = counted.evaluations >= settings.budget || steps >= settings.budget;
		const due =
			gradientNorm <= levels[level] && (level < levels.length - 1 || steps >= examinedAt + interval);
		const stalled = idle >= patience;
		if (due || stalled || spent) {
			const final = spent || (stalled && successions >= 2);
			// The last word is about the state itself, not about the last entry that was kept.
			if (final) trace.close(counted.evaluations, state, gradientNorm);
			const examined = examine(state, {
				context,
				uncharged: objective,
				settings,
				gradientNorm,
				startNorm,
				trace: trace.record,
				spent,
				ahead: !stalled && !spent && level < levels.length - 1,
				final,
				escapes,
			});
			if (examined.outcome !== null) {
				return finish(examined.outcome, examined.theta, examined.classification);
			}
			examinedAt = steps;
			while (level < levels.length - 1 && gradientNorm <= levels[level]) level++;
			if (examined.escaped) {
				escapes++;
				level = 0;
			}
			const hand = stalled || level === levels.length - 1;
			if (examined.restart !== null || stalled || (hand && solver !== settings.successor)) {
				if (stalled) successions++;
				if (hand) solver = settings.successor;
				state = solver.start(examined.restart ?? state.theta.slice(), context);
				gradientNorm = infinityNorm(state.gradient);
				idle = 0;
			}
		}
		steps++;
		const report = solver.step(state, context);
		const moved = report.step > 1e-15 * (1 + infinityNorm(state.theta));
		idle = report.status === "stalled" ? patience : moved ? 0 : idle + 1;
		gradientNorm = report.gradientNorm;
		trace.add(counted.evaluations, state, gradientNorm);
	}
}

function ofClassified({ loss, gradientNorm }: Classification): { value: number; gradientNorm: number } {
	return { value: loss, gradientNorm };
}

function overflow(state: SolverState): Outcome {
	return {
		kind: "overflow",
		sentence: `The weights or the loss left the range of float64 numbers (loss ${state.value}, |theta| ${norm(state.theta)}).`,
		evidence: { loss: state.value, norm: norm(state.theta) },
	};
}

function provenDrift(state: SolverState, level: number): Outcome {
	return {
		kind: "drifting",
		sentence: `Going to infinity, by proof: at every point with a loss below ${level.toPrecision(4)} all samples are on the right side, so scaling the last layer up lowers the loss and no such point is critical; the infimum 0 is approached only as |theta| grows without bound.`,
		evidence: {
			proof: "scaling the last layers",
			level,
			loss: state.value,
			infimum: 0,
			norm: norm(state.theta),
		},
	};
}
