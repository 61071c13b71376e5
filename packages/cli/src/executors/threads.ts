import { fileURLToPath } from "node:url";
import { engineInUse, type Pool, type Problem, type StartResult } from "@lossatlas/core/laboratory";
import { Piscina } from "piscina";

/** Room for young objects in each thread: V8's own choice is 48, which a block of starts never needs. */
const youngMegabytes = 12;

/** A pool of worker threads that all hold the same problem. */
export interface ThreadPool extends Pool {
	close(): Promise<void>;
}

/** Starts `size` worker threads with this thread's engine; each parses the problem once, from its canonical form. */
export function threadPool(problem: Problem, size: number): ThreadPool {
	const piscina = new Piscina<unknown, StartResult[]>({
		filename: fileURLToPath(new URL("./survey-worker.js", import.meta.url)),
		workerData: { problem: problem.canonical, engine: engineInUse() },
		minThreads: size,
		maxThreads: size,
		idleTimeout: Number.POSITIVE_INFINITY,
		resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
	});
	return {
		size,
		run: (task, signal) => piscina.run(task, signal === undefined ? {} : { signal }),
		close: () => piscina.destroy(),
	};
}
