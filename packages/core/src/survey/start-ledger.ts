import type { Objective } from "../objective/objective.ts";
import { type MergedPoints, PointMerger } from "../points/merge.ts";
import { type OutcomeKind, outcomeKinds } from "../search/outcome.ts";
import type { StartRecord } from "./document.ts";
import type { StartResult } from "./task.ts";

/** A record whose point is known once all starts have been merged. */
type OpenRecord = { -readonly [K in keyof StartRecord]: StartRecord[K] };

/** One for all starts that have no trace. */
const noTrace: StartRecord["trace"] = { evaluations: [], loss: [], gradientNorm: [], norm: [] };

const mostSentences = 10_000;

/**
 * What is kept of a survey's starts while they end, in any order: they are merged in the order of starts, as far as no earlier one is
 * missing, and of a start that is merged its point is forgotten, so that memory does not grow with the points' coordinates.
 */
export class StartLedger {
	readonly total: number;
	readonly counts: Record<OutcomeKind, number>;
	done = 0;
	evaluations = 0;
	readonly #merger: PointMerger;
	readonly #known: Uint8Array;
	readonly #records: OpenRecord[] = [];
	/** Sentences, each kept once: they differ in few digits. */
	readonly #sentences = new Map<string, string>();
	/** Results that wait for an earlier start. */
	readonly #waiting = new Map<number, StartResult>();

	constructor(objective: Objective, total: number) {
		this.total = total;
		this.counts = Object.fromEntries(outcomeKinds.map((kind) => [kind, 0])) as Record<OutcomeKind, number>;
		this.#merger = new PointMerger(objective);
		this.#known = new Uint8Array(total);
	}

	/** Whether a start has ended. */
	has(start: number): boolean {
		return this.#known[start] === 1;
	}

	/** Adds a start that has ended; a second result of the same start is the same, and is passed over. */
	add(result: StartResult): void {
		if (!(result.start < this.total) || this.has(result.start)) return;
		this.#known[result.start] = 1;
		this.counts[result.outcome]++;
		this.evaluations += result.evaluations;
		this.done++;
		this.#waiting.set(result.start, result);
		for (;;) {
			const next = this.#waiting.get(this.#records.length);
			if (next === undefined) return;
			this.#waiting.delete(next.start);
			this.#enter(next);
		}
	}

	/** The points found; all starts must have ended. */
	merged(): MergedPoints {
		if (this.done < this.total) throw new Error(`${this.total - this.done} starts have not ended.`);
		return this.#merger.merged();
	}

	/** All starts in order, each with the id of its point by `ids`, null if it has none. */
	records(ids: ReadonlyMap<number, string>): readonly StartRecord[] {
		for (const record of this.#records) record.point = ids.get(record.start) ?? null;
		return this.#records;
	}

	#enter({ classification, ...result }: StartResult): void {
		if (classification !== null) this.#merger.add({ start: result.start, classification });
		const trace = result.trace.loss.length === 0 ? noTrace : result.trace;
		this.#records.push({ ...result, sentence: this.#once(result.sentence), point: null, trace });
	}

	#once(sentence: string): string {
		const known = this.#sentences.get(sentence);
		if (known === undefined && this.#sentences.size < mostSentences) this.#sentences.set(sentence, sentence);
		return known ?? sentence;
	}
}
