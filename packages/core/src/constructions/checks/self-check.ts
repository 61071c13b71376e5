import type { Objective } from "../../objective/objective.ts";
import type { CheckResult, Construct } from "../construction.ts";

/** What a check looks at: the objective of the very problem that is written out, and the constructed point. */
export interface CheckSubject {
	readonly objective: Objective;
	readonly construct: Construct;
	readonly seed: number;
}

/** One kind of evidence for a claim; empty where it does not apply to this claim. */
export type SelfCheck = (subject: CheckSubject) => readonly CheckResult[];

/** Rounding of a loss: terms of a few units in the last place, added over the samples. */
export function lossRounding({ problem }: Objective, loss: number): number {
	return 1e-15 * Math.sqrt(problem.data.samples + 16) * (1 + Math.abs(loss)) * 4;
}
