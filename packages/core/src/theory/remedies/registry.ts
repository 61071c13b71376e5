import { exponentialNeuron } from "./exponential-neuron.ts";
import { frozenLowerLayers } from "./frozen-lower-layers.ts";
import { noiseFactors } from "./noise-factors.ts";
import { otherLoss } from "./other-loss.ts";
import type { RemedyFamily } from "./remedy.ts";
import { shortcutBranch } from "./shortcut-branch.ts";
import { widerLayer } from "./wider-layer.ts";
import { withPenalty } from "./with-penalty.ts";
import { withoutPenalty } from "./without-penalty.ts";

/** Every kind of change that the theory desk tries. */
export const remedyFamilies: readonly RemedyFamily[] = [
	widerLayer,
	shortcutBranch,
	otherLoss,
	withoutPenalty,
	withPenalty,
	noiseFactors,
	exponentialNeuron,
	frozenLowerLayers,
];
