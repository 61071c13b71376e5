import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

function layersOf(id: string, title: string, latex: string, fits: (layers: number) => boolean): Hypothesis {
	return {
		id,
		title,
		latex,
		evaluate({ problem }) {
			const layers = problem.network.branches[0].layers.length;
			const sentence = `The main network has ${layers} layer${layers === 1 ? "" : "s"} of weights.`;
			return fits(layers) ? holds(sentence, { layers }) : fails(sentence, { layers });
		},
	};
}

/** l = 2 */
export const twoLayers = layersOf("two-layers", "There are two layers of weights.", "l = 2", (l) => l === 2);

/** l >= 3 */
export const threeLayersOrMore = layersOf(
	"three-layers-or-more",
	"There are three layers of weights or more.",
	"l \\ge 3",
	(l) => l >= 3,
);
