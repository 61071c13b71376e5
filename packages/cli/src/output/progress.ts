/** Pause between two messages: on a terminal the line only changes, elsewhere each stays. */
const terminalPause = 100;
const plainPause = 5000;

/** Where progress is written, and the clock that it is measured by. */
interface ProgressPlace {
	readonly stream: { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown };
	readonly now: () => number;
}

/** Shows how far a long job is, on standard error: one changing line on a terminal, plain lines elsewhere. */
export class Progress {
	readonly #place: ProgressPlace;
	readonly #begun: number;
	#shown: number;
	#skipped = 0;
	#open = false;

	readonly #unit: string;

	/** @param unit what is counted, in the plural. */
	constructor(
		place: ProgressPlace = { stream: process.stderr, now: () => performance.now() },
		unit = "starts",
	) {
		this.#place = place;
		this.#unit = unit;
		this.#begun = place.now();
		this.#shown = Number.NEGATIVE_INFINITY;
	}

	/** Work that was finished before this run: it does not count for the rate. */
	skip(done: number): void {
		this.#skipped = done;
	}

	/** Says how many are done; the last one always, others not more often than a reader can follow. */
	update(done: number, total: number, detail: string): void {
		const now = this.#place.now();
		if (done < total && now - this.#shown < (this.#terminal ? terminalPause : plainPause)) return;
		this.#shown = now;
		const seconds = (now - this.#begun) / 1000;
		const rate = (done - this.#skipped) / seconds;
		const known = done > this.#skipped && seconds > 0;
		const speed = known ? `, ${rateText(rate)}` : "";
		const time = known && done < total ? `, ${durationText((total - done) / rate)} left` : "";
		this.#write(`${done} of ${total} ${this.#unit}${speed}${time}; ${detail}`, done < total);
	}

	/** A line that stays. */
	say(line: string): void {
		this.#write(line, false);
	}

	/** Ends a line that would still change. */
	end(): void {
		if (this.#open) this.#place.stream.write("\n");
		this.#open = false;
	}

	get #terminal(): boolean {
		return this.#place.stream.isTTY === true;
	}

	#write(line: string, changing: boolean): void {
		const { stream } = this.#place;
		if (!this.#terminal) {
			stream.write(`${line}\n`);
			return;
		}
		const width = (stream.columns ?? 80) - 1;
		const fitting = changing && line.length > width ? `${line.slice(0, width - 1)}…` : line;
		stream.write(`${this.#open ? "\r\x1b[2K" : ""}${fitting}${changing ? "" : "\n"}`);
		this.#open = changing;
	}
}

function rateText(perSecond: number): string {
	if (perSecond >= 1 || perSecond === 0) return `${Number(perSecond.toPrecision(3))} a second`;
	return `${Number((perSecond * 60).toPrecision(3))} a minute`;
}

/** Seconds as people say them. */
export function durationText(seconds: number): string {
	if (seconds < 90) return `${Math.max(1, Math.ceil(seconds))} s`;
	if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
	if (seconds < 172_800) return `${(seconds / 3600).toFixed(1)} h`;
	return `${Math.round(seconds / 86_400)} days`;
}
