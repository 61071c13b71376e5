import type { Schedule } from "./schedule.ts";
import { constant } from "./schedules/constant.ts";
import { cosine } from "./schedules/cosine.ts";
import { exponential } from "./schedules/exponential.ts";
import { step } from "./schedules/step.ts";

/** All laws of the learning rate. */
export const schedules: readonly Schedule[] = [constant, step, exponential, cosine];
