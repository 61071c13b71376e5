import { parseProblem } from "../../problem/parse.ts";
import type { Problem } from "../../problem/problem.ts";

/** A problem file with every default filled in, open to edits: a deep copy. */
export type EditableProblem = {
	network: {
		layers: { width: number; activation: unknown; bias: boolean; fixed?: unknown }[];
		shortcut?: { width: number; activation: unknown; bias: boolean };
		noise?: { law: string; sigma: number; seed: number };
		"exponential-neuron"?: { penalty: number };
	};
	loss: { name: string } & Record<string, unknown>;
	regularizer: { "weight-decay": number };
} & Record<string, unknown>;

/** One change of a problem that may change the verdict. */
export interface Proposal {
	/** For people: "16 units in hidden layer 1 instead of 4". */
	readonly change: string;
	/** What else changes with it, and its catch; empty if nothing. */
	readonly caveat: string;
	readonly problem: Problem;
	/** Parameters to train the changed problem from, where the change starts from a point. */
	readonly start?: readonly number[];
}

/** A kind of change, as a family of problems by increasing size: `size` runs over whole numbers from 1. */
export interface ScaledRemedy {
	readonly kind: "scaled";
	/** Least and largest size worth trying. */
	readonly from: number;
	readonly to: number;
	at(size: number): Promise<Proposal>;
}

/** A single change. */
export interface PlainRemedy {
	readonly kind: "plain";
	propose(): Promise<Proposal>;
}

/** Finds the changes of one kind that a problem admits; none where the change makes no sense for it. */
export interface RemedyFamily {
	readonly id: string;
	readonly title: string;
	admissible(problem: Problem, theta: Float64Array | null): readonly (ScaledRemedy | PlainRemedy)[];
}

/** The problem with its file edited. */
export async function edited(problem: Problem, edit: (file: EditableProblem) => void): Promise<Problem> {
	const file = structuredClone(problem.canonical) as unknown as EditableProblem;
	edit(file);
	return parseProblem(file);
}
