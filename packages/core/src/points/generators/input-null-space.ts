import { type LayerPlace, layerPlaces } from "../hidden-layer.ts";
import { unseenRows } from "../unseen-rows.ts";
import type { EndGenerator, Generator } from "./generator.ts";

/**
 * Inputs of deficient rank (constant pixels, sums that never change): whatever is orthogonal to every
 * (x, 1), or to every x where the layer has no bias, may be added to any row of a layer that reads
 * the inputs, without weight decay.
 */
export const inputNullSpace: EndGenerator = (problem) => {
	if (problem.weightDecay > 0) return [];
	const { x, samples, inputs } = problem.data;
	const bases = new Map<boolean, Float64Array[]>();
	return layerPlaces(problem).flatMap(([first], branch): Generator[] => {
		if (first.weight < 0) return [];
		const withOne = first.bias >= 0;
		const basis = bases.get(withOne) ?? unseenRows(x, samples, inputs, withOne);
		bases.set(withOne, basis);
		if (basis.length === 0) return [];
		return [
			{
				hidden: null,
				continuous: true,
				sentence: `${basis.length} directions of the inputs that no sample has`,
				reason: "inputs of deficient rank",
				unitTraits: {},
				endTraits: { inputNullSpaces: [{ branch, basis }] },
				move(theta, draw) {
					const moved = theta.slice();
					for (let j = 0; j < first.width; j++) for (const row of basis) addRow(moved, first, j, row, draw());
					return moved;
				},
				tangents: (theta) =>
					Array.from({ length: first.width }, (_, j) =>
						basis.map((row) => addRow(new Float64Array(theta.length), first, j, row, 1)),
					).flat(),
			},
		];
	});
};

/** Adds amount times (weights, bias) to row j of a layer, in place; returns theta. */
export function addRow(
	theta: Float64Array,
	place: LayerPlace,
	j: number,
	row: Float64Array,
	amount: number,
): Float64Array {
	for (let k = 0; k < place.inputs; k++) theta[place.weight + j * place.inputs + k] += amount * row[k];
	if (place.bias >= 0) theta[place.bias + j] += amount * row[place.inputs];
	return theta;
}
