import { hiddenLayers } from "../../points/hidden-layer.ts";
import type { Problem } from "../../problem/problem.ts";
import { edited, type RemedyFamily } from "./remedy.ts";

/** Widths beyond this multiple of the samples help no theorem here: all thresholds are below. */
const largest = (samples: number, width: number) => Math.max(2 * samples + 2, 2 * width);

/** More units in one trained hidden layer: the smallest width at which an answer changes. */
export const widerLayer: RemedyFamily = {
	id: "wider-layer",
	title: "More units in a hidden layer",
	admissible(problem: Problem) {
		return hiddenLayers(problem)
			.filter(({ incoming, outgoing, branch }) => {
				const { role } = problem.network.branches[branch];
				return incoming && outgoing && role !== "exponential";
			})
			.map(({ width, branch, layer, name }) => ({
				kind: "scaled" as const,
				from: width + 1,
				to: largest(problem.data.samples, width),
				async at(size: number) {
					const changed = await edited(problem, ({ network }) => {
						if (problem.network.branches[branch].role === "main") network.layers[layer].width = size;
						else if (network.shortcut !== undefined) network.shortcut.width = size;
					});
					return { change: `${size} units in ${name} instead of ${width}`, caveat: "", problem: changed };
				},
			}));
	},
};
