import { randomStream } from "../../numerics/random.ts";
import { infinityNorm } from "../../numerics/vector.ts";
import { layerPlaces } from "../../points/hidden-layer.ts";
import type { Problem } from "../../problem/problem.ts";
import { edited, type RemedyFamily } from "./remedy.ts";

/** Standard deviation of the perturbation, relative to 1 + the largest weight. */
const size = 1e-3;

/**
 * Perturb the weights of all layers below the last two by independent normals and hold them fixed (after Soudry &
 * Carmon 2016): with noise factors, the last two layers then have no bad differentiable local minimum with probability
 * one, if the product of their widths is large enough. The perturbed weights are written out: those of the given
 * point, or of a random one.
 */
export const frozenLowerLayers: RemedyFamily = {
	id: "frozen-lower-layers",
	title: "Perturb the lower layers and hold them fixed",
	admissible(problem: Problem, theta: Float64Array | null) {
		const { layers } = problem.network.branches[0];
		if (problem.network.branches.length > 1 || layers.length < 3) return [];
		if (layers.some(({ fixed }) => fixed !== null)) return [];
		return [
			{
				kind: "plain",
				async propose() {
					const perturbed = perturbedLowerLayers(problem, theta);
					const changed = await edited(problem, ({ network }) => {
						for (const [l, values] of perturbed.entries()) network.layers[l].fixed = { values };
					});
					const frozen = perturbed.reduce((sum, values) => sum + values.length, 0);
					const place = theta === null ? "random weights" : "the given point";
					return {
						change: `layers 0 to ${layers.length - 3} held fixed at ${place}, perturbed by normals of deviation ${size} (relative)`,
						caveat:
							"It constrains what the network can compute; the perturbed weights are part of the changed problem.",
						problem: changed,
						...(theta === null ? {} : { start: Array.from(theta.subarray(frozen)) }),
					};
				},
			},
		];
	},
};

/** Weights row by row, then biases, of the layers below the last two. */
function perturbedLowerLayers(problem: Problem, theta: Float64Array | null): number[][] {
	const random = randomStream(1, "frozen-lower-layers");
	const [places] = layerPlaces(problem);
	const spread = theta === null ? 1 : size * (1 + infinityNorm(theta));
	return places.slice(0, -2).map(({ width, inputs, weight, bias }) => {
		const base = (from: number, k: number) => (theta === null ? 0 : theta[from + k]);
		const weights = Array.from(
			{ length: width * inputs },
			(_, k) => base(weight, k) + spread * random.normal(),
		);
		if (bias < 0) return weights;
		return [...weights, ...Array.from({ length: width }, (_, k) => base(bias, k) + spread * random.normal())];
	});
}
