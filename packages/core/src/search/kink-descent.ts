import { type RandomStream, randomStream } from "../numerics/random.ts";
import { shortestCombination } from "../numerics/shortest-combination.ts";
import { infinityNorm, norm } from "../numerics/vector.ts";
import type { Objective } from "../objective/objective.ts";

/** What gradient sampling found around a point on or near kinks. */
export interface KinkDescent {
	/** The point of lower loss that was reached, or null when no radius gave a descent. */
	readonly lower: Float64Array | null;
	/** No radius gives a further descent. */
	readonly settled: boolean;
	/** Largest component of the shortest convex combination of gradients at the smallest radius. */
	readonly stationarity: number;
	/** The smallest radius that was sampled, relative to 1 + max |theta|. */
	readonly radius: number;
}

const radii = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6];
const mostSamples = 120;
const sufficientDecrease = 1e-4;

/** Descents taken before the smooth solver has another turn. */
const mostDescents = 60;

/**
 * Gradient sampling (Burke, Lewis & Overton 2005) from a point where smooth methods stall: gradients at random points
 * within a radius, their shortest convex combination g, a line search along -g; a smaller radius where that fails.
 * Ends after 60 descents, or where no radius yields one: such a point is stationary for the generalised gradient as
 * far as this sample shows. Draws depend on P alone, so that the same point gives the same answer.
 */
export function kinkDescent(objective: Objective, theta: Float64Array): KinkDescent {
	const random = randomStream(theta.length, "kink-descent");
	let point = theta;
	let stationarity = Number.POSITIVE_INFINITY;
	let descents = 0;
	for (let k = 0; k < radii.length && descents < mostDescents; ) {
		const found = descend(objective, point, radii[k], random);
		stationarity = found.stationarity;
		if (found.lower === null) k++;
		else {
			point = found.lower;
			descents++;
		}
	}
	return {
		lower: descents > 0 ? point : null,
		settled: descents < mostDescents,
		stationarity,
		radius: radii[radii.length - 1],
	};
}

/** One step at one radius. */
function descend(
	objective: Objective,
	theta: Float64Array,
	radius: number,
	random: RandomStream,
): { readonly lower: Float64Array | null; readonly stationarity: number } {
	const n = theta.length;
	const value = objective.value(theta);
	const reach = radius * (1 + infinityNorm(theta));
	const gradients: Float64Array[] = [];
	for (let k = 0; k < Math.min(2 * n + 1, mostSamples); k++) {
		const point = k === 0 ? theta : theta.map((x) => x + reach * (2 * random.uniform() - 1));
		const gradient = objective.gradient(point);
		if (infinityNorm(gradient) < Number.POSITIVE_INFINITY) gradients.push(gradient);
	}
	if (gradients.length === 0) return { lower: null, stationarity: Number.POSITIVE_INFINITY };
	const shortest = shortestCombination(gradients);
	const stationarity = infinityNorm(shortest);
	const size = norm(shortest);
	if (!(size > 1e-10)) return { lower: null, stationarity };
	for (let length = 10 * reach; length > 1e-2 * reach; length /= 2) {
		const trial = theta.map((x, k) => x - (length / size) * shortest[k]);
		if (objective.value(trial) < value - sufficientDecrease * length * size)
			return { lower: trial, stationarity };
	}
	return { lower: null, stationarity };
}
