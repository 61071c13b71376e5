import type { CheckedProblem } from "./embedded-problem.ts";
import { NotProved } from "./not-proved.ts";
import { type PathProof, provePath, upperBound } from "./path-proof.ts";

/** Points of each segment at which the loss is looked at. */
const looks = 16;
/** By how much of its size a bound is raised above the largest loss seen, until it can be proved. */
const slacks = [1e-4, 1e-2, 1];

/** A bound of the loss along a path, little above the largest loss seen on it, that the checker proves. @throws NotProved */
export function searchPathBound(
	problem: CheckedProblem,
	corners: readonly Float64Array[],
	progress: (message: string) => void,
): PathProof {
	const rows = corners.map((corner) => Array.from(corner));
	let highest = -Infinity;
	for (let k = 1; k < rows.length; k++)
		for (let j = 0; j <= looks; j++) {
			const t = j / looks;
			highest = Math.max(highest, upperBound(problem, rows[k - 1], rows[k], t, t));
		}
	if (!Number.isFinite(highest))
		throw new NotProved("path", "The loss on the path is not finite in float64.");
	let refusal: NotProved | null = null;
	for (const slack of slacks) {
		const bound = highest + slack * Math.max(Math.abs(highest), 1e-9);
		progress(`The path is followed below ${bound}`);
		try {
			const proof: PathProof = { method: "path", corners: rows, bound };
			provePath(problem, { ...proof });
			return proof;
		} catch (cause) {
			if (!(cause instanceof NotProved)) throw cause;
			refusal = cause;
		}
	}
	throw refusal ?? new NotProved("path", "No bound of the loss along the path was shown.");
}
