import { integer, oneOf } from "../problem/setting.ts";
import type { Construction } from "./construction.ts";
import { linearCriticalPoint } from "./linear-critical-point.ts";
import { zhouLiang } from "./zhou-2018.ts";

/**
 * A critical point of three linear layers or more by its closed form. Where fewer triples are selected than fit, the
 * residual blocks decide whether the saddle has negative curvature; all weights 0 is a saddle that has none.
 */
export const deep: Construction = {
	id: "zhou-2018/deep",
	title: "Critical points of deep linear networks, saddles without negative curvature among them",
	citation: zhouLiang,
	claim:
		"Three linear layers or more, random data: a critical point of predicted value, index and nullity: the global minimum, a strict saddle, or (all weights 0) a saddle without negative curvature, beside which the loss is lower all the same.",
	settings: [
		integer("inputs", 3, "input dimension", 1, 8),
		integer("width", 2, "units of each hidden layer", 1, 8),
		integer("depth", 3, "layers of weights", 3, 5),
		integer("outputs", 3, "outputs", 1, 8),
		integer("samples", 10, "samples", 2, 60),
		oneOf("which", ["zero", "inverted", "deficient", "global"], "which critical point"),
	],
	takes: { problem: "no", point: "no" },
	build(values, seed) {
		const { inputs, width, depth, outputs, samples } = values as Record<string, number>;
		return linearCriticalPoint({
			widths: [inputs, ...new Array<number>(depth - 1).fill(width), outputs],
			samples,
			which: values.which as "zero" | "inverted" | "deficient" | "global",
			seed,
		});
	},
};
