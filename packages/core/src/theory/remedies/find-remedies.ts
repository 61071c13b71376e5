import type { Problem } from "../../problem/problem.ts";
import { type Judgement, judge } from "../judge.ts";
import type { Answer, Extent, QuestionId } from "../question.ts";
import { type DataFacts, subjectOf } from "../subject.ts";
import type { Theorem } from "../theorem.ts";
import { theorems } from "../theorems.ts";
import { remedyFamilies } from "./registry.ts";
import type { PlainRemedy, Proposal, ScaledRemedy } from "./remedy.ts";

/** A question whose answer a change of the problem changes, for the better or for the worse. */
export interface Effect {
	readonly question: QuestionId;
	readonly before: Answer;
	readonly after: Answer;
	readonly for: Extent;
	readonly because: readonly string[];
	/** Positive: a guarantee more; negative: one less. */
	readonly change: number;
}

/** A change of the problem, tried out: what it does to the verdict. */
export interface Remedy {
	readonly id: string;
	readonly change: string;
	readonly caveat: string;
	readonly effects: readonly Effect[];
	readonly sentence: string;
	/** The changed problem without its data, as in a problem file. */
	readonly network: unknown;
	/** Parameters to go on from, where the change starts from a point. */
	readonly start?: readonly number[];
}

/** A guarantee: what is excluded here, or empty; with probability one is worth less; anything else is none. */
function guarantee(answer: Answer, extent: Extent): number {
	if (answer !== "excluded" && answer !== "vacuous") return 0;
	return extent === "this-problem" ? 2 : 1;
}

/** A theorem that can only say that something bad exists guarantees nothing: it need not be asked while sizes are tried. */
const guarantees = theorems.filter(({ concludes }) => concludes.some(({ answer }) => answer !== "exists"));

/**
 * Changes of the problem that would change the verdict: each is made, judged by all theorems that can give a guarantee,
 * and kept if it gives one that was missing; what it costs is listed too. Sizes (widths) are minimal where answers
 * improve monotonically with the size.
 */
export async function findRemedies(
	problem: Problem,
	judgement: Judgement,
	facts: DataFacts,
	theta: Float64Array | null = null,
	signal?: AbortSignal,
): Promise<Remedy[]> {
	const before: Before = { judgement, facts };
	const found: Remedy[] = [];
	for (const family of remedyFamilies)
		for (const candidate of family.admissible(problem, theta)) {
			signal?.throwIfAborted();
			const tried =
				candidate.kind === "plain" ? await tryPlain(candidate, before) : await trySmallest(candidate, before);
			for (const remedy of tried) found.push({ id: family.id, ...remedy });
		}
	return found;
}

type Tried = Omit<Remedy, "id">;

/** The problem as it is: its judgement, and what is known of its data, which no remedy changes. */
interface Before {
	readonly judgement: Judgement;
	readonly facts: DataFacts;
}

async function tryPlain(candidate: PlainRemedy, before: Before): Promise<Tried[]> {
	const proposal = await candidate.propose();
	if (gain(await effectsOf(proposal, before, guarantees)) === 0) return [];
	const described = describe(proposal, await effectsOf(proposal, before, theorems));
	return described === null ? [] : [described];
}

/**
 * For every guarantee that the largest size gives, the smallest size that gives it too, by bisection; sizes that serve
 * several questions are listed once.
 */
async function trySmallest(candidate: ScaledRemedy, before: Before): Promise<Tried[]> {
	const tried = new Map<number, readonly Effect[]>();
	const at = async (size: number): Promise<readonly Effect[]> => {
		let effects = tried.get(size);
		if (effects === undefined) {
			effects = await effectsOf(await candidate.at(size), before, guarantees);
			tried.set(size, effects);
		}
		return effects;
	};
	const sizes = new Set<number>();
	for (const wanted of (await at(candidate.to)).filter(({ change }) => change > 0)) {
		const serves = (effects: readonly Effect[]) =>
			effects.some(({ question, change }) => question === wanted.question && change >= wanted.change);
		let low = candidate.from - 1;
		let high = candidate.to;
		while (high - low > 1) {
			const middle = Math.floor((low + high) / 2);
			if (serves(await at(middle))) high = middle;
			else low = middle;
		}
		sizes.add(high);
	}
	const found: Tried[] = [];
	for (const size of [...sizes].sort((a, b) => a - b)) {
		const proposal = await candidate.at(size);
		const described = describe(proposal, await effectsOf(proposal, before, theorems));
		if (described !== null) found.push(described);
	}
	return found;
}

function gain(effects: readonly Effect[]): number {
	return effects.reduce((sum, { change }) => sum + Math.max(0, change), 0);
}

async function effectsOf(
	{ problem }: Proposal,
	before: Before,
	asked: readonly Theorem[],
): Promise<Effect[]> {
	const subject = subjectOf(problem, before.facts);
	try {
		const after = await judge(subject, asked);
		return after.questions.flatMap((verdict, k) => {
			const was = before.judgement.questions[k];
			const change = guarantee(verdict.answer, verdict.for) - guarantee(was.answer, was.for);
			if (change === 0) return [];
			const { question, answer, for: extent, because } = verdict;
			return [{ question, before: was.answer, after: answer, for: extent, because, change }];
		});
	} finally {
		subject.release();
	}
}

function describe(proposal: Proposal, effects: readonly Effect[]): Tried | null {
	if (gain(effects) === 0) return null;
	const better = effects.filter(({ change }) => change > 0).map(inWords);
	const worse = effects.filter(({ change }) => change < 0).map(inWords);
	const price = worse.length === 0 ? "" : ` But ${worse.join("; ")}.`;
	const caveat = proposal.caveat === "" ? "" : ` ${proposal.caveat}`;
	return {
		change: proposal.change,
		caveat: proposal.caveat,
		effects,
		sentence: `With ${proposal.change}: ${better.join("; ")}.${price}${caveat}`,
		network: proposal.problem.canonical.network,
		...(proposal.start === undefined ? {} : { start: proposal.start }),
	};
}

function inWords({ question, before, after, for: extent }: Effect): string {
	return `${question} ${after} instead of ${before}${extent === "this-problem" ? "" : ` (${extent.replaceAll("-", " ")})`}`;
}
