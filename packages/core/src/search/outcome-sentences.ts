import { infinityNorm, norm } from "../numerics/vector.ts";
import type { Criticality } from "../points/criticality.ts";
import type { KinkContact } from "../points/kinks.ts";
import type { Polished } from "../points/polish.ts";
import type { DriftProbe } from "./drift.ts";
import type { RunDrift } from "./drift-along-run.ts";
import type { KinkDescent } from "./kink-descent.ts";
import type { LimitLoss } from "./limit-loss.ts";
import type { Outcome } from "./outcome.ts";
import type { SolverState } from "./solver.ts";

function short(value: number): string {
	return value.toPrecision(3);
}

/** The point is critical to float64 precision. */
export function converged({ criticality, steps }: Polished): Outcome {
	return {
		kind: "converged",
		sentence: `Converged: every component of the gradient is zero within its own rounding error (largest ${short(criticality.gradientNorm)}), and the last Newton steps shrank.`,
		evidence: {
			gradientNorm: criticality.gradientNorm,
			ratioToRounding: criticality.ratio,
			lastSteps: steps.slice(-4),
		},
	};
}

function towards({ value, kind }: LimitLoss): string {
	return kind === "extrapolated"
		? `towards ${value.toPrecision(6)}`
		: `to ${value.toPrecision(6)} and was still falling`;
}

/** A minimiser was still descending, on its way to infinity, when its evaluations were spent. */
export function driftingRun(drift: RunDrift): Outcome {
	const { normBefore, normAfter, evaluations, limit } = drift;
	return {
		kind: "drifting",
		sentence: `Going to infinity: over the last ${evaluations} evaluations |theta| grew from ${short(normBefore)} to ${short(normAfter)} while the loss fell ${towards(limit)}; no critical point was met.`,
		evidence: {
			growth: "along the run",
			normBefore,
			normAfter,
			lossBefore: drift.lossBefore,
			lossAfter: drift.lossAfter,
			infimum: limit.value,
			infimumKind: limit.kind,
		},
	};
}

/** The gradient flow runs to infinity. */
export function drifting(probe: DriftProbe): Outcome {
	const growth = probe.growth;
	if (growth === null) throw new Error("A drift has a growth law.");
	const law =
		growth.law === "logarithmic" ? `like ${short(growth.rate)} log t` : `like t^${short(growth.rate)}`;
	return {
		kind: "drifting",
		sentence: `Going to infinity: along the gradient flow |theta| grew from ${short(probe.normBefore)} to ${short(probe.normAfter)}, ${law}, while the loss fell ${towards(growth.limit)}; no critical point was met.`,
		evidence: {
			growth: growth.law,
			rate: growth.rate,
			misfit: growth.misfit,
			times: [growth.from, growth.to],
			infimum: growth.limit.value,
			infimumKind: growth.limit.kind,
			direction: probe.direction === null ? null : Array.from(probe.direction),
			normBefore: probe.normBefore,
			normAfter: probe.normAfter,
			lossAfter: probe.lossAfter,
		},
	};
}

/** A finder of critical points runs to infinity. */
export function findersDrift(state: SolverState, polished: Polished): Outcome {
	return {
		kind: "drifting",
		sentence: `Going to infinity: the gradient falls to ${short(Math.min(polished.criticality.gradientNorm, infinityNorm(state.gradient)))} while |theta| has grown to ${short(norm(state.theta))} and Newton steps do not shrink; no critical point was met.`,
		evidence: {
			steps: polished.steps,
			normBefore: norm(state.theta),
			normAfter: norm(polished.theta),
			infimum: polished.criticality.value,
		},
	};
}

/** Stopped where the objective has no derivative. */
export function kink(contacts: readonly KinkContact[], gradientNorm: number, around: KinkDescent): Outcome {
	const units = contacts.filter(({ unit }) => unit !== null).length;
	const losses = contacts.length - units;
	const where = [
		...(units > 0 ? [`${units} preactivation${units > 1 ? "s" : ""}`] : []),
		...(losses > 0 ? [`${losses} sample${losses > 1 ? "s" : ""} of the loss`] : []),
	].join(" and ");
	const shown = around.settled
		? `no descent was found by sampling gradients around it (shortest convex combination ${short(around.stationarity)})`
		: "sampling gradients around it still found a descent when the evaluations were spent";
	return {
		kind: "kink",
		sentence: `Stopped on a kink (${where}), where there is no derivative: ${shown}. Whether it is a local minimum is not decided here.`,
		evidence: {
			contacts: contacts.slice(0, 20),
			gradientNorm,
			stationarity: around.stationarity,
			settled: around.settled,
		},
	};
}

/** The gradient lies in the kernel of the Hessian. */
export function gradientFlat({ criticality, residual }: Polished): Outcome {
	return {
		kind: "gradient-flat",
		sentence: `Gradient-flat, not critical: the gradient (${short(criticality.gradientNorm)}) lies in the kernel of the Hessian, min |Hp + g| / |g| = ${short(residual)}, so no second-order step lowers it.`,
		evidence: { residual, gradientNorm: criticality.gradientNorm },
	};
}

/** The rounding error of the gradient is too large for any verdict. */
export function unresolved({ resolution, value }: Criticality): Outcome {
	return {
		kind: "overflow",
		sentence: `Overflow scale: the gradient cannot be resolved, its rounding error is about ${short(resolution)} (loss ${short(value)}).`,
		evidence: { resolution, loss: value },
	};
}

/** Neither converged nor known to drift when the evaluations were spent. */
export function budgetSpent(state: SolverState, gradientNorm: number, polished: Polished): Outcome {
	return {
		kind: "budget",
		sentence: `Undecided when the budget ended or progress stopped: loss ${state.value.toPrecision(6)}, gradient ${short(gradientNorm)}, |theta| ${short(norm(state.theta))}. Try a larger --budget or another --solver.`,
		evidence: {
			gradientNorm,
			norm: norm(state.theta),
			polish: polished.verdict,
			residual: polished.residual,
		},
	};
}
