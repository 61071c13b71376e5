import type { Theorem } from "./theorem.ts";
import { coerciveObjective } from "./theorems/coercive-objective.ts";
import { featureSpan } from "./theorems/li-2018-feature-span.ts";
import { homogeneousVacuous } from "./theorems/li-2018-homogeneous-vacuous.ts";
import { wideLastLayer } from "./theorems/li-2018-wide-last-layer.ts";
import { wideThenPyramid } from "./theorems/li-2018-wide-then-pyramid.ts";
import { logisticVacuous } from "./theorems/liang-2018-logistic-vacuous.ts";
import { separable } from "./theorems/liang-2018-separable.ts";
import { subspaces } from "./theorems/liang-2018-subspaces.ts";
import { idleUnitPath } from "./theorems/liang-2022-idle-unit.ts";
import { intrinsicDimension } from "./theorems/venturi-2018-intrinsic-dimension.ts";
import { deepLinear } from "./theorems/zhou-2018-deep-linear.ts";
import { shallowLinear } from "./theorems/zhou-2018-shallow-linear.ts";

/** Every theorem, in the order of the document of `check`. */
export const theorems: readonly Theorem[] = [
	separable,
	subspaces,
	logisticVacuous,
	shallowLinear,
	deepLinear,
	wideLastLayer,
	wideThenPyramid,
	featureSpan,
	homogeneousVacuous,
	intrinsicDimension,
	idleUnitPath,
	coerciveObjective,
];
