import type { RandomStream } from "../../numerics/random.ts";

/** The numbers 0 to N - 1 in a new random order each epoch (Fisher & Yates), cut into batches; the last may be smaller. */
export class SampleOrder {
	readonly #order: Uint32Array;
	readonly #batch: number;
	readonly #random: RandomStream;

	constructor(samples: number, batch: number, random: RandomStream) {
		this.#order = Uint32Array.from({ length: samples }, (_, i) => i);
		this.#batch = Math.min(batch, samples);
		this.#random = random;
	}

	/** The batches of the next epoch, each valid until the one after. */
	*epoch(): Iterable<Uint32Array> {
		const order = this.#order;
		for (let i = order.length - 1; i > 0; i--) {
			const j = this.#random.below(i + 1);
			const held = order[i];
			order[i] = order[j];
			order[j] = held;
		}
		for (let from = 0; from < order.length; from += this.#batch)
			yield order.subarray(from, Math.min(from + this.#batch, order.length));
	}
}
