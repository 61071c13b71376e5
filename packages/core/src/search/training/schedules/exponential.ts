import { integer, number } from "../../../problem/setting.ts";
import type { Schedule } from "../schedule.ts";

/** rate decay^max(0, epoch - from). */
export const exponential: Schedule = {
	name: "exponential",
	summary: "From an epoch on the rate is multiplied by `decay` in each.",
	settings: [
		number("decay", 0.999, "The factor of each epoch", 0, 1),
		integer("from", 0, "The epoch from which on the rate falls", 0, 1e9),
	],
	factor: (epoch, _epochs, last, { decay, from }) => (epoch <= from ? 1 : last * decay),
};
