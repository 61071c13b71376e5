import {
	type CheckedProblem,
	listAt,
	MalformedCertificate,
	objectAt,
	oneOfAt,
	wholeAt,
} from "./embedded-problem.ts";

export const generatorKinds = ["scaling", "unseen", "shift", "linear", "pattern", "rotation"] as const;

/**
 * A vector field along which the loss does not change, named by the hidden unit(s) that it acts on. With z = w x + b the preactivation,
 * a the weights from a unit to the layer above and c the biases there:
 *
 * - `scaling`: (w_j, b_j, a_j) moves along (w_j, b_j, -k a_j), for sigma(t z) = t^k sigma(z), t > 0;
 * - `linear`: w_u, b_u along w_v, b_v and a_v along -r a_u, where sigma(z_u) = r s_i z_u and sigma(z_v) = s_i z_v at sample i: linear
 *   units, and units of a piecewise linear sigma on the same pieces (u = v is scaling);
 * - `shift`: b_u along 1 and c along -s a_u, where sigma(z_u) = s z_u with one slope s for all samples;
 * - `pattern`: (w_j, b_j) of all units along delta_j / a_j and c along e, where sigma(z_j) = s_ij z_j and sum_j s_ij delta_j . (x_i, 1) + e = 0
 *   at every sample i, in the first layer, one unit above;
 * - `unseen`: (w_j, b_j) along d, where d . (x, 1) = 0 for all samples but those at which sigma'(z_j) = 0 nearby;
 * - `rotation`: w_u, b_u along a_v (w_v, b_v) and w_v, b_v along -a_u (w_u, b_u), for sigma(z) proportional to z^2 and one unit above:
 *   a_u z_u^2 + a_v z_v^2 changes by 2 a_u a_v (z_u z_v - z_v z_u) = 0.
 *
 * unit is u (or j), from is v; where one unit moves both are the same (0 for a pattern). input is the number of d, or of delta, in
 * the null space, else null.
 */
export interface Generator {
	readonly kind: (typeof generatorKinds)[number];
	readonly branch: number;
	readonly layer: number;
	readonly unit: number;
	readonly from: number;
	readonly input: number | null;
}

export function readGenerators(value: unknown, place: string, problem: CheckedProblem): Generator[] {
	const entries = listAt(value, place);
	if (entries.length > problem.parameters)
		throw new MalformedCertificate(place, `at most ${problem.parameters} entries were expected.`);
	return entries.map((entry, k) => {
		const at = `${place}[${k}]`;
		const file = objectAt(entry, at);
		const kind = oneOfAt(file.kind, `${at}.kind`, generatorKinds);
		const branch = wholeAt(file.branch, `${at}.branch`, 0, problem.branches.length - 1);
		const layer = wholeAt(file.layer, `${at}.layer`, 0, problem.branches[branch].length - 1);
		const { width } = problem.branches[branch][layer];
		const unit = wholeAt(file.unit, `${at}.unit`, 0, width - 1);
		const from = wholeAt(file.from, `${at}.from`, 0, width - 1);
		const directed = kind === "pattern" || kind === "unseen";
		const input = directed ? wholeAt(file.input, `${at}.input`, 0, problem.parameters) : null;
		const generator = { kind, branch, layer, unit, from, input };
		const reason = notInvariant(problem, generator);
		if (reason !== null) throw new MalformedCertificate(at, reason);
		return generator;
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
	// The penalised parameter is the first weight of a last layer.
	if (problem.penalised >= 0 && above.weightAt === problem.penalised)
		return "the exponential penalty is not invariant.";
	const { homogeneousDegree, polynomialDegree } = own.activation.properties;
	const alone = kind === "scaling" || kind === "shift" || kind === "unseen" || kind === "pattern";
	if (alone !== (unit === from) && kind !== "linear")
		return alone ? `${kind} acts on one unit.` : `${kind} acts on two units.`;
	switch (kind) {
		case "scaling":
			return homogeneousDegree === null ? "the activation is not homogeneous." : null;
		case "unseen":
			return null;
		case "linear":
			return homogeneousDegree === 1 ? null : "the activation is not piecewise linear.";
		case "shift":
			if (!own.bias || !above.bias) return "shift moves biases, and one is missing.";
			return homogeneousDegree === 1 ? null : "the activation is not piecewise linear.";
		case "pattern":
			if (layer > 0 || unit > 0) return "a pattern is that of the first layer.";
			if (above.width !== 1) return "the units must feed one unit.";
			return homogeneousDegree === 1 ? null : "the activation is not piecewise linear.";
		case "rotation":
			if (homogeneousDegree !== 2 || polynomialDegree !== 2) return "the activation is not quadratic.";
			if (above.width !== 1) return "the units must feed one unit.";
			return own.noise === null ? null : "the units carry fixed factors.";
	}
}
