import { addRow } from "../generators/input-null-space.ts";
import { unseenRows } from "../unseen-rows.ts";
import type { NullSource } from "./source.ts";

/**
 * When some samples are inside a flat region of the loss, the others may have inputs of lower rank:
 * row changes of layers that read the inputs, orthogonal to every active (x, 1).
 */
export const unseenInputs: NullSource = ({ objective, places, active }) => {
	const { data, weightDecay } = objective.problem;
	if (weightDecay > 0 || active.length === data.samples) return [];
	const x = new Float64Array(active.length * data.inputs);
	active.forEach((i, a) => {
		x.set(data.x.subarray(i * data.inputs, (i + 1) * data.inputs), a * data.inputs);
	});
	return places.flatMap(([first]) => {
		if (first.weight < 0) return [];
		const rows = unseenRows(x, active.length, data.inputs, first.bias >= 0);
		return [
			{
				reason: "inputs that only samples in the flat region have",
				along: "critical" as const,
				rewrites: true,
				directions: Array.from({ length: first.width }, (_, j) =>
					rows.map((row) => addRow(new Float64Array(objective.parameters), first, j, row, 1)),
				).flat(),
			},
		];
	});
};
