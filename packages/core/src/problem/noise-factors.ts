import { type RandomStream, randomStream } from "../numerics/random.ts";
import type { ProblemFile } from "./specification.ts";

type NoiseFile = NonNullable<ProblemFile["network"]["noise"]>;

const rootThree = 1.7320508075688772;

/**
 * Factors 1 + sigma xi on the activations of a layer, width x N, unit by unit, from the stream of (seed,
 * layer, unit): xi standard normal, or uniform with variance 1; bernoulli: 1/keep or 0.
 */
export function noiseFactors(noise: NoiseFile, layer: number, width: number, samples: number): Float64Array {
	const out = new Float64Array(width * samples);
	for (let unit = 0; unit < width; unit++) {
		const random = randomStream(noise.seed, "noise", unit, layer);
		for (let i = 0; i < samples; i++) out[unit * samples + i] = factor(noise, random);
	}
	return out;
}

function factor(noise: NoiseFile, random: RandomStream): number {
	switch (noise.law) {
		case "normal":
			return 1 + noise.sigma * random.normal();
		case "uniform":
			return 1 + noise.sigma * rootThree * (2 * random.uniform() - 1);
		case "bernoulli":
			return random.uniform() < noise.keep ? 1 / noise.keep : 0;
	}
}
