import { linearSelection } from "../closed-forms/selection.ts";
import type { Problem } from "../problem/problem.ts";
import { linearFormOf } from "./lower-bound.ts";
import type { Classification } from "./point.ts";

/** What the closed form of linear networks decides at a critical point; null for other networks. */
export function closedFormVerdict(
	problem: Problem,
	theta: Float64Array,
): Pick<
	Classification,
	"kind" | "strict" | "strictModuloSymmetry" | "global" | "reason" | "closedForm"
> | null {
	const network = linearFormOf(problem);
	if (network === null) return null;
	const found = linearSelection(network, theta);
	if (found === null) return null;
	return {
		kind: found.kind,
		strict: found.strict,
		strictModuloSymmetry: found.kind === "saddle" ? found.strict : "unknown",
		global: found.global,
		reason: found.reason,
		closedForm: { selection: found.selection },
	};
}
