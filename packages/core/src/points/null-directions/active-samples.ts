import type { Objective } from "../../objective/objective.ts";

/** Margin to the end of a flat region, relative to the margin itself. */
const inside = 1e-12;

/** Numbers of the samples whose loss is not in the interior of a flat region at theta: the others count for nothing around it. */
export function activeSamples(objective: Objective, theta: Float64Array): number[] {
	const { data, loss } = objective.problem;
	const { flatRegion, coupling } = loss.properties;
	const all = Array.from({ length: data.samples }, (_, i) => i);
	if (flatRegion === null || coupling !== "margin") return all;
	const outputs = objective.outputs(theta);
	return all.filter((i) => {
		const z = -data.y[i] * outputs[i];
		return !(z < flatRegion.upTo - inside * (1 + Math.abs(z)));
	});
}
