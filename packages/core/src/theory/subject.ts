import { createObjective } from "../objective/create-objective.ts";
import type { Objective } from "../objective/objective.ts";
import type { Problem } from "../problem/problem.ts";
import type { Finding } from "./finding.ts";
import type { Hypothesis } from "./hypothesis.ts";
import type { CoreProver } from "./prover.ts";

/** A problem under examination, with what has been found out about it so far. */
export interface Subject {
	readonly problem: Problem;
	/** The objective, compiled on first use. */
	objective(): Objective;
	/** Proves what needs a certificate; null where nobody does. */
	readonly prove: CoreProver | null;
	/** A hypothesis is evaluated once, however many theorems ask for it. */
	finding(hypothesis: Hypothesis): Promise<Finding>;
	/** A computation shared by several files, done once; `key` is the function itself or a name. */
	once<T>(key: unknown, compute: () => T): T;
	/** As `once`, for what depends on the data alone: shared by problems that differ in network and loss only. */
	onceForData<T>(key: unknown, compute: () => T): T;
	/** Releases the objective. */
	release(): void;
}

/** What has been found out about a data set. */
export type DataFacts = Map<unknown, unknown>;

function remembered<T>(facts: Map<unknown, unknown>, key: unknown, compute: () => T): T {
	if (!facts.has(key)) facts.set(key, compute());
	return facts.get(key) as T;
}

/** A fresh subject; `facts` are those of another problem on exactly the same data. */
export function subjectOf(
	problem: Problem,
	facts: DataFacts = new Map(),
	prove: CoreProver | null = null,
): Subject {
	const shared = new Map<unknown, unknown>();
	let objective: Objective | null = null;
	const subject: Subject = {
		problem,
		prove,
		objective() {
			objective ??= createObjective(problem);
			return objective;
		},
		finding(hypothesis) {
			return subject.once(hypothesis, async () => hypothesis.evaluate(subject));
		},
		once: (key, compute) => remembered(shared, key, compute),
		onceForData: (key, compute) => remembered(facts, key, compute),
		release() {
			objective?.release();
			objective = null;
		},
	};
	return subject;
}
