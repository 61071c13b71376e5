import { createObjective } from "../objective/create-objective.ts";
import type { Objective } from "../objective/objective.ts";
import type { Problem } from "../problem/problem.ts";
import type { Finding } from "./finding.ts";
import type { Hypothesis } from "./hypothesis.ts";

/** A problem under examination, with what has been found out about it so far. */
export interface Subject {
	readonly problem: Problem;
	/** The objective, compiled on first use. */
	objective(): Objective;
	/** A hypothesis is evaluated once, however many theorems ask for it. */
	finding(hypothesis: Hypothesis): Promise<Finding>;
	/** A computation shared by several files, done once; `key` is the function itself or a name. */
	once<T>(key: unknown, compute: () => T): T;
	/** Releases the objective. */
	release(): void;
}

/** A fresh subject. */
export function subjectOf(problem: Problem): Subject {
	const shared = new Map<unknown, unknown>();
	let objective: Objective | null = null;
	const subject: Subject = {
		problem,
		objective() {
			objective ??= createObjective(problem);
			return objective;
		},
		finding(hypothesis) {
			return subject.once(hypothesis, async () => hypothesis.evaluate(subject));
		},
		once<T>(key: unknown, compute: () => T): T {
			if (!shared.has(key)) shared.set(key, compute());
			return shared.get(key) as T;
		},
		release() {
			objective?.release();
			objective = null;
		},
	};
	return subject;
}
