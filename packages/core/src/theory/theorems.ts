import type { Theorem } from "./theorem.ts";
import { affinePiece } from "./theorems/christof-2022-affine-piece.ts";
import { coerciveObjective } from "./theorems/coercive-objective.ts";
import { anyWidthTheorem } from "./theorems/ding-2019-any-width.ts";
import { featureSpan } from "./theorems/li-2018-feature-span.ts";
import { homogeneousVacuous } from "./theorems/li-2018-homogeneous-vacuous.ts";
import { wideLastLayer } from "./theorems/li-2018-wide-last-layer.ts";
import { wideThenPyramid } from "./theorems/li-2018-wide-then-pyramid.ts";
import { affineClassifierPiece } from "./theorems/liang-2018-affine-piece.ts";
import { deadRelu } from "./theorems/liang-2018-dead-relu.ts";
import { exponentialNeuronTheorem } from "./theorems/liang-2018-exponential-neuron.ts";
import { logisticVacuous } from "./theorems/liang-2018-logistic-vacuous.ts";
import { oddActivation } from "./theorems/liang-2018-odd-activation.ts";
import { oneSubspace } from "./theorems/liang-2018-one-subspace.ts";
import { quadraticNeuronsTheorem } from "./theorems/liang-2018-quadratic-neurons.ts";
import { quadraticNeuronsNecessary } from "./theorems/liang-2018-quadratic-neurons-necessary.ts";
import { separable } from "./theorems/liang-2018-separable.ts";
import { subspaces } from "./theorems/liang-2018-subspaces.ts";
import { idleUnitPath } from "./theorems/liang-2022-idle-unit.ts";
import { lastTwoLayers } from "./theorems/soudry-2016-last-two-layers.ts";
import { oneHiddenLayerNoise } from "./theorems/soudry-2016-one-hidden-layer.ts";
import { signPatterns } from "./theorems/soudry-2016-sign-patterns.ts";
import { intrinsicDimension } from "./theorems/venturi-2018-intrinsic-dimension.ts";
import { convexityTrapTheorem } from "./theorems/yun-2019-convexity-trap.ts";
import { deepLinear } from "./theorems/zhou-2018-deep-linear.ts";
import { reluConeTheorem } from "./theorems/zhou-2018-relu-cone.ts";
import { shallowLinear } from "./theorems/zhou-2018-shallow-linear.ts";

/** Every theorem, in the order of the document of `check`. */
export const theorems: readonly Theorem[] = [
	separable,
	subspaces,
	quadraticNeuronsTheorem,
	logisticVacuous,
	exponentialNeuronTheorem,
	deadRelu,
	quadraticNeuronsNecessary,
	affineClassifierPiece,
	oneSubspace,
	oddActivation,
	shallowLinear,
	deepLinear,
	reluConeTheorem,
	oneHiddenLayerNoise,
	signPatterns,
	lastTwoLayers,
	wideLastLayer,
	wideThenPyramid,
	featureSpan,
	homogeneousVacuous,
	anyWidthTheorem,
	convexityTrapTheorem,
	affinePiece,
	intrinsicDimension,
	idleUnitPath,
	coerciveObjective,
];
