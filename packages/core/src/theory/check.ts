import type { Problem } from "../problem/problem.ts";
import { judge, type TheoremReport } from "./judge.ts";
import type { CoreProver } from "./prover.ts";
import { findRemedies, type Remedy } from "./remedies/find-remedies.ts";
import { type DataFacts, subjectOf } from "./subject.ts";
import type { Verdict } from "./verdict.ts";

/** What `check` prints. */
export interface CheckDocument {
	readonly schema: "lossatlas/check@1";
	readonly problem: {
		readonly name: string;
		readonly samples: number;
		readonly inputs: number;
		readonly outputs: number;
		readonly parameters: number;
	};
	readonly questions: readonly Verdict[];
	readonly theorems: readonly TheoremReport[];
	/** Changes of the problem that improve an answer, each tried out; null when they were not asked for. */
	readonly remedies: readonly Remedy[] | null;
}

/** How to check. */
export interface CheckOptions {
	/** Default true: try changes of the problem. */
	readonly remedies?: boolean;
	/** A point whose lower layers the remedy "perturb and freeze" starts from. */
	readonly point?: ArrayLike<number>;
	readonly signal?: AbortSignal;
	/** Proves what needs a certificate; without it such hypotheses stay undecided. */
	readonly prove?: CoreProver;
}

/**
 * The theory desk: which theorems speak about this network, loss and data, hypothesis by hypothesis, and what they
 * answer together to the seven questions.
 *
 * @example
 * const {questions} = await check(problem);
 * questions.find(({question}) => question === "bad-local-minimum").answer; // "excluded"
 */
export async function check(problem: Problem, options: CheckOptions = {}): Promise<CheckDocument> {
	const facts: DataFacts = new Map();
	const subject = subjectOf(problem, facts, options.prove ?? null);
	try {
		const judgement = await judge(subject);
		const theta = options.point === undefined ? null : Float64Array.from(options.point);
		return {
			schema: "lossatlas/check@1",
			problem: {
				name: problem.name,
				samples: problem.data.samples,
				inputs: problem.network.inputs,
				outputs: problem.network.outputs,
				parameters: problem.network.parameters,
			},
			questions: judgement.questions,
			theorems: judgement.theorems,
			remedies:
				options.remedies === false || problem.population !== null
					? null
					: await findRemedies(problem, judgement, facts, theta, options.signal),
		};
	} finally {
		subject.release();
	}
}
