import { parseProblem } from "../../src/problem/parse.ts";
import { type Judgement, judge, judgeTheorem, type TheoremReport } from "../../src/theory/judge.ts";
import { subjectOf } from "../../src/theory/subject.ts";
import { theorems } from "../../src/theory/theorems.ts";

type Rows = readonly (readonly number[])[];

/** A problem file as tests write it: data, layers, and what else is not the default. */
export function file(
	x: Rows,
	y: readonly (number | readonly number[])[],
	layers: readonly object[],
	more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
	const { weights, shortcut, noise, neuron, loss, ...rest } = more;
	return {
		lossatlas: 1,
		data: { inline: { x, y, ...(weights ? { weights } : {}) } },
		network: {
			layers,
			...(shortcut ? { shortcut } : {}),
			...(noise ? { noise } : {}),
			...(neuron ? { "exponential-neuron": neuron } : {}),
		},
		loss: typeof loss === "string" ? { name: loss } : (loss ?? { name: "squared" }),
		...rest,
	};
}

/** What one theorem says of a problem. */
export async function say(theorem: string, problem: object): Promise<TheoremReport> {
	const found = theorems.find(({ id }) => id === theorem);
	if (found === undefined) throw new Error(`No theorem ${theorem}.`);
	const subject = subjectOf(await parseProblem(problem));
	try {
		return await judgeTheorem(found, subject);
	} finally {
		subject.release();
	}
}

/** Statuses of the hypotheses by id, and whether the theorem applies. */
export async function statuses(theorem: string, problem: object): Promise<Record<string, string>> {
	const { applies, hypotheses } = await say(theorem, problem);
	return Object.fromEntries([["applies", applies], ...hypotheses.map(({ id, status }) => [id, status])]);
}

/** The ids of the hypotheses that do not hold. */
export async function failing(theorem: string, problem: object): Promise<string[]> {
	const { hypotheses } = await say(theorem, problem);
	return hypotheses.filter(({ status }) => status !== "holds").map(({ id }) => id);
}

/** All theorems together. */
export async function judged(problem: object): Promise<Judgement> {
	const subject = subjectOf(await parseProblem(problem));
	try {
		return await judge(subject);
	} finally {
		subject.release();
	}
}

/** The answers by question. */
export async function answers(problem: object): Promise<Record<string, string>> {
	const { questions } = await judged(problem);
	return Object.fromEntries(questions.map(({ question, answer }) => [question, answer]));
}
