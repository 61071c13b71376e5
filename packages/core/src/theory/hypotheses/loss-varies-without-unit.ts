import { hiddenLayers } from "../../points/hidden-layer.ts";
import { outputMove } from "../exact/output-moves.ts";
import { holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** With one unit idle, the loss is still not constant: outputs are moved by a constant or by another unit. */
export const lossVariesWithoutUnit: Hypothesis = {
	id: "loss-varies-without-unit",
	title: "With that unit idle, the other parameters still change the loss.",
	latex: "L|_{v_j = 0} \\ne \\text{const}",
	evaluate({ problem }) {
		for (const layer of hiddenLayers(problem)) {
			if (!layer.incoming || !layer.outgoing) continue;
			const move = outputMove(problem, layer);
			if (move !== null) return holds(move, { idleIn: layer.name });
		}
		return undecided(
			"That other parameters change the loss while one unit is idle was not shown for this architecture.",
		);
	},
};
