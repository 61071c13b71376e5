import type { Optimizer } from "./optimizer.ts";
import { adam } from "./optimizers/adam.ts";
import { sgd } from "./optimizers/sgd.ts";

/** All optimizers. */
export const optimizers: readonly Optimizer[] = [sgd, adam];
