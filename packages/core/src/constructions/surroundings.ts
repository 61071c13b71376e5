import { randomStream } from "../numerics/random.ts";
import { infinityNorm, norm } from "../numerics/vector.ts";
import type { Objective } from "../objective/objective.ts";
import type { Construct } from "./construction.ts";

/** How the loss changes with the distance from a point, over random directions. */
export interface Surroundings {
	/** Euclidean distances, ascending. */
	readonly radii: readonly number[];
	/** Over the directions, at each radius: L(theta + r d) - L(theta). */
	readonly lowest: readonly number[];
	readonly median: readonly number[];
	readonly highest: readonly number[];
	readonly directions: number;
	/** The distance within which the claim is made. */
	readonly claimed: number;
}

/** The loss on the segment from a point to a better one. */
export interface Segment {
	/** Share of the way, from 0 to 1. */
	readonly share: readonly number[];
	readonly loss: readonly number[];
}

const directions = 200;
const perDecade = 4;
const decades = 4;
const decadeRoot = 1.7782794100389228; // 10^(1/4)

/** The loss along 200 random directions, from a thousandth of the claimed radius to ten times it. */
export function surroundingsOf(
	objective: Objective,
	{ theta, claim }: Construct,
	seed: number,
): Surroundings {
	const n = theta.length;
	const random = randomStream(seed, "surroundings");
	const loss = objective.value(theta);
	const claimed = claim.radius * (1 + infinityNorm(theta));
	const units = Array.from({ length: directions }, (_, k) => {
		// Every fourth direction moves few parameters: units at zero react to single ones.
		const few = k % 4 === 3 ? 1 + random.below(Math.min(3, n)) : n;
		const direction = new Float64Array(n);
		for (let j = 0; j < few; j++) direction[few === n ? j : random.below(n)] = random.normal();
		const size = norm(direction) || 1;
		return direction.map((x) => x / size);
	});
	const radii: number[] = [];
	let radius = claimed / 1000;
	for (let k = 0; k <= perDecade * decades; k++, radius *= decadeRoot) radii.push(radius);
	const changes = radii.map((r) =>
		units
			.map((direction) => objective.value(theta.map((x, j) => x + r * direction[j])) - loss)
			.sort((a, b) => a - b),
	);
	return {
		radii,
		lowest: changes.map((sorted) => sorted[0]),
		median: changes.map((sorted) => sorted[sorted.length >> 1]),
		highest: changes.map((sorted) => sorted[sorted.length - 1]),
		directions,
		claimed,
	};
}

const steps = 400;

/** The loss at 401 equidistant points from the constructed point to the better one; null without one. */
export function segmentToBetter(objective: Objective, { theta, better }: Construct): Segment | null {
	if (better === null) return null;
	const share = Array.from({ length: steps + 1 }, (_, k) => k / steps);
	return { share, loss: share.map((t) => objective.value(theta.map((x, j) => (1 - t) * x + t * better[j]))) };
}
