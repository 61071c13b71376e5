import { integer } from "../problem/setting.ts";
import { liangBinary } from "../theory/theorems/liang-2018.ts";
import type { Construction } from "./construction.ts";
import { contractedClasses, convexActivation } from "./contracted-classes.ts";

/** The same for the logistic loss: valid, because the data violate the hypothesis on subspaces. */
export const logisticOneSubspace: Construction = {
	id: "liang-2018/logistic-one-subspace",
	title: "Classes in one subspace: the logistic loss",
	citation: liangBinary,
	claim:
		"Positives at 2 and -2, negatives at 1 and -1, logistic loss: for any convex activation and width a bad local minimum of constant output with training error 1/3. Under the full hypotheses on the data no logistic local minimum exists at all.",
	settings: [integer("width", 4, "hidden units", 2, 200), convexActivation],
	takes: { problem: "no", point: "no" },
	build: (values, seed) => contractedClasses(values, seed, { name: "logistic" }),
};
