import { integer, oneOf } from "../problem/setting.ts";
import { liangBinary } from "../theory/theorems/liang-2018.ts";
import { marginLossOf } from "./binary-classifier.ts";
import type { Construction } from "./construction.ts";
import { contractedClasses, convexActivation } from "./contracted-classes.ts";

/** Both classes in one subspace, a smooth hinge. */
export const oneSubspace: Construction = {
	id: "liang-2018/one-subspace",
	title: "Classes in one subspace: strict convexity does not help",
	citation: liangBinary,
	claim:
		"Positives at 2 and -2, negatives at 1 and -1: for any convex activation and width a bad local minimum of constant output with training error 1/3, although the network can classify all samples.",
	settings: [
		integer("width", 4, "hidden units", 2, 200),
		convexActivation,
		oneOf("loss", ["hinge-power-3", "hinge-power-4"], "a smooth hinge"),
	],
	takes: { problem: "no", point: "no" },
	build: (values, seed) => contractedClasses(values, seed, marginLossOf(values.loss)),
};
