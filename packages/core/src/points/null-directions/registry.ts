import { deadUnits } from "./dead-units.ts";
import { dependentUnits } from "./dependent-units.ts";
import { flatLoss } from "./flat-loss.ts";
import { idleCombinations } from "./idle-combinations.ts";
import { idleUnits } from "./idle-units.ts";
import { interpolation } from "./interpolation.ts";
import { linearUnits } from "./linear-units.ts";
import { quadraticUnits } from "./quadratic-units.ts";
import type { NullSource } from "./source.ts";
import { symmetryTangents } from "./symmetry-tangents.ts";
import { unseenInputs } from "./unseen-inputs.ts";

/** Every source, the more telling reasons first: a direction is counted under the first that has it. */
export const nullSources: readonly NullSource[] = [
	symmetryTangents,
	flatLoss,
	deadUnits,
	unseenInputs,
	linearUnits,
	quadraticUnits,
	dependentUnits,
	idleCombinations,
	idleUnits,
	interpolation,
];
