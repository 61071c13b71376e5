import type { Finding } from "./finding.ts";
import type { Subject } from "./subject.ts";

/** One condition of one or more theorems, decided on a user's own network, loss and data. */
export interface Hypothesis {
	/** For example `linearly-separable`. */
	readonly id: string;
	/** For people, without the problem: "The two classes are linearly separable." */
	readonly title: string;
	/** In LaTeX, without dollar signs. */
	readonly latex: string;
	/** `holds` and `fails` are exact; whatever rests on rounding, a sample or a limit of cost is `undecided`. */
	evaluate(subject: Subject): Finding | Promise<Finding>;
}
