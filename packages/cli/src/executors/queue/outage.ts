import { setTimeout } from "node:timers/promises";
import { mostLosses } from "./jobs.ts";

/** Redis could not do what it was asked: wait, and ask again. */
export class QueueTrouble extends Error {
	override readonly name = "QueueTrouble";
}

/** A promise that does not outlast a signal. @throws the signal's reason when aborted. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
	return new Promise((resolve, reject) => {
		const abort = () => reject(signal.reason);
		if (signal.aborted) abort();
		else signal.addEventListener("abort", abort, { once: true });
		promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
	});
}

/** Whether something succeeds in time; how it fails does not matter. */
export async function within(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
	const done = promise.then(
		() => true,
		() => false,
	);
	return Promise.race([done, setTimeout(milliseconds, false, { ref: false })]);
}

/** Why a block of cells has failed, from what the queue says of its job. */
export function failureSentence(reason: string): string {
	if (/stalled/.test(reason))
		return `The worker that computed it was lost ${mostLosses} times: ended, out of memory, or cut off from Redis.`;
	return `No worker could compute it: ${reason === "" ? "no reason was given" : reason}`;
}
