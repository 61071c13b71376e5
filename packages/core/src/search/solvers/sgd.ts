import { epochSolver } from "../training/epoch-solver.ts";
import { sgd as optimizer } from "../training/optimizers/sgd.ts";

/** Stochastic gradient descent in epochs of mini-batches. */
export const sgd = epochSolver(optimizer);
