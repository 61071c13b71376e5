import type { Setting } from "../../problem/setting.ts";

/** How the learning rate goes with the epochs: one file, one law. */
export interface Schedule {
	readonly name: string;
	/** One sentence with the formula. */
	readonly summary: string;
	readonly settings: readonly Setting[];
	/**
	 * The factor on the learning rate in each epoch, asked for once an epoch in order.
	 * @param epoch from 0. @param epochs how many at most. @param last the factor of the epoch before, 1 at first.
	 */
	factor(epoch: number, epochs: number, last: number, settings: Readonly<Record<string, number>>): number;
}
