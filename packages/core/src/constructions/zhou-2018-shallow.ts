import { integer, oneOf } from "../problem/setting.ts";
import type { Construction } from "./construction.ts";
import { linearCriticalPoint } from "./linear-critical-point.ts";
import { zhouLiang } from "./zhou-2018.ts";

/**
 * A critical point of two linear layers by its closed form: singular triples of the whitened targets are selected, the
 * rest of the factors is free up to one equation. The largest triples give the global minimum, anything else a strict
 * saddle.
 */
export const shallow: Construction = {
	id: "zhou-2018/shallow",
	title: "Critical points of two linear layers",
	citation: zhouLiang,
	claim:
		"Two linear layers, random data: a critical point with the selected singular triples and random free matrices: the global minimum, or a strict saddle with predicted value, index and nullity.",
	settings: [
		integer("inputs", 4, "input dimension", 1, 12),
		integer("width", 2, "hidden units", 1, 12),
		integer("outputs", 3, "outputs", 1, 12),
		integer("samples", 10, "samples", 2, 60),
		oneOf("which", ["inverted", "deficient", "global"], "which critical point"),
	],
	takes: { problem: "no", point: "no" },
	build(values, seed) {
		const { inputs, width, outputs, samples } = values as Record<string, number>;
		return linearCriticalPoint({
			widths: [inputs, width, outputs],
			samples,
			which: values.which as "inverted" | "deficient" | "global",
			seed,
		});
	},
};
