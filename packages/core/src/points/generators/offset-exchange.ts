import { layerPlaces, outputSlope } from "../hidden-layer.ts";
import type { EndGenerator } from "./generator.ts";

/**
 * The output bias of one branch beside the offset of another: both add a constant to the output, so
 * that (b, a0) -> (b + t, a0 - s t) changes nothing, without weight decay.
 */
export const offsetExchange: EndGenerator = (problem) => {
	if (problem.weightDecay > 0 || problem.network.outputs !== 1) return [];
	const offsets = layerPlaces(problem).flatMap((places) => {
		const last = places[places.length - 1];
		const slope = outputSlope(last);
		return last.bias >= 0 && slope !== null ? [{ at: last.bias, slope }] : [];
	});
	return offsets.slice(1).map((to) => {
		const from = offsets[0];
		const exchange = (theta: Float64Array, t: number) => {
			theta[from.at] += t;
			theta[to.at] -= (t * from.slope) / to.slope;
			return theta;
		};
		return {
			hidden: null,
			continuous: true,
			sentence: "the output bias against the shortcut's offset",
			reason: "the output bias beside the shortcut's offset",
			unitTraits: {},
			endTraits: {
				offsetExchange: {
					from: from.at,
					to: to.at,
					slope: from.slope / to.slope,
				},
			},
			move: (theta, draw) => exchange(theta.slice(), draw()),
			tangents: (theta) => [exchange(new Float64Array(theta.length), 1)],
		};
	});
};
