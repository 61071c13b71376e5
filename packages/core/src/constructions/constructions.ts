import { affineFitPoint } from "./christof-2022-affine-piece.ts";
import type { Construction } from "./construction.ts";
import { widthLift } from "./fukumizu-2000-width-lift.ts";
import { anyWidth } from "./li-2018-any-width.ts";
import { monotonePath } from "./li-2018-monotone-path.ts";
import { monotonePathPyramid } from "./li-2018-monotone-path-pyramid.ts";
import { strictNarrow } from "./li-2018-strict-narrow.ts";
import { affineClassifierPoint } from "./liang-2018-affine-piece.ts";
import { deadReluPoint } from "./liang-2018-dead-relu.ts";
import { logisticOneSubspace } from "./liang-2018-logistic-one-subspace.ts";
import { noShortcut } from "./liang-2018-no-shortcut.ts";
import { oddActivation } from "./liang-2018-odd-activation.ts";
import { oneSubspace } from "./liang-2018-one-subspace.ts";
import { quadraticNeurons } from "./liang-2018-quadratic-neurons.ts";
import { softplusSquaredLoss } from "./liang-2018-softplus-squared-loss.ts";
import { splitTanh } from "./liang-2018-split-tanh.ts";
import { squaredLossPoint } from "./liang-2018-squared-loss.ts";
import { deadUnits } from "./soudry-2016-dead-units.ts";
import { atKink } from "./soudry-2016-kink.ts";
import { noNoise } from "./soudry-2016-no-noise.ts";
import { tooManySamples } from "./soudry-2016-too-many-samples.ts";
import { convexityTrapPoint } from "./yun-2019-convexity-trap.ts";
import { deep } from "./zhou-2018-deep.ts";
import { reluBoundary } from "./zhou-2018-relu-boundary.ts";
import { reluCone } from "./zhou-2018-relu-cone.ts";
import { reluStrict } from "./zhou-2018-relu-strict.ts";
import { reluStrictDeadSample } from "./zhou-2018-relu-strict-dead-sample.ts";
import { shallow } from "./zhou-2018-shallow.ts";

/** Every construction, in the order of `construct --list`. */
export const constructions: readonly Construction[] = [
	deadReluPoint,
	affineClassifierPoint,
	oddActivation,
	splitTanh,
	quadraticNeurons,
	squaredLossPoint,
	softplusSquaredLoss,
	oneSubspace,
	logisticOneSubspace,
	noShortcut,
	shallow,
	deep,
	reluCone,
	reluStrictDeadSample,
	reluStrict,
	reluBoundary,
	tooManySamples,
	noNoise,
	deadUnits,
	atKink,
	strictNarrow,
	anyWidth,
	monotonePath,
	monotonePathPyramid,
	convexityTrapPoint,
	affineFitPoint,
	widthLift,
];
