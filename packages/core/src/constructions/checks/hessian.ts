import { inertia } from "../../points/inertia.ts";
import type { CheckResult } from "../construction.ts";
import type { SelfCheck } from "./self-check.ts";

/** Eigenvalues within this share of the largest count as 0: the constructed numbers are rounded. */
const cutShare = 1e-11;
/** Above this many parameters the dense Hessian is not formed. */
const denseLimit = 1500;

/** The signs of the Hessian's eigenvalues fit the claim: none negative at a minimum, one at a strict saddle. */
export const hessianSigns: SelfCheck = ({ objective, construct }) => {
	const { claim, theta } = construct;
	const n = objective.parameters;
	if (claim.kinked || claim.kind === "path" || claim.kind === "not-a-local-minimum" || n > denseLimit)
		return [];
	const hessian = objective.hessian(theta);
	let largest = 0;
	for (const entry of hessian) largest = Math.max(largest, Math.abs(entry));
	const found = inertia(hessian, n, cutShare * largest);
	const lowest = found.eigenvalues[0];
	const results: CheckResult[] = [];
	if (claim.kind === "strict-saddle")
		results.push({
			what: "smallest eigenvalue of the Hessian, claimed negative",
			value: lowest,
			passed: found.index > 0,
		});
	else
		results.push({
			what: "smallest eigenvalue of the Hessian, claimed not negative",
			value: lowest,
			passed: found.index === 0,
		});
	if (claim.kind === "strict-local-minimum" && claim.nullity === null)
		results.push({
			what: "zero eigenvalues of the Hessian, claimed 0",
			value: found.nullity,
			passed: found.nullity === 0,
		});
	if (claim.nullity !== null)
		results.push({
			what: `zero eigenvalues of the Hessian, claimed ${claim.nullity}`,
			value: found.nullity,
			passed: found.nullity === claim.nullity,
		});
	return results;
};
