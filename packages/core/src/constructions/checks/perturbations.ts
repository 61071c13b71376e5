import { randomStream } from "../../numerics/random.ts";
import { infinityNorm } from "../../numerics/vector.ts";
import { lossRounding, type SelfCheck } from "./self-check.ts";

const draws = 2000;
const shrink = [1, 0.3, 0.1, 0.03, 0.01];

/**
 * Random perturbations within the claimed radius, at five sizes, of all parameters and of few at a time: around a local
 * minimum the loss never falls by more than its rounding.
 */
export const perturbationsRise: SelfCheck = ({ objective, construct, seed }) => {
	const { claim, theta } = construct;
	if (!claim.kind.endsWith("minimum") || claim.kind === "not-a-local-minimum") return [];
	const n = theta.length;
	const random = randomStream(seed, "perturbations");
	const loss = objective.value(theta);
	const reach = claim.radius * (1 + infinityNorm(theta));
	const trial = new Float64Array(n);
	let lowest = Infinity;
	for (let k = 0; k < draws; k++) {
		const size = reach * shrink[k % shrink.length];
		const few = k % 3 === 2 ? 1 + random.below(Math.min(4, n)) : n;
		trial.set(theta);
		for (let j = 0; j < few; j++) {
			const place = few === n ? j : random.below(n);
			trial[place] = theta[place] + size * (2 * random.uniform() - 1);
		}
		lowest = Math.min(lowest, objective.value(trial) - loss);
	}
	return [
		{
			what: `smallest change of the loss over ${draws} random perturbations within ${reach.toPrecision(2)}`,
			value: lowest,
			passed: lowest >= -lossRounding(objective, loss),
		},
	];
};
