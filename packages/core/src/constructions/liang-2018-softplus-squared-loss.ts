import { integer } from "../problem/setting.ts";
import { liangBinary } from "../theory/theorems/liang-2018.ts";
import type { Construction } from "./construction.ts";
import { splitCore } from "./split-core.ts";

/**
 * The squared loss of labels with a strictly convex and increasing activation: a local minimum of one softplus unit whose
 * splits are local minima at every width. The loss is what the guarantees need to be monotone.
 */
export const softplusSquaredLoss: Construction = {
	id: "liang-2018/softplus-squared-loss",
	title: "Softplus units under the squared loss: a bad local minimum at every width",
	citation: liangBinary,
	claim:
		"14 weighted samples of two classes in different subspaces, softplus units with biases, the squared loss of labels: a bad local minimum that misclassifies, at every width.",
	settings: [integer("width", 3, "hidden units", 1, 200)],
	takes: { problem: "no", point: "no" },
	build: (values, seed) =>
		splitCore(
			{
				pairs: [
					{ label: 1, c: 4, z: -4.5, weight: 0.21405298434998146 },
					{ label: 1, c: 4, z: -1.25, weight: 0.04171715202474757 },
					{ label: -1, c: 1, z: -6, weight: 0.09872874979051376 },
					{ label: -1, c: 1, z: -2.5, weight: 0.08527036422999076 },
					{ label: -1, c: 1, z: -0.25, weight: 0.05084519617972185 },
					{ label: -1, c: 4, z: 0.5, weight: 0.006633850489680639 },
					{ label: -1, c: 4, z: 0.75, weight: 0.002751702935366302 },
				],
				repeat: false,
				activation: "softplus",
				loss: { name: "squared" },
				incoming: 1,
				outgoing: -1.4907766618496396,
				offset: 0.19815708645221886,
			},
			Number(values.width),
			seed,
			null,
		),
};
