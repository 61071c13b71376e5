import { floatField } from "../numerics/elementary.ts";
import { singularValues } from "../numerics/singular-values.ts";
import { infinityNorm, norm } from "../numerics/vector.ts";
import type { Objective } from "../objective/objective.ts";

const unitRoundoff = 1 / 9007199254740992; // 2^-53
/** A value this near to a limit, relative to 1 + |limit|, cannot be told from it. */
const saturation = 4 * unitRoundoff;
/** Rounding of an output, relative to its size. */
const outputRounding = 8 * unitRoundoff;
/** Motions of theta, relative to 1 + max |theta|, that must make up for the rounding of every output. */
const nearby = 1e-4;

/**
 * How many activations at theta (P numbers) cannot be told from a limit that their formula never takes, over all
 * units and samples: sigma' > 0 everywhere, and |sigma(z) - limit| <= 2^-51 (1 + |limit|).
 */
export function saturatedActivations(objective: Objective, theta: Float64Array): number {
	const { network, data } = objective.problem;
	const layers = network.branches.flatMap((branch) => branch.layers);
	const units = layers.reduce((sum, { width }) => sum + width, 0);
	const open = layers.some(({ activation }) => neverTaken(activation.properties).length > 0);
	if (!open) return 0;
	const z = objective.preactivations(theta);
	let count = 0;
	let unit = 0;
	for (const { width, activation } of layers) {
		const limits = neverTaken(activation.properties);
		for (let j = 0; j < width; j++, unit++) {
			if (limits.length === 0) continue;
			for (let i = 0; i < data.samples; i++) {
				const at = z[i * units + unit];
				const [value] = activation.definition.derivatives(floatField, at, 0, activation.parameters);
				if (limits.some((limit) => Math.abs(value - limit) <= saturation * (1 + Math.abs(limit)))) count++;
			}
		}
	}
	return count;
}

function neverTaken(properties: {
	readonly positiveDerivative: boolean;
	readonly limits: readonly [number | null, number | null];
}): number[] {
	return properties.positiveDerivative ? properties.limits.filter((limit) => limit !== null) : [];
}

/**
 * Why a loss at its lower bound, in float64, does not show a point where the bound is attained; null where nothing
 * speaks against it. Either the loss reaches its infimum at infinity only, or activations are rounded to limits
 * that they never take while the outputs cannot be moved freely: then residuals of 0 are what is left of a plateau on
 * the way to infinity. With rank J equal to the number of outputs there is a zero of the residuals nearby.
 */
export function whyNotAttained(objective: Objective, theta: Float64Array): string | null {
	const { loss } = objective.problem;
	if (loss.properties.minimizerAtInfinity)
		return `the ${loss.name} loss reaches its infimum nowhere, only at infinity`;
	if (loss.properties.coupling !== "per-output") return null;
	const saturated = saturatedActivations(objective, theta);
	if (saturated === 0 || movesEveryOutput(objective, theta)) return null;
	return `${saturated} activations are rounded to a limit that they never take, so that residuals of 0 are rounding`;
}

/** Whether small motions of theta reach every change of the N outputs by their rounding, to first order. */
function movesEveryOutput(objective: Objective, theta: Float64Array): boolean {
	const { samples, outputs } = objective.problem.data;
	const residuals = samples * outputs;
	if (residuals > objective.parameters) return false;
	const jacobian = objective.jacobian(theta);
	const { values } = singularValues(jacobian, residuals, objective.parameters);
	const smallest = values.reduce((least, value) => Math.min(least, value), Infinity);
	const change = outputRounding * norm(objective.outputs(theta));
	return smallest * nearby * (1 + infinityNorm(theta)) > change;
}
