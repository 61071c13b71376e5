import { linearSlope } from "../../closed-forms/linear-scope.ts";
import { floatField } from "../../numerics/elementary.ts";
import { layerPlaces } from "../../points/hidden-layer.ts";
import type { Activation } from "../../problem/formula/activation.ts";
import type { Problem } from "../../problem/problem.ts";
import { onlyChain } from "../architecture.ts";

/** The longest interval on which an activation is affine with a slope other than 0; null when there is none. */
export function slopedPiece({
	properties,
}: Activation): { readonly from: number; readonly to: number; readonly slope: number } | null {
	const sloped = properties.affinePieces.filter(({ slope, from, to }) => slope !== 0 && from < to);
	if (sloped.length === 0) return null;
	return sloped.reduce((best, piece) => (piece.to - piece.from > best.to - best.from ? piece : best));
}

/** The middle of a piece and how far one may go from it. */
export function middleOf({ from, to }: { readonly from: number; readonly to: number }): {
	readonly at: number;
	readonly reach: number;
} {
	if (from === -Infinity) return { at: to === Infinity ? 0 : to - 1, reach: 1 };
	if (to === Infinity) return { at: from + 1, reach: 1 };
	return { at: from + (to - from) / 2, reach: (to - from) / 2 };
}

/**
 * Parameters of a chain of layers that computes c.x + c_0 (d + 1 coefficients, c_0 last) on the data with all
 * preactivations inside affine pieces of nonzero slope: unit 1 of every hidden layer carries the fit, scaled to half of
 * the room of its piece; the other units sit in the middle. Null where a bias or such a piece is missing, weights are
 * constants, or there are several outputs.
 */
export function carryAffine(problem: Problem, coefficients: ArrayLike<number>): Float64Array | null {
	const chain = onlyChain(problem);
	if (chain === null || chain.length < 2 || problem.network.outputs !== 1) return null;
	const slope = linearSlope(chain[chain.length - 1].activation);
	const [places] = layerPlaces(problem);
	if (slope === null || places.some(({ weight, bias }) => weight < 0 || bias < 0)) return null;
	const { data } = problem;
	const scale = largestProduct(data, coefficients) || 1;
	const theta = new Float64Array(problem.network.parameters);
	// What the carrier of the layer below gives is level + gain (c.x) / scale.
	let level = 0;
	let gain = 1;
	for (let l = 0; l < places.length - 1; l++) {
		const { weight, bias, width, inputs, declared } = places[l];
		const { activation } = declared;
		const piece = slopedPiece(activation);
		if (piece === null) return null;
		const { at, reach } = middleOf(piece);
		for (let j = 0; j < width; j++) theta[bias + j] = at;
		if (l === 0) for (let j = 0; j < inputs; j++) theta[weight + j] = (coefficients[j] * reach) / (2 * scale);
		else {
			theta[weight] = reach / (2 * gain);
			theta[bias] = at - (level * reach) / (2 * gain);
		}
		level = activation.definition.derivatives(floatField, at, 0, activation.parameters)[0];
		gain = (piece.slope * reach) / 2;
	}
	const output = places[places.length - 1];
	theta[output.weight] = scale / (gain * slope);
	theta[output.bias] = (coefficients[data.inputs] - (level * scale) / gain) / slope;
	return theta;
}

/** max_i |c.x_i| */
function largestProduct({ x, samples, inputs }: Problem["data"], coefficients: ArrayLike<number>): number {
	let largest = 0;
	for (let i = 0; i < samples; i++) {
		let along = 0;
		for (let j = 0; j < inputs; j++) along += coefficients[j] * x[i * inputs + j];
		largest = Math.max(largest, Math.abs(along));
	}
	return largest;
}
