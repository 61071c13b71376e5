import type { Construction } from "./construction.ts";
import { deadUnits } from "./soudry-2016-dead-units.ts";
import { atKink } from "./soudry-2016-kink.ts";
import { noNoise } from "./soudry-2016-no-noise.ts";
import { tooManySamples } from "./soudry-2016-too-many-samples.ts";
import { reluBoundary } from "./zhou-2018-relu-boundary.ts";
import { reluStrict } from "./zhou-2018-relu-strict.ts";
import { reluStrictDeadSample } from "./zhou-2018-relu-strict-dead-sample.ts";

/** Every construction, in the order of `construct --list`. */
export const constructions: readonly Construction[] = [
	reluStrictDeadSample,
	reluStrict,
	reluBoundary,
	tooManySamples,
	noNoise,
	deadUnits,
	atKink,
];
