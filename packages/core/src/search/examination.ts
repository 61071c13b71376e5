import { infinityNorm, norm } from "../numerics/vector.ts";
import type { Objective } from "../objective/objective.ts";
import { saturatedActivations, whyNotAttained } from "../points/attainment.ts";
import { classifyPoint } from "../points/classification.ts";
import { polishOnKinks } from "../points/kink-polish.ts";
import { hasKinks, type KinkContact, kinkContacts } from "../points/kinks.ts";
import { knownLowerBound, meetsLowerBound } from "../points/lower-bound.ts";
import { denseLimit } from "../points/newton-step.ts";
import type { Classification } from "../points/point.ts";
import { type Polished, polish } from "../points/polish.ts";
import { type DriftProbe, probeDrift } from "./drift.ts";
import { driftAlongRun } from "./drift-along-run.ts";
import type { RunSettings } from "./driver.ts";
import { kinkDescent } from "./kink-descent.ts";
import { lowestCurvature } from "./lowest-curvature.ts";
import type { Outcome } from "./outcome.ts";
import {
	budgetSpent,
	converged,
	drifting,
	driftingRun,
	findersDrift,
	gradientFlat,
	kink,
	unresolved,
} from "./outcome-sentences.ts";
import { pullBack } from "./pull-back.ts";
import { reachBound } from "./reach-bound.ts";
import type { SolverContext, SolverState } from "./solver.ts";
import type { TraceRecord } from "./trace.ts";

/** What the driver asks about. */
export interface Question {
	readonly context: SolverContext;
	/**
	 * The same objective with calls that are not charged: for classification, whose cost depends on what this thread
	 * has worked out before (symmetries, closed forms).
	 */
	readonly uncharged: Objective;
	readonly settings: RunSettings;
	readonly gradientNorm: number;
	/** Euclidean norm of theta at the start of the run. */
	readonly startNorm: number;
	/** The course of the run so far. */
	readonly trace: TraceRecord;
	/** The evaluations are spent. */
	readonly spent: boolean;
	/** The solver moves, and smaller gradients will be examined again. */
	readonly ahead: boolean;
	/** No further steps will be taken: an outcome must be given. */
	readonly final: boolean;
	/** Saddles that this run has left already. */
	readonly escapes: number;
}

/** An outcome that ends the run, or null to go on, perhaps from another point. */
export interface Examination {
	readonly outcome: Outcome | null;
	readonly theta: Float64Array;
	/** For `converged`. */
	readonly classification: Classification | null;
	readonly restart: Float64Array | null;
	/** The restart leaves a saddle along a direction of negative curvature. */
	readonly escaped: boolean;
}

/** Largest P for which the gradient flow is followed with dense Hessians. */
const flowLimit = 250;
/** Preactivations this close (relative to their unit's size) to a kink count as lying on it. */
const contactWidth = 1e-7;
const exactContact = 1e-14;
const flatResidual = 0.9;
/** A polished point must stay this near, relative to 1 + |theta|. */
const farthest = 0.5;
/** Saddles that a search for minima leaves before it accepts one. */
const mostEscapes = 10;
/** A finder whose |theta| has grown by this factor, with a gradient below `smallGradient`, is drifting. */
const findersGrowth = 3;
const smallGradient = 1e-6;
/** An undecided point this many times farther out than the start is not called converged. */
const farOut = 10;

function goOn(theta: Float64Array): Examination {
	return {
		outcome: null,
		theta,
		classification: null,
		restart: null,
		escaped: false,
	};
}

function ended(outcome: Outcome, theta: Float64Array): Examination {
	return { ...goOn(theta), outcome };
}

/**
 * Decides what a point with a small gradient, or a stalled one, is: polishes it by Newton steps; where
 * they do not contract, or where the Hessian leaves a minimum undecided, follows the gradient flow
 * (minimisers) or judges the growth of the iterates (finders).
 */
export function examine(state: SolverState, question: Question): Examination {
	const { context, settings } = question;
	const polished = polish(context.objective, state.theta);
	if (polished.verdict === "overflow") return ended(unresolved(polished.criticality), state.theta);
	const near = displacement(polished.theta, state.theta) <= farthest;
	if (polished.verdict === "converged" && (near || isRegularMinimum(polished, question))) {
		const settled = acceptConverged(polished, state, question);
		if (settled !== null) return settled;
	} else if (settings.target === "minima") {
		// The gradient was not small enough for full steps: the solver's next ones are cheaper than the flow.
		if (polished.verdict === "stuck" && question.ahead) return goOn(state.theta);
		const atBound = reachBound(state.theta, context);
		if (atBound !== null) {
			const settled = acceptConverged(polish(context.objective, atBound), state, question);
			if (settled !== null) return settled;
		}
		const probed = followFlow(state, question);
		if (probed !== null && (probed.outcome !== null || !question.final)) return probed;
	} else if (
		polished.verdict === "not-contracting" &&
		norm(polished.theta) > 1.05 * norm(state.theta) &&
		norm(state.theta) > 2 * question.startNorm
	) {
		return ended(findersDrift(state, polished), state.theta);
	}
	return question.final || polished.verdict === "flat"
		? lastWord(state, polished, question)
		: goOn(state.theta);
}

/** A minimum with a regular Hessian is one however far Newton steps went to it: inputs or targets of extreme scale. */
function isRegularMinimum(
	{ theta, criticality, hessian }: Polished,
	{ settings, uncharged }: Question,
): boolean {
	if (settings.target !== "minima") return false;
	const { kind, nullity } = classifyPoint(uncharged, theta, { criticality, hessian });
	return kind === "minimum" && nullity === 0;
}

function displacement(a: Float64Array, b: Float64Array): number {
	let largest = 0;
	for (let k = 0; k < a.length; k++) largest = Math.max(largest, Math.abs(a[k] - b[k]));
	return largest / (1 + infinityNorm(b));
}

/**
 * A polished point: converged, a kink, or (for minimisers) a saddle to leave or a plateau that drifts.
 * Null if it is not below the run, or if float64 does not show that it is critical.
 */
function acceptConverged(polished: Polished, state: SolverState, question: Question): Examination | null {
	const { objective } = question.context;
	const { theta, criticality } = polished;
	const minimising = question.settings.target === "minima";
	let { hessian } = polished;
	if (minimising) {
		const rise = criticality.value - state.value;
		if (rise > 1e-9 * (1 + Math.abs(state.value))) return null;
		if (question.escapes < mostEscapes && !question.final) {
			if (objective.parameters <= denseLimit) hessian ??= objective.hessian(theta);
			const away = lowestCurvature(objective, theta, criticality.value, hessian);
			if (away !== null) return { ...goOn(theta), restart: away, escaped: true };
		}
	}
	if (hasKinks(objective)) {
		const contacts = kinkContacts(objective, theta, exactContact);
		if (contacts.length > 0)
			return onKinks(
				ended(kink(contacts, criticality.gradientNorm, kinkDescent(objective, theta)), theta),
				contacts,
				question,
			);
	}
	const classification = classifyPoint(question.uncharged, theta, { criticality, hessian });
	if (minimising && classification.kind === "undecided") {
		const probe = plateauProbe(theta, criticality.value, question);
		if (probe !== null) return ended(drifting(probe), probe.theta);
		// Far out, a Hessian that decides nothing is a plateau, not a degenerate minimum.
		if (norm(theta) > farOut * (1 + question.startNorm)) return null;
	}
	if (classification.kind === "not-critical") return null;
	if (classification.kind === "undecided" && mayBePlateau(question.uncharged, theta, criticality.value))
		return null;
	// A loss that underflows to an infimum at infinity.
	if (classification.kind === "undecided" && meetsLowerBound(objective.problem, classification.loss))
		return null;
	return { ...ended(converged(polished), theta), classification };
}

/** Where activations or the loss are rounded to a limit, a gradient of 0 may be what underflow left of a plateau. */
function mayBePlateau(objective: Objective, theta: Float64Array, value: number): boolean {
	if (saturatedActivations(objective, theta) > 0) return true;
	return meetsLowerBound(objective.problem, value) && whyNotAttained(objective, theta) !== null;
}

/** The flow from a point pulled back to where gradients are resolved, if it drifts to the same loss. */
function plateauProbe(theta: Float64Array, value: number, question: Question): DriftProbe | null {
	const { objective } = question.context;
	if (objective.parameters > flowLimit || hasKinks(objective)) return null;
	const from = pullBack(objective, theta);
	if (from === null) return null;
	const probe = probeDrift(from, question.context);
	return probe.verdict === "drifting" && sameLevel(probe.lossAfter, value) ? probe : null;
}

function sameLevel(found: number, expected: number): boolean {
	return Math.abs(found - expected) <= 1e-3 * (1e-2 + Math.abs(expected));
}

/** Follows the gradient flow: drifting, settled on a point, or null when neither is seen. */
function followFlow(state: SolverState, question: Question): Examination | null {
	const { objective } = question.context;
	if (objective.parameters > flowLimit || hasKinks(objective)) return null;
	let probe = probeDrift(state.theta, question.context);
	if (probe.verdict === "open" && question.gradientNorm < smallGradient) {
		const resolved = plateauProbe(state.theta, state.value, question);
		if (resolved !== null) probe = resolved;
	}
	if (probe.verdict === "drifting") return ended(drifting(probe), probe.theta);
	if (probe.verdict === "open") return null;
	const polished = polish(objective, probe.theta);
	if (polished.verdict === "converged") {
		const settled = acceptConverged(polished, state, question);
		if (settled !== null) return settled;
	}
	return { ...goOn(probe.theta), restart: probe.theta };
}

/**
 * A run that ends on kinks: moved onto them, its point is judged by the one-sided tests. A descent is followed while steps
 * remain; a point that passes is kept with its classification.
 */
function onKinks(found: Examination, contacts: readonly KinkContact[], question: Question): Examination {
	if (question.settings.target !== "minima" || contacts.length === 0) return found;
	const { uncharged } = question;
	const polished = polishOnKinks(uncharged, found.theta, contacts);
	if (polished === null) return found;
	const loss = uncharged.value(found.theta);
	if (!(uncharged.value(polished) <= loss + 1e-9 * (1 + Math.abs(loss)))) return found;
	const classification = classifyPoint(uncharged, polished);
	if (classification.method !== "kink-test") return found;
	if (classification.descent !== null) {
		if (question.final || question.spent || question.escapes >= mostEscapes) return found;
		const lower = polished.map((value, p) => value + (classification.descent?.[p] ?? 0));
		if (uncharged.value(lower) < loss) return { ...goOn(lower), restart: lower, escaped: true };
		return found;
	}
	return {
		...found,
		theta: polished,
		classification,
		outcome: found.outcome && { ...found.outcome, sentence: `Ended on kinks. ${classification.reason}` },
	};
}

/** The outcome of a run that goes no further. */
function lastWord(state: SolverState, polished: Polished, question: Question): Examination {
	const { context, settings, gradientNorm } = question;
	if (hasKinks(context.objective)) {
		const contacts = kinkContacts(context.objective, state.theta, contactWidth);
		if (contacts.length > 0) {
			const around = kinkDescent(context.objective, state.theta);
			const lower = around.lower ?? state.theta;
			const settled = around.settled && kinkContacts(context.objective, lower, contactWidth).length > 0;
			if (around.lower !== null && !settled && !question.spent) return { ...goOn(lower), restart: lower };
			return onKinks(
				ended(kink(contacts, gradientNorm, around), lower),
				kinkContacts(context.objective, lower, contactWidth),
				question,
			);
		}
	}
	const { criticality, residual } = polished;
	const flat = residual > flatResidual && criticality.gradientNorm > settings.tolerance;
	if (flat && settings.target === "all") return ended(gradientFlat(polished), polished.theta);
	if (!question.final) return goOn(state.theta);
	if (
		settings.target === "all" &&
		gradientNorm < smallGradient &&
		norm(state.theta) > findersGrowth * question.startNorm
	)
		return ended(findersDrift(state, polished), state.theta);
	if (settings.target === "minima") {
		const floor = knownLowerBound(context.objective.problem).value;
		const drift = driftAlongRun(question.trace, floor);
		if (drift !== null) return ended(driftingRun(drift), state.theta);
		if (flat) return ended(gradientFlat(polished), polished.theta);
	}
	return ended(budgetSpent(state, gradientNorm, polished), state.theta);
}
