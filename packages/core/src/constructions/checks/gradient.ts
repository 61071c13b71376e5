import { criticality } from "../../points/criticality.ts";
import type { SelfCheck } from "./self-check.ts";

/** Largest gradient component that counts as 0 at a constructed point, relative to 1 + L. */
const allowed = 1e-9;

/**
 * The gradient vanishes: its largest component is below 1e-9 (1 + L), or indistinguishable from 0 within the bound of
 * its own rounding. Kinks have no gradient; their one-sided test is another check.
 */
export const gradientVanishes: SelfCheck = ({ objective, construct }) => {
	if (construct.claim.kinked || construct.claim.kind === "path") return [];
	const { gradientNorm, value, vanishes } = criticality(objective, construct.theta);
	return [
		{
			what: "largest component of the gradient",
			value: gradientNorm,
			passed: vanishes || gradientNorm <= allowed * (1 + Math.abs(value)),
		},
	];
};
