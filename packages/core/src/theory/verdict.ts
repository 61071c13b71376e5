import { type Answer, type Extent, type QuestionId, questionIds } from "./question.ts";
import type { Conclusion } from "./theorem.ts";
import type { Witness } from "./witness.ts";

/** A conclusion with the theorem that gives it. */
export interface Attributed extends Conclusion {
	readonly theorem: string;
}

/** The answer to one question by all theorems together. */
export interface Verdict {
	readonly question: QuestionId;
	readonly answer: Answer;
	readonly for: Extent;
	/** Ids of the theorems that give this answer, directly or through an implication. */
	readonly because: readonly string[];
	readonly witness: Witness | null;
	readonly sentence: string;
}

interface Implication {
	readonly from: QuestionId;
	readonly answer: "exists" | "excluded" | "vacuous";
	readonly to: QuestionId;
	readonly why: string;
}

/**
 * What an answer to one question says about another. A strict local minimum is a compact set with lower loss than all
 * around it; a basin bounds a component of a sublevel set; where no valley is bad, no basin is.
 */
const upward: readonly Omit<Implication, "answer">[] = [
	{
		from: "bad-differentiable-local-minimum",
		to: "bad-local-minimum",
		why: "a differentiable local minimum is a local minimum",
	},
	{
		from: "bad-strict-local-minimum",
		to: "bad-local-minimum",
		why: "a strict local minimum is a local minimum",
	},
	{
		from: "bad-strict-local-minimum",
		to: "bad-basin",
		why: "a strict local minimum is a basin of one point",
	},
	{ from: "bad-basin", to: "bad-local-minimum", why: "the lowest points of a basin are local minima" },
	{ from: "bad-basin", to: "bad-valley", why: "around a basin lies a bounded component of a sublevel set" },
];

const implications: readonly Implication[] = upward.flatMap(({ from, to, why }) => [
	{ from, answer: "exists" as const, to, why },
	{ from: to, answer: "excluded" as const, to: from, why },
	{ from: to, answer: "vacuous" as const, to: from, why },
]);

/** A contradiction between theorems: a fault of this program or of a proof, never of the user. */
export class ContradictoryTheorems extends Error {}

/** Adds what follows by implication, until nothing new does; each conclusion once per theorem and question. */
export function closeUnderImplication(direct: readonly Attributed[]): Attributed[] {
	const all = [...direct];
	for (let k = 0; k < all.length; k++)
		for (const { from, answer, to, why } of implications) {
			const known = all[k];
			if (known.question !== from || known.answer !== answer) continue;
			if (
				all.some(
					(c) =>
						c.theorem === known.theorem && c.question === to && c.answer === answer && c.for === known.for,
				)
			)
				continue;
			const follows =
				answer === "exists"
					? `${known.sentence} So the answer is the same here: ${why}.`
					: `Also ${answer}: ${why}.`;
			all.push({ ...known, question: to, sentence: follows });
		}
	return all;
}

/** Stronger first: this problem before almost every noise before almost all data; then what exists, is empty, is excluded. */
const extents: readonly Extent[] = ["this-problem", "almost-every-noise", "almost-every-data"];
const answers: readonly Conclusion["answer"][] = ["exists", "vacuous", "excluded"];

function strength({ answer, for: extent }: Conclusion): number {
	return answers.length * extents.indexOf(extent) + answers.indexOf(answer);
}

/**
 * The seven answers. @throws ContradictoryTheorems when one theorem says that something exists in this problem and
 * another that it does not.
 */
export function answerQuestions(direct: readonly Attributed[]): Verdict[] {
	const all = closeUnderImplication(direct);
	return questionIds.map((question) => {
		const about = all
			.filter((conclusion) => conclusion.question === question)
			.sort((a, b) => strength(a) - strength(b));
		if (about.length === 0)
			return {
				question,
				answer: "undecided",
				for: "this-problem",
				because: [],
				witness: null,
				sentence: "No theorem here decides this question for this problem.",
			};
		const exists = about.find(({ answer, for: extent }) => answer === "exists" && extent === "this-problem");
		const denies = about.find(({ answer, for: extent }) => answer !== "exists" && extent === "this-problem");
		if (exists !== undefined && denies !== undefined)
			throw new ContradictoryTheorems(
				`On "${question}", ${exists.theorem} says that there is one ("${exists.sentence}") and ${denies.theorem} that there is none ("${denies.sentence}").`,
			);
		const best = about[0];
		const agreeing = about.filter(({ answer, for: extent }) => answer === best.answer && extent === best.for);
		return {
			question,
			answer: best.answer,
			for: best.for,
			because: [...new Set(agreeing.map(({ theorem }) => theorem))],
			witness: agreeing.find(({ witness }) => witness !== null)?.witness ?? null,
			sentence: best.sentence,
		};
	});
}
