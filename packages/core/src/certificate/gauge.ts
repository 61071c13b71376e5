import type { Interval } from "../rigor/interval.ts";
import { intervalArithmetic } from "../rigor/interval.ts";
import {
	type CheckedLayer,
	type CheckedProblem,
	listAt,
	MalformedCertificate,
	objectAt,
	oneOfAt,
	wholeAt,
} from "./embedded-problem.ts";

/**
 * A one-parameter group that leaves the loss as it is, named by the hidden unit(s) it acts on.
 *
 * - `scaling`: (w_j, b_j, a_j) -> (t w_j, t b_j, t^-k a_j), t > 0, for sigma(t z) = t^k sigma(z); generator (w_j, b_j, -k a_j);
 * - `linear`: unit `unit` of a layer with sigma(z) = s z takes t times the input of unit `from`, which the weights of the layer above
 *   undo: w_unit += t w_from, b_unit += t b_from, a_from -= t a_unit; unit = from is scaling.
 */
export interface Generator {
	readonly kind: "scaling" | "linear";
	readonly branch: number;
	readonly layer: number;
	readonly unit: number;
	readonly from: number;
}

export function readGenerators(value: unknown, place: string, problem: CheckedProblem): Generator[] {
	return listAt(value, place).map((entry, k) => {
		const at = `${place}[${k}]`;
		const file = objectAt(entry, at);
		const kind = oneOfAt(file.kind, `${at}.kind`, ["scaling", "linear"]);
		const branch = wholeAt(file.branch, `${at}.branch`, 0, problem.branches.length - 1);
		const layer = wholeAt(file.layer, `${at}.layer`, 0, problem.branches[branch].length - 1);
		const { width } = problem.branches[branch][layer];
		const unit = wholeAt(file.unit, `${at}.unit`, 0, width - 1);
		const from = wholeAt(file.from, `${at}.from`, 0, width - 1);
		const reason = notInvariant(problem, { kind, branch, layer, unit, from });
		if (reason !== null) throw new MalformedCertificate(at, reason);
		return { kind, branch, layer, unit, from };
	});
}

/** Why the loss is not invariant under the group; null where it is. */
export function notInvariant(problem: CheckedProblem, generator: Generator): string | null {
	const { kind, branch, layer, unit, from } = generator;
	const own = problem.branches[branch][layer];
	const above = problem.branches[branch][layer + 1];
	if (above === undefined) return "an output layer has no such symmetry.";
	if (own.fixed !== null || above.fixed !== null) return "weights on one side of the units are fixed.";
	if (problem.source.weightDecay !== 0) return "weight decay is not invariant.";
	if (
		problem.penalised >= 0 &&
		[own.weightAt, above.weightAt].some((at) => covers(at, problem.penalised, own, above))
	)
		return "the exponential penalty is not invariant.";
	const { homogeneousDegree, polynomialDegree } = own.activation.properties;
	if (kind === "scaling") {
		if (unit !== from) return "scaling acts on one unit.";
		return homogeneousDegree === null ? "the activation is not homogeneous." : null;
	}
	if (homogeneousDegree !== 1 || polynomialDegree !== 1) return "the activation is not linear.";
	return own.noise === null ? null : "the units carry fixed factors.";
}

function covers(at: number, k: number, ...layers: readonly CheckedLayer[]): boolean {
	return layers.some(
		({ weightAt, biasAt, width, inputs }) =>
			at === weightAt &&
			((k >= weightAt && k < weightAt + width * inputs) ||
				(biasAt >= 0 && k >= biasAt && k < biasAt + width)),
	);
}

/** The generator's vector at theta: an interval for every parameter that it moves. */
export function generatorAt(
	problem: CheckedProblem,
	{ kind, branch, layer, unit, from }: Generator,
	theta: readonly Interval[],
): Map<number, Interval> {
	const own = problem.branches[branch][layer];
	const above = problem.branches[branch][layer + 1];
	const degree = kind === "scaling" ? (own.activation.properties.homogeneousDegree ?? 0) : 1;
	const moved = new Map<number, Interval>();
	for (let p = 0; p < own.inputs; p++)
		moved.set(own.weightAt + unit * own.inputs + p, theta[own.weightAt + from * own.inputs + p]);
	if (own.bias) moved.set(own.biasAt + unit, theta[own.biasAt + from]);
	const factor = intervalArithmetic.constant(-degree);
	for (let k = 0; k < above.width; k++) {
		const to = above.weightAt + k * above.inputs + from;
		moved.set(to, intervalArithmetic.multiply(factor, theta[above.weightAt + k * above.inputs + unit]));
	}
	return moved;
}
