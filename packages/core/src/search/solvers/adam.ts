import { epochSolver } from "../training/epoch-solver.ts";
import { adam as optimizer } from "../training/optimizers/adam.ts";

/** Adam in epochs of mini-batches. */
export const adam = epochSolver(optimizer);
