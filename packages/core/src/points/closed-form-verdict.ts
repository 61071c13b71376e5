import { linearDescent } from "../closed-forms/descent.ts";
import { patternVerdict } from "../closed-forms/pattern-verdict.ts";
import { linearSelection } from "../closed-forms/selection.ts";
import type { Problem } from "../problem/problem.ts";
import { linearFormOf, meetsLowerBound } from "./lower-bound.ts";
import type { Classification } from "./point.ts";

type ClosedForm = Pick<
	Classification,
	"kind" | "strict" | "strictModuloSymmetry" | "global" | "reason" | "closedForm" | "descent"
>;

/**
 * What the closed forms decide at a critical point: of linear networks, with a step to a lower loss from a saddle; of
 * one ReLU layer in the activation patterns that have one. Null for other networks and points.
 */
export function closedFormVerdict(problem: Problem, theta: Float64Array): ClosedForm | null {
	const network = linearFormOf(problem);
	if (network === null) return activePatternVerdict(problem, theta);
	const found = linearSelection(network, theta);
	if (found === null) return null;
	const selected = found.counts.reduce((sum, p) => sum + p, 0);
	const descent = found.kind === "saddle" ? linearDescent(network, theta, selected) : null;
	return {
		kind: found.kind,
		strict: found.strict,
		strictModuloSymmetry: found.kind === "saddle" ? found.strict : "unknown",
		global: found.global,
		reason:
			descent === null
				? found.reason
				: `${found.reason} At theta + descent the loss is lower by ${(-descent.change).toPrecision(3)}.`,
		closedForm: { selection: found.selection },
		descent: descent === null ? null : Array.from(descent.direction),
	};
}

/** One ReLU layer away from kinks; null where another reason decides more: at the least loss of all, at doubts. */
function activePatternVerdict(problem: Problem, theta: Float64Array): ClosedForm | null {
	const found = patternVerdict(problem, theta);
	if (found === null || found.kind === "undecided" || meetsLowerBound(problem, found.value)) return null;
	const saddle = found.kind === "saddle";
	return {
		kind: found.kind,
		// Scaling a unit up and its outgoing weights down keeps the loss, so no minimum is isolated.
		strict: saddle ? "yes" : "no",
		strictModuloSymmetry: saddle ? "yes" : "unknown",
		global: saddle ? "no" : "unknown",
		reason: found.descent === null ? found.reason : `${found.reason} At theta + descent the loss is lower.`,
		closedForm: null,
		descent: found.descent === null ? null : Array.from(found.descent),
	};
}
