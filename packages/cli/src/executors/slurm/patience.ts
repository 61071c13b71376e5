import { InputError } from "@lossatlas/core/laboratory";

/** How long Slurm may be silent, and the time between two lines about it, in milliseconds. */
const longest = 10 * 60_000;
const betweenLines = 60_000;

/** Bears with a command of Slurm's that fails for a while, as when its controller is started anew. */
export class Patience {
	readonly #now: () => number;
	readonly #say: (line: string) => void;
	#since: number | null = null;
	#told = Number.NEGATIVE_INFINITY;

	constructor(now: () => number, say: (line: string) => void) {
		this.#now = now;
		this.#say = say;
	}

	/** A failure. @throws InputError when there has been nothing else for too long. */
	endure(error: Error): void {
		const now = this.#now();
		this.#since ??= now;
		const minutes = Math.round((now - this.#since) / 60_000);
		if (now - this.#since > longest)
			throw new InputError(
				`Slurm has been of no use for ${minutes} minutes: ${error.message}`,
				{},
				"Finished blocks are saved: go on with --resume once it is back, with this or another executor.",
			);
		if (now - this.#told < betweenLines) return;
		this.#told = now;
		this.#say(`Slurm is of no use at the moment, waiting: ${error.message}`);
	}

	/** A success, or any other sign that the work goes on. */
	restore(): void {
		this.#since = null;
	}
}
