import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import type { Objective } from "../objective/objective.ts";
import { criticality } from "./criticality.ts";

/** Above this many parameters no spectrum is computed. */
const spectrumLimit = 2000;
/** Multiple of its rounding error bound below which a gradient component cannot be told from 0. */
const gradientAllowance = 32;
const safety = 8;

/**
 * How far the critical point near theta (P numbers, `nullity` zero eigenvalues) may be in float64:
 * 8 sqrt(P) max(|g|, rounding of g) / (smallest nonzero |eigenvalue|). Near singular minima runs of
 * different starts differ by 1e-6 while their losses agree to 1e-15. Infinity if all eigenvalues are
 * zero, 0 where no spectrum is computed.
 */
export function errorRadius(objective: Objective, theta: Float64Array, nullity: number): number {
	const n = objective.parameters;
	if (n > spectrumLimit) return 0;
	const { gradientNorm, resolution } = criticality(objective, theta);
	const sizes = symmetricEigen(objective.hessian(theta), n, false).values.map(Math.abs).sort();
	const smallest = nullity < n ? sizes[nullity] : 0;
	const noise = Math.max(gradientNorm, gradientAllowance * resolution);
	return smallest > 0 ? (safety * Math.sqrt(n) * noise) / smallest : Infinity;
}
