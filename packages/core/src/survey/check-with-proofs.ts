import { proveCore } from "../certificate/prove-core.ts";
import type { Problem } from "../problem/problem.ts";
import { check as ask, type CheckDocument, type CheckOptions } from "../theory/check.ts";

/**
 * The theory desk: which theorems speak about this network, loss and data, hypothesis by hypothesis, and what they
 * answer together to the seven questions. Hypotheses that need a certificate get one.
 *
 * @example
 * const {questions} = await check(problem);
 * questions.find(({question}) => question === "bad-local-minimum").answer; // "excluded"
 */
export function check(problem: Problem, options: CheckOptions = {}): Promise<CheckDocument> {
	return ask(problem, { prove: proveCore, ...options });
}
