import { boxAt } from "../rigor/box.ts";
import type { CheckedProblem } from "./embedded-problem.ts";
import { type NewtonProof, proveCriticalPoint } from "./newton-proof.ts";
import { NotProved } from "./not-proved.ts";
import { proveSplit, type Split } from "./splitting.ts";

/** Shifts that are tried as the smallest eigenvalue of a splitting matrix, from the largest down. */
const shifts = Array.from({ length: 31 }, (_, k) => 1 / (1 << k));

/** A unit whose splitting matrix is definite, with the largest shift that shows it. @throws NotProved */
export function splitsOf(problem: CheckedProblem, proof: NewtonProof): Split {
	const { radius } = proveCriticalPoint(problem, proof);
	const box = boxAt(proof.centre, radius);
	const width = problem.branches[0]?.[0]?.width ?? 0;
	let refusal = new NotProved("split", "No unit has a definite splitting matrix.");
	for (const shift of shifts)
		for (let unit = 0; unit < width; unit++)
			for (const sign of [1, -1] as const) {
				const split = { unit, sign, shift };
				try {
					proveSplit(problem, split, box);
					return split;
				} catch (cause) {
					if (!(cause instanceof NotProved)) throw cause;
					refusal = cause;
				}
			}
	throw refusal;
}
