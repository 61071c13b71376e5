import type { Problem, SettledOptions } from "@lossatlas/core/laboratory";
import { toExactJson } from "../output/json-output.ts";
import { type ThreadPool, threadPool } from "./threads.ts";

/** No start begins later than this, in seconds. */
const pilotSeconds = 6;
const mostStarts = 400;
/** A start so long is hardly longer for having started up its thread, in seconds. */
const longStart = 2;

/** What a few starts of a survey took. */
export interface Pilot {
	readonly count: number;
	/** Mean of one start, on one of the threads while the others are busy too. */
	readonly seconds: number;
	/** Mean size of a saved start, in bytes. */
	readonly saved: number;
	/** Memory of the process with its threads, in bytes. */
	readonly memory: number;
}

/**
 * Runs starts of a survey for some seconds on as many threads as the survey will have, so that what the
 * machine has to do besides is in the times. The first start of a thread, which also starts the thread
 * up, counts only when that hardly matters or no other was run.
 */
export async function pilot(problem: Problem, options: SettledOptions, threads: number): Promise<Pilot> {
	const pool = threadPool(problem, threads);
	try {
		const firsts: Measured[] = [];
		const others: Measured[] = [];
		let next = 0;
		const most = Math.min(mostStarts, options.starts);
		const begun = performance.now();
		const mayBegin = () => next < most + threads && performance.now() - begun < 1000 * pilotSeconds;
		const line = async () => {
			firsts.push(await measure(pool, options, next++));
			while (mayBegin()) others.push(await measure(pool, options, next++));
		};
		await Promise.all(Array.from({ length: threads }, line));
		const counted = [...firsts.filter(({ seconds }) => seconds >= longStart), ...others];
		if (counted.length === 0) counted.push(...firsts);
		return {
			count: counted.length,
			seconds: mean(counted.map(({ seconds }) => seconds)),
			saved: mean(counted.map(({ saved }) => saved)),
			memory: process.memoryUsage.rss(),
		};
	} finally {
		await pool.close();
	}
}

interface Measured {
	readonly seconds: number;
	readonly saved: number;
}

async function measure(pool: ThreadPool, options: SettledOptions, k: number): Promise<Measured> {
	const from = Math.floor(scattered(k) * options.starts);
	const begun = performance.now();
	const results = await pool.run({ options, from, count: 1 });
	return { seconds: (performance.now() - begun) / 1000, saved: toExactJson(results).length };
}

function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The k-th of a sequence that fills the interval from 0 to 1 evenly, however far it is taken (van der
 * Corput): starts may begin differently in turn, and all ways should be met.
 */
export function scattered(k: number): number {
	let value = 0;
	let place = 0.5;
	for (let rest = k; rest > 0; rest >>= 1) {
		if (rest & 1) value += place;
		place /= 2;
	}
	return value;
}
