import { layerPlaces, outputSlope } from "../hidden-layer.ts";
import type { EndGenerator } from "./generator.ts";

/**
 * A loss that is unchanged when all outputs move by the same amount: one number may be added to all
 * biases, and one row to all rows, of the main branch's linear last layer, without weight decay.
 */
export const logitShift: EndGenerator = (problem) => {
	const branch = problem.network.branches.findIndex(({ role }) => role === "main");
	const last = layerPlaces(problem)[branch]?.at(-1);
	if (
		!problem.loss.properties.shiftInvariant ||
		problem.weightDecay > 0 ||
		last === undefined ||
		last.weight < 0 ||
		outputSlope(last) === null
	)
		return [];
	const columns: number[][] = Array.from({ length: last.inputs }, (_, k) =>
		Array.from({ length: last.width }, (_, o) => last.weight + o * last.inputs + k),
	);
	if (last.bias >= 0) columns.push(Array.from({ length: last.width }, (_, o) => last.bias + o));
	return [
		{
			hidden: null,
			continuous: true,
			sentence: "one shift of all outputs alike",
			reason: "shifts of all outputs alike",
			unitTraits: {},
			endTraits: { logitShift: { weights: true, biases: last.bias >= 0 } },
			move(theta, draw) {
				const moved = theta.slice();
				for (const column of columns) {
					const amount = draw();
					for (const at of column) moved[at] += amount;
				}
				return moved;
			},
			tangents: (theta) =>
				columns.map((column) => {
					const tangent = new Float64Array(theta.length);
					for (const at of column) tangent[at] = 1;
					return tangent;
				}),
		},
	];
};
