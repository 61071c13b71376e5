import { affineUnits } from "./affine-units.ts";
import { deadUnits } from "./dead-units.ts";
import { dependentUnits } from "./dependent-units.ts";
import { flatLoss } from "./flat-loss.ts";
import { idleUnits } from "./idle-units.ts";
import { interpolation } from "./interpolation.ts";
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
	dependentUnits,
	affineUnits,
	quadraticUnits,
	idleUnits,
	interpolation,
];
