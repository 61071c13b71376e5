import type { CellLimits } from "./cell-process.ts";

/** Takes blocks from a queue and computes them, until it is interrupted. */
export async function serveQueue(
	_url: string,
	_threads: number,
	_limits: CellLimits,
	_json: boolean,
): Promise<void> {
	throw new Error("not there yet");
}
