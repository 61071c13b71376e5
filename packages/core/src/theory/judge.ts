import type { Finding } from "./finding.ts";
import type { Subject } from "./subject.ts";
import type { Conclusion, Theorem } from "./theorem.ts";
import { theorems } from "./theorems.ts";
import { type Attributed, answerQuestions, type Verdict } from "./verdict.ts";

/** One hypothesis of one theorem, as decided on the problem. */
export interface HypothesisReport extends Finding {
	readonly id: string;
	readonly title: string;
}

/** One theorem on the problem. */
export interface TheoremReport {
	readonly id: string;
	readonly title: string;
	/** `yes`: all hypotheses hold; `no`: one fails; `undecided`: none fails, not all are shown. */
	readonly applies: "yes" | "no" | "undecided";
	readonly hypotheses: readonly HypothesisReport[];
	/** Empty unless it applies. */
	readonly conclusions: readonly Conclusion[];
}

/** All theorems and the seven answers. */
export interface Judgement {
	readonly questions: readonly Verdict[];
	readonly theorems: readonly TheoremReport[];
}

/** Evaluates one theorem; every hypothesis is reported, also after one has failed. */
export async function judgeTheorem(theorem: Theorem, subject: Subject): Promise<TheoremReport> {
	const hypotheses: HypothesisReport[] = [];
	for (const hypothesis of theorem.hypotheses)
		hypotheses.push({ id: hypothesis.id, title: hypothesis.title, ...(await subject.finding(hypothesis)) });
	const applies = hypotheses.some(({ status }) => status === "fails")
		? "no"
		: hypotheses.every(({ status }) => status === "holds")
			? "yes"
			: "undecided";
	const conclusions = applies === "yes" ? await theorem.conclude(subject) : [];
	return { id: theorem.id, title: theorem.title, applies, hypotheses, conclusions };
}

/** Evaluates every theorem on a subject and answers the questions. */
export async function judge(subject: Subject, known: readonly Theorem[] = theorems): Promise<Judgement> {
	const reports: TheoremReport[] = [];
	for (const theorem of known)
		reports.push(
			subject.problem.population === null ? await judgeTheorem(theorem, subject) : withoutSamples(theorem),
		);
	const attributed: Attributed[] = reports.flatMap(({ id, conclusions }) =>
		conclusions.map((conclusion) => ({ ...conclusion, theorem: id })),
	);
	return {
		questions: answerQuestions(attributed).map((verdict) => withoutLabels(verdict, subject)),
		theorems: reports,
	};
}

/** Every theorem here speaks about finitely many samples. */
function withoutSamples({ id, title }: Theorem): TheoremReport {
	const hypothesis: HypothesisReport = {
		id: "finite-data",
		title: "The loss is a sum over finitely many samples.",
		status: "fails",
		sentence: "The loss is an expectation over a law.",
		evidence: {},
	};
	return { id, title, applies: "no", hypotheses: [hypothesis], conclusions: [] };
}

/** Without labels no training error is defined. */
function withoutLabels(verdict: Verdict, { problem }: Subject): Verdict {
	if (verdict.question !== "nonzero-training-error" || problem.data.labels !== null) return verdict;
	return {
		...verdict,
		answer: "vacuous",
		sentence: "The targets are no labels: a training error is not defined.",
	};
}
