import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import { dot, infinityNorm, norm } from "../numerics/vector.ts";
import type { Objective } from "../objective/objective.ts";
import { hasSigns } from "./cone-existence.ts";
import type { ConePoint } from "./cone-point.ts";
import { idleLoss, inputsOf, lossFactor } from "./cone-problem.ts";
import type { PointCheck } from "./enumeration.ts";
import { placesOf, weightRows } from "./hidden-units.ts";
import type { ConeValue } from "./product-cones.ts";

/** Above this many parameters the dense Hessian is not decomposed for a check. */
const denseLimit = 400;
/** Units whose weights are closer to dependent than this leave eigenvalues that rounding does not tell from 0. */
const leastCondition = 1e-2;
const tolerance = 1e-10;

/**
 * Verifies a point of a product cone against the objective: signs of the preactivations exactly, gradient relative to
 * what it is made of, loss, and the signs of the eigenvalues of the Hessian in natural units, which are the same in number (below 1e-9 of the
 * largest, or of the loss of outputs 0, they count as 0), unless the active units are too close to dependent.
 */
export function checkConePoint(
	objective: Objective,
	value: ConeValue,
	{ theta, index, nullity, condition }: ConePoint,
): PointCheck[] {
	const { problem } = objective;
	const { samples } = problem.data;
	const inputs = Array.from({ length: samples }, (_, i) => inputsOf(problem, i));
	const wrong = weightRows(objective, theta).filter(
		(row, unit) =>
			!hasSigns(
				row,
				inputs,
				inputs.map((_, i) => unit < value.units && value.samples.includes(i)),
			),
	).length;
	const factor = lossFactor(problem);
	const nothing = factor * idleLoss(problem, [...Array(samples).keys()]);
	// A bound of what the gradient is a sum of: residuals times inputs times weights.
	const weights = norm(theta);
	const reach = inputs.reduce((most, x) => Math.max(most, norm(x)), 0);
	const residual = infinityNorm(problem.data.y) + reach * weights * weights;
	const total = problem.data.weights?.reduce((sum, w) => sum + w, 0) ?? samples;
	const gradient = infinityNorm(objective.gradient(theta)) / (factor * total * residual * reach * weights);
	const error = Math.abs(objective.value(theta) - value.loss) / (nothing || 1);
	const checks: PointCheck[] = [
		{ what: "gradient, relative to what it is made of", value: gradient, passed: gradient <= tolerance },
		{ what: "loss, relative error", value: error, passed: error <= tolerance },
		{ what: "units outside the cone, in exact arithmetic", value: wrong, passed: wrong === 0 },
	];
	if (theta.length > denseLimit || condition < leastCondition) return checks;
	const n = theta.length;
	const units = unitsAt(objective, theta, inputs);
	const hessian = objective.hessian(theta);
	for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) hessian[i * n + j] *= units[i] * units[j];
	const spectrum = symmetricEigen(hessian, n).values;
	const cut = 1e-9 * spectrum.reduce((most, x) => Math.max(most, Math.abs(x)), nothing);
	const negative = spectrum.filter((x) => x < -cut).length;
	const zero = spectrum.filter((x) => Math.abs(x) <= cut).length;
	checks.push(
		{ what: "negative eigenvalues of the Hessian", value: negative, passed: negative === index },
		{ what: "zero eigenvalues of the Hessian", value: zero, passed: zero === nullity },
	);
	return checks;
}

/**
 * Units of the parameters that make the Hessian's entries alike: with p the largest preactivation of a unit and q its
 * largest outgoing weight, |y| / p for outgoing weights, min(p, |y| / q) for its bias, and that over the size of an
 * input for its weights.
 */
function unitsAt({ problem }: Objective, theta: Float64Array, inputs: readonly Float64Array[]): Float64Array {
	const { data } = problem;
	const units = new Float64Array(theta.length).fill(1);
	const target = infinityNorm(data.y) || 1;
	const sizes = Array.from(
		inputs[0],
		(_, j) => inputs.reduce((most, x) => Math.max(most, Math.abs(x[j])), 0) || 1,
	);
	weightRows({ problem }, theta).forEach((row, unit) => {
		const reach = inputs.reduce((most, x) => Math.max(most, Math.abs(dot(row, x))), 0) || 1;
		const places = placesOf(problem, [unit]);
		const outgoing = places
			.slice(row.length)
			.reduce((most, place) => Math.max(most, Math.abs(theta[place])), 0);
		const inner = Math.min(reach, outgoing > 0 ? target / outgoing : reach);
		places.forEach((place, k) => {
			units[place] = k < row.length ? inner / sizes[k] : target / reach;
		});
	});
	return units;
}
