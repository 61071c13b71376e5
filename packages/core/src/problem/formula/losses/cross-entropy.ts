import type { LossDefinition } from "../loss.ts";

/**
 * l = sum_o y_o (lse(f) - f_o), lse(f) = log sum_q e^(f_q), y a row of probabilities. Written without
 * cancellation: lse(f) - f_o = log1p(sum of e^(f_q - f_o) over q != o), and with p = softmax(f) and
 * Y = sum_o y_o (which is 1): dl/df_o = p_o (Y - y_o) - y_o (1 - p_o),
 * d2l/df_o df_q = Y p_o ([o = q] - p_q).
 *
 * `minimizerAtInfinity` is declared for rows with a zero entry, one-hot rows above all; a row of
 * positive probabilities is met at finite outputs, with its entropy as the minimum.
 */
export const crossEntropy: LossDefinition = {
	name: "cross-entropy",
	formula: "sum_o y_o (log sum_q e^(f_q) - f_o)",
	parameters: [],
	properties: () => ({
		coupling: "coupled",
		smoothness: Infinity,
		convex: "weakly",
		nonDecreasing: null,
		flatRegion: null,
		criticalOnlyWhenCorrect: false,
		minimizerAtInfinity: true,
		lowerBound: 0,
		kinks: [],
		shiftInvariant: true,
		quadratic: false,
	}),
	evaluate: (field, f, y) => {
		const zero = field.constant(0);
		const one = field.constant(1);
		const sum = (terms: readonly (typeof zero)[]) => terms.reduce((a, b) => field.add(a, b), zero);
		const others = <V>(list: readonly V[], o: number) => list.filter((_, q) => q !== o);
		const targets = y.map((target) => field.constant(target));
		const ratio = f.map((output, o) => sum(others(f, o).map((q) => field.exp(field.subtract(q, output)))));
		const p = ratio.map((r) => field.divide(one, field.add(one, r)));
		const missing = p.map((_, o) => sum(others(p, o)));
		const total = sum(targets);
		const value = sum(
			targets.flatMap((target, o) => (y[o] === 0 ? [] : [field.multiply(target, field.log1p(ratio[o]))])),
		);
		const gradient = p.map((share, o) =>
			field.subtract(field.multiply(share, sum(others(targets, o))), field.multiply(targets[o], missing[o])),
		);
		const hessian = p.flatMap((share, o) =>
			p.map((other, q) =>
				field.multiply(field.multiply(total, share), q === o ? missing[o] : field.negate(other)),
			),
		);
		return { value, gradient, hessian };
	},
};
