import { exponentialShift } from "./exponential-shift.ts";
import type { EndGenerator, UnitGenerator } from "./generator.ts";
import { halfPeriod } from "./half-period.ts";
import { inputExchange } from "./input-exchange.ts";
import { inputNullSpace } from "./input-null-space.ts";
import { linearMixing } from "./linear-mixing.ts";
import { logitShift } from "./logit-shift.ts";
import { offsetExchange } from "./offset-exchange.ts";
import { permutation } from "./permutation.ts";
import { positiveScaling } from "./positive-scaling.ts";
import { signFlip } from "./sign-flip.ts";

/** Every family of symmetries of hidden units. */
export const unitGenerators: readonly UnitGenerator[] = [
	permutation,
	signFlip,
	halfPeriod,
	positiveScaling,
	exponentialShift,
	linearMixing,
];

/** Every family of symmetries of the first and last layers. */
export const endGenerators: readonly EndGenerator[] = [
	inputNullSpace,
	inputExchange,
	offsetExchange,
	logitShift,
];
