import type { HiddenLayer } from "../hidden-layer.ts";
import type { NullSource } from "./source.ts";

/**
 * Units with sigma(t) = c t^2 that feed one unit: sum_j a_j u_j^2 with u_j = w_j.x + b_j is one quadratic
 * form, unchanged along du_i = a_j u_j, du_j = -a_i u_i for every pair (rotations where a_i and a_j have
 * one sign, hyperbolic ones else). Critical points move to critical points.
 */
export const quadraticUnits: NullSource = ({ objective, symmetries, theta }) => {
	if (objective.problem.weightDecay > 0) return [];
	const directions = symmetries.hidden.flatMap((hidden) => {
		const { homogeneousDegree, polynomialDegree } = hidden.declared.activation.properties;
		const square = homogeneousDegree === 2 && polynomialDegree === 2;
		if (!square || !hidden.incoming || hidden.noisy || hidden.next.width > 1) return [];
		const a =
			hidden.next.declared.fixed ?? theta.subarray(hidden.next.weight, hidden.next.weight + hidden.width);
		return Array.from({ length: hidden.width }, (_, j) =>
			Array.from({ length: j }, (_, i) => pair(theta, hidden, a, i, j)),
		).flat();
	});
	return [{ reason: "quadratic units that mix", along: "critical", rewrites: true, directions }];
};

function pair(
	theta: Float64Array,
	{ inputs, weight, bias }: HiddenLayer,
	a: Float64Array,
	i: number,
	j: number,
): Float64Array {
	const direction = new Float64Array(theta.length);
	const move = (atI: number, atJ: number) => {
		direction[atI] = a[j] * theta[atJ];
		direction[atJ] = -a[i] * theta[atI];
	};
	for (let k = 0; k < inputs; k++) move(weight + i * inputs + k, weight + j * inputs + k);
	if (bias >= 0) move(bias + i, bias + j);
	return direction;
}
