import { createObjective } from "../../src/objective/create-objective.ts";
import { criticality } from "../../src/points/criticality.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import { judgeTheorem, type TheoremReport } from "../../src/theory/judge.ts";
import { subjectOf } from "../../src/theory/subject.ts";
import type { Theorem } from "../../src/theory/theorem.ts";

/** What a theorem says of a problem file, whether it is registered or not. */
export async function reportOf(theorem: Theorem, problem: object): Promise<TheoremReport> {
	const subject = subjectOf(await parseProblem(problem));
	try {
		return await judgeTheorem(theorem, subject);
	} finally {
		subject.release();
	}
}

/** The hypotheses that do not hold, with their statuses. */
export function unmet({ hypotheses }: TheoremReport): [string, string][] {
	return hypotheses.filter(({ status }) => status !== "holds").map(({ id, status }) => [id, status]);
}

/** The questions that are answered "exists". */
export function existing({ conclusions }: TheoremReport): string[] {
	return conclusions.filter(({ answer }) => answer === "exists").map(({ question }) => question);
}

/** What sampling sees of the witness of the first conclusion. */
export interface Seen {
	readonly loss: number;
	readonly gradientNorm: number;
	/** Least change of the loss over random moves. */
	readonly lowest: number;
	/** Loss of the better point; null without one. */
	readonly better: number | null;
	readonly outputs: readonly number[];
}

/** Evaluates the witness of the first conclusion, and the loss at random points around it. */
export async function lookAround(problem: object, report: TheoremReport, radius: number): Promise<Seen> {
	const witness = report.conclusions[0]?.witness;
	if (witness?.point == null) throw new Error("No witness.");
	const objective = createObjective(await parseProblem(problem));
	try {
		const theta = Float64Array.from(witness.point);
		const loss = objective.value(theta);
		let state = 7;
		const random = () => {
			state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
			return state / 4294967296;
		};
		let lowest = Infinity;
		for (let k = 0; k < 3000; k++) {
			const size = radius * [1, 0.1, 0.01][k % 3];
			lowest = Math.min(lowest, objective.value(theta.map((v) => v + size * (2 * random() - 1))) - loss);
		}
		const better = witness.better?.point;
		return {
			loss,
			gradientNorm: criticality(objective, theta).gradientNorm,
			lowest,
			better: better == null ? null : objective.value(Float64Array.from(better)),
			outputs: Array.from(objective.outputs(theta)),
		};
	} finally {
		objective.release();
	}
}
