import type { Hypothesis } from "./hypothesis.ts";
import type { Answer, Extent, QuestionId } from "./question.ts";
import type { Subject } from "./subject.ts";
import type { Witness } from "./witness.ts";

/** Where an idea comes from; what is implemented is proved in the file itself. */
export interface Citation {
	readonly authors: string;
	readonly year: number;
	readonly title: string;
	/** Journal or conference, or "arXiv 1803.00909". */
	readonly venue: string;
}

/** What a theorem says about one question, once its hypotheses hold. */
export interface Conclusion {
	readonly question: QuestionId;
	readonly answer: Exclude<Answer, "undecided">;
	readonly for: Extent;
	readonly witness: Witness | null;
	/** For people, about this problem; says also what it does not mean where that is often mistaken. */
	readonly sentence: string;
}

/**
 * One theorem: its hypotheses are evaluated on the problem; if all hold it concludes. Proofs are in the doc comment of
 * each theorem's file.
 */
export interface Theorem {
	/** For example `liang-2018-separable`; the file has the same name. */
	readonly id: string;
	readonly title: string;
	readonly citation: Citation;
	/** In words, complete: hypotheses and conclusion. */
	readonly statement: string;
	/** In LaTeX, without dollar signs. */
	readonly latex: string;
	/** The proof's idea in two or three sentences. */
	readonly proof: string;
	/** The questions it may answer, and how, for its page and its tests. */
	readonly concludes: readonly { readonly question: QuestionId; readonly answer: Conclusion["answer"] }[];
	/** In the order in which a person would check them: architecture, loss, activation, data, width. */
	readonly hypotheses: readonly Hypothesis[];
	/** Ids of constructions that show a hypothesis to be needed, or that witness the conclusion. */
	readonly constructions: readonly string[];
	/** Called only when every hypothesis holds. */
	conclude(subject: Subject): readonly Conclusion[] | Promise<readonly Conclusion[]>;
}
