import { type RandomStream, randomStream } from "../../numerics/random.ts";
import { infinityNorm } from "../../numerics/vector.ts";
import type { Objective } from "../../objective/objective.ts";
import { lossRounding, type SelfCheck } from "./self-check.ts";

const starts = 6;
/** Random points of the ball of which the lowest is a start: a narrow way down is hit more often. */
const draws = 40;
const steps = 400;

/**
 * Gradient descent with halving steps from the lowest of random points of a small ball, kept within the claimed radius: around a
 * local minimum it never gets below the loss of the point; from beside a strict saddle it does.
 */
export const descentReturns: SelfCheck = ({ objective, construct, seed }) => {
	const { claim, theta } = construct;
	if (claim.kind === "path" || claim.kind === "non-strict-saddle") return [];
	const falls = claim.kind === "strict-saddle" || claim.kind === "not-a-local-minimum";
	const random = randomStream(seed, "descent");
	const loss = objective.value(theta);
	const reach = claim.radius * (1 + infinityNorm(theta));
	let lowest = Infinity;
	for (let k = 0; k < starts; k++) {
		const start = lowestOf(objective, theta, 0.3 * reach, random);
		lowest = Math.min(lowest, descend(objective, start, theta, reach) - loss);
	}
	const rounding = lossRounding(objective, loss);
	return [
		{
			what: `smallest change of the loss by descent from ${starts} points within ${(0.3 * reach).toPrecision(2)}${falls ? ", claimed negative" : ""}`,
			value: lowest,
			passed: falls ? lowest < -rounding : lowest >= -rounding,
		},
	];
};

function lowestOf(
	objective: Objective,
	centre: Float64Array,
	size: number,
	random: RandomStream,
): Float64Array {
	let best = centre;
	let least = Infinity;
	for (let k = 0; k < draws; k++) {
		const point = centre.map((x) => x + size * (2 * random.uniform() - 1));
		const value = objective.value(point);
		if (value < least) {
			least = value;
			best = point;
		}
	}
	return best;
}

/** The loss that projected gradient descent with Armijo halving reaches inside a box around the centre. */
function descend(objective: Objective, start: Float64Array, centre: Float64Array, reach: number): number {
	let point = start;
	const gradient = new Float64Array(point.length);
	let value = objective.valueAndGradient(point, gradient);
	let length = reach;
	for (let k = 0; k < steps; k++) {
		const size = infinityNorm(gradient);
		if (!(size > 0)) break;
		let next: Float64Array | null = null;
		for (; length > 1e-12 * reach; length /= 2) {
			const trial = point.map((x, j) => {
				const moved = x - (length / size) * gradient[j];
				return Math.min(centre[j] + reach, Math.max(centre[j] - reach, moved));
			});
			if (objective.value(trial) < value) {
				next = trial;
				break;
			}
		}
		if (next === null) break;
		point = next;
		value = objective.valueAndGradient(point, gradient);
		length *= 4;
	}
	return value;
}
