const signals = ["SIGINT", "SIGTERM"] as const;

/**
 * Ctrl-C, or the system's request to end, as an AbortSignal. Only the first is caught: a second one
 * ends the process at once.
 */
export class Interruption {
	readonly #controller = new AbortController();
	#by: NodeJS.Signals | null = null;
	readonly #interrupt = (by: NodeJS.Signals) => {
		this.#by = by;
		this.leaveToSystem();
		this.#controller.abort();
	};

	constructor() {
		for (const signal of signals) process.on(signal, this.#interrupt);
	}

	get signal(): AbortSignal {
		return this.#controller.signal;
	}

	/** Which of the two it was. */
	get by(): NodeJS.Signals | null {
		return this.#by;
	}

	/** From here on an interruption ends the process at once, also amid a long computation. */
	leaveToSystem(): void {
		for (const signal of signals) process.off(signal, this.#interrupt);
	}
}
