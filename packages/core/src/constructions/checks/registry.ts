import { betterPoint } from "./better-point.ts";
import { claimedValue } from "./claimed-value.ts";
import { descentReturns } from "./descent.ts";
import { gradientVanishes } from "./gradient.ts";
import { hessianSigns } from "./hessian.ts";
import { pathNeverRises } from "./monotone-path.ts";
import { oneSidedTests } from "./one-sided.ts";
import { perturbationsRise } from "./perturbations.ts";
import type { SelfCheck } from "./self-check.ts";

/** Every self-check; each says itself where it applies. */
export const selfChecks: readonly SelfCheck[] = [
	gradientVanishes,
	claimedValue,
	hessianSigns,
	oneSidedTests,
	perturbationsRise,
	descentReturns,
	betterPoint,
	pathNeverRises,
];
