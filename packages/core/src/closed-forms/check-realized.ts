import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import { infinityNorm, norm } from "../numerics/vector.ts";
import type { Objective } from "../objective/objective.ts";
import type { CriticalValue } from "./critical-values.ts";
import type { PointCheck } from "./enumeration.ts";
import { linearPoint } from "./linear-criticality.ts";
import type { LinearNetwork } from "./linear-network.ts";
import { naturalUnits } from "./natural-size.ts";
import type { RandomCriticalPoint } from "./random-critical-point.ts";
import { linearSelection } from "./selection.ts";

/** Above this many parameters the dense Hessian is not decomposed for a check. */
const denseLimit = 400;
/** Relative errors that a constructed point may have. */
const tolerance = 1e-10;

/**
 * Verifies a constructed critical point against the objective itself: gradient, loss, selection read off the point,
 * and, up to 400 parameters, the signs of the Hessian's eigenvalues .
 */
export function checkRealized(
	network: LinearNetwork,
	objective: Objective,
	value: CriticalValue,
	{ theta, index, nullity }: RandomCriticalPoint,
): PointCheck[] {
	const found = linearSelection(network, theta);
	const size = network.scale * (network.residue + network.sigma.reduce((sum, s) => sum + 0.5 * s * s, 0));
	const lossError = size > 0 ? Math.abs(objective.value(theta) - value.loss) / size : 0;
	const violation = Math.max(
		linearPoint(network, theta).violation,
		scaledGradient(network, objective, theta),
	);
	const same = found?.counts.every((p, i) => p === value.counts[i]) === true;
	const checks: PointCheck[] = [
		{ what: "gradient, relative to what it is made of", value: violation, passed: violation <= tolerance },
		{ what: "loss, relative error", value: lossError, passed: lossError <= tolerance },
		{ what: "singular values selected, read off the point", value: same ? 1 : 0, passed: same },
	];
	if (theta.length > denseLimit) return checks;
	const seen = hessianSigns(network, objective, theta);
	checks.push(
		{ what: "negative eigenvalues of the Hessian", value: seen.index, passed: seen.index === index },
		{ what: "zero eigenvalues of the Hessian", value: seen.nullity, passed: seen.nullity === nullity },
	);
	return checks;
}

/** Largest component of the gradient over a bound of what it is a sum of: residuals times inputs times weights. */
function scaledGradient(
	{ depth, data, scale }: LinearNetwork,
	objective: Objective,
	theta: Float64Array,
): number {
	const inputs = infinityNorm(data.x);
	let weights = 1;
	for (let k = 1; k < depth; k++) weights *= 1 + infinityNorm(theta);
	const residual = infinityNorm(data.y) + inputs * weights * (1 + infinityNorm(theta));
	const size = scale * data.samples * residual * inputs * weights;
	const gradient = infinityNorm(objective.gradient(theta));
	return size > 0 ? gradient / size : gradient;
}

/**
 * Signs of the Hessian in natural units, which have the same numbers; eigenvalues below 1e-9 of the largest, or of what
 * is to be fitted, count as 0.
 */
function hessianSigns(
	network: LinearNetwork,
	objective: Objective,
	theta: Float64Array,
): { index: number; nullity: number } {
	const n = theta.length;
	const units = naturalUnits(network);
	const hessian = objective.hessian(theta);
	for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) hessian[i * n + j] *= units[i] * units[j];
	const values = symmetricEigen(hessian, n).values;
	const whole = norm(network.matrix);
	let largest = network.scale * (whole > 0 ? whole * whole : 1e-6);
	for (const x of values) largest = Math.max(largest, Math.abs(x));
	const cut = 1e-9 * largest;
	let index = 0;
	let nullity = 0;
	for (const x of values) {
		if (x < -cut) index++;
		else if (x <= cut) nullity++;
	}
	return { index, nullity };
}
