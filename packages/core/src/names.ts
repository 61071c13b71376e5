/** What a command line needs before it knows what to do: light to load, no schema library, no figures. */
export { engineNames } from "./numerics/engines.ts";
export { nearestName } from "./problem/formula/nearest-name.ts";
export { InputError, type InputPlace } from "./problem/input-error.ts";
export { solverNames } from "./search/solvers.ts";
