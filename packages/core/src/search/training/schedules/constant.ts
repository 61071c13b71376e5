import type { Schedule } from "../schedule.ts";

/** The same rate in every epoch. */
export const constant: Schedule = {
	name: "constant",
	summary: "The same rate in every epoch.",
	settings: [],
	factor: () => 1,
};
