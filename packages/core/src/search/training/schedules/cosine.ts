import { cos } from "../../../numerics/elementary.ts";
import type { Schedule } from "../schedule.ts";

/** rate (1 + cos(pi epoch / epochs)) / 2 (Loshchilov & Hutter 2017, without restarts). */
export const cosine: Schedule = {
	name: "cosine",
	summary: "From the full rate to 0 along half a period of a cosine over all epochs.",
	settings: [],
	factor: (epoch, epochs) => (1 + cos((Math.PI * epoch) / epochs)) / 2,
};
