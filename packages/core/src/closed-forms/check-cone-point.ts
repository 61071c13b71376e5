import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import { infinityNorm, norm } from "../numerics/vector.ts";
import type { Objective } from "../objective/objective.ts";
import { hasSigns } from "./cone-existence.ts";
import type { ConePoint } from "./cone-point.ts";
import { idleLoss, inputsOf, lossFactor } from "./cone-problem.ts";
import type { PointCheck } from "./enumeration.ts";
import type { ConeValue } from "./product-cones.ts";

/** Above this many parameters the dense Hessian is not decomposed for a check. */
const denseLimit = 400;
const tolerance = 1e-10;

/**
 * Verifies a point of a product cone against the objective: signs of the preactivations exactly, gradient relative to
 * what it is made of, loss, and the signs of the Hessian's eigenvalues (cut-off 1e-9 of the largest).
 */
export function checkConePoint(
	objective: Objective,
	value: ConeValue,
	{ theta, index, nullity }: ConePoint,
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
	if (theta.length > denseLimit) return checks;
	const spectrum = symmetricEigen(objective.hessian(theta), theta.length).values;
	const largest = spectrum.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
	const cut = 1e-9 * largest;
	const negative = spectrum.filter((x) => x < -cut).length;
	const zero = spectrum.filter((x) => Math.abs(x) <= cut).length;
	checks.push(
		{ what: "negative eigenvalues of the Hessian", value: negative, passed: negative === index },
		{ what: "zero eigenvalues of the Hessian", value: zero, passed: zero === nullity },
	);
	return checks;
}

/** Weights of the hidden units, with the bias last where there is one. */
export function weightRows({ problem }: Pick<Objective, "problem">, theta: Float64Array): Float64Array[] {
	const { blocks, branches } = problem.network;
	const { width, inputs, bias } = branches[0].layers[0];
	const place = (kind: "weight" | "bias") =>
		blocks.find((block) => block.layer === 0 && block.kind === kind)?.offset ?? 0;
	return Array.from({ length: width }, (_, i) => {
		const row = new Float64Array(inputs + (bias ? 1 : 0));
		row.set(theta.subarray(place("weight") + i * inputs, place("weight") + (i + 1) * inputs));
		if (bias) row[inputs] = theta[place("bias") + i];
		return row;
	});
}
