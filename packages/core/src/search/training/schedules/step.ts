import { integer, number } from "../../../problem/setting.ts";
import type { Schedule } from "../schedule.ts";

/** rate decay^floor(epoch / every). */
export const step: Schedule = {
	name: "step",
	summary: "Every `every` epochs the rate is multiplied by `decay`.",
	settings: [
		number("decay", 0.1, "The factor of each step", 0, 1),
		integer("every", 30, "Epochs between two steps", 1, 1e9),
	],
	factor: (epoch, _epochs, last, { decay, every }) =>
		epoch > 0 && epoch % every === 0 ? last * decay : last,
};
