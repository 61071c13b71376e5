/** Shows how far a long job is, on standard error: one changing line on a terminal, plain lines elsewhere. */
export class Progress {
	readonly #quiet: boolean;
	readonly #terminal = process.stderr.isTTY === true;
	readonly #begun = performance.now();
	#shown = 0;
	#base = 0;
	#open = false;

	constructor(quiet: boolean) {
		this.#quiet = quiet;
	}

	/** Work that was finished before this run: it does not count for the rate. */
	skip(done: number): void {
		this.#base = done;
	}

	/** Says how many are done; shown at most every 0.1 s (terminal) or 5 s (elsewhere), and at the end. */
	update(done: number, total: number, detail: string): void {
		if (this.#quiet) return;
		const now = performance.now();
		const pause = this.#terminal ? 100 : 5000;
		if (done < total && now - this.#shown < pause) return;
		this.#shown = now;
		const seconds = (now - this.#begun) / 1000;
		const rate = (done - this.#base) / seconds;
		const left = rate > 0 ? (total - done) / rate : Number.NaN;
		const time = done < total && Number.isFinite(left) ? `, ${words(left)} left` : "";
		this.#write(
			`${done} of ${total} starts, ${rate.toPrecision(3)} a second${time}; ${detail}`,
			done < total,
		);
	}

	/** A line that stays. */
	say(line: string): void {
		if (!this.#quiet) this.#write(line, false);
	}

	#write(line: string, changing: boolean): void {
		if (!this.#terminal) process.stderr.write(`${line}\n`);
		else {
			process.stderr.write(`${this.#open ? "\r\x1b[2K" : ""}${line}${changing ? "" : "\n"}`);
			this.#open = changing;
		}
	}
}

/** Seconds as people say them. */
export function words(seconds: number): string {
	if (seconds < 90) return `${Math.ceil(seconds)} s`;
	if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
	return `${(seconds / 3600).toFixed(1)} h`;
}
