import { randomStream } from "../numerics/random.ts";
import { oneOf, type Setting, type SettingValues } from "../problem/setting.ts";
import { betterBySearch } from "./better-by-search.ts";
import { binaryFile, constantFit } from "./binary-classifier.ts";
import type { Construct } from "./construction.ts";

/** Strictly convex activations; the claim holds for every convex one. */
export const convexActivation: Setting = oneOf(
	"activation",
	["softplus", "exp", "square", "relu"],
	"a convex activation",
);

/**
 * Positives at -2 and 2, negatives at -1 and 1 (twice each): the negatives are a mean-preserving contraction of the
 * positives. With w_j = 0, all a_j < 0 and the best constant output, nearby f is a constant minus a convex function phi
 * with sum over positives of phi at least that over negatives, so by convexity of the loss no nearby f does better.
 */
export async function contractedClasses(
	values: SettingValues,
	seed: number,
	loss: unknown,
): Promise<Construct> {
	const width = Number(values.width);
	const random = randomStream(seed, "one-subspace");
	const file = binaryFile({
		x: [[2], [-2], [1], [1], [-1], [-1]],
		y: [1, 1, -1, -1, -1, -1],
		width,
		activation: values.activation,
		innerBiases: true,
		loss,
	});
	const { constant, loss: value } = await constantFit(file);
	const theta = new Float64Array(3 * width + 1);
	let level = 0;
	// At b_j = 0.5 + u every activation offered is smooth; its value there is what the offset takes back.
	for (let j = 0; j < width; j++) {
		theta[width + j] = 0.5;
		theta[2 * width + j] = -(0.5 + random.uniform());
		level += theta[2 * width + j];
	}
	theta[3 * width] = constant - level * atHalf[String(values.activation)];
	return {
		file,
		theta,
		claim: {
			kind: "local-minimum",
			loss: value,
			trainingError: 1 / 3,
			nullity: null,
			kinked: false,
			radius: 0.02,
		},
		sentence: `All units are constant and all outgoing weights negative: nearby the network is ${constant.toPrecision(6)} minus a convex function, and convex functions are larger on the positives than on the negatives; loss ${value.toPrecision(6)}.`,
		better: await betterBySearch(file, value, seed),
		path: null,
	};
}

/** The activations offered, at 1/2. */
const atHalf: Readonly<Record<string, number>> = {
	softplus: 0.9740769841801067,
	exp: 1.6487212707001282,
	square: 0.25,
	relu: 0.5,
};
