import { number } from "../../../problem/setting.ts";
import type { Optimizer } from "../optimizer.ts";

/**
 * Adam (Kingma & Ba 2015): m <- b1 m + (1 - b1) g, v <- b2 v + (1 - b2) g^2,
 * theta <- theta - rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon).
 */
export const adam: Optimizer = {
	name: "adam",
	summary:
		"Adam: steps scaled by running means of the gradient and its square; the usual choice where rates are hard to tune.",
	rate: 0.001,
	settings: [
		number("beta1", 0.9, "Memory of the gradient", 0, 1),
		number("beta2", 0.999, "Memory of its square", 0, 1),
		number("epsilon", 1e-8, "Added to the root", 0, 1),
	],
	begin: (parameters) => ({
		mean: new Float64Array(parameters),
		square: new Float64Array(parameters),
		powers: Float64Array.of(1, 1),
	}),
	move(theta, gradient, rate, _count, { mean, square, powers }, { beta1, beta2, epsilon }) {
		powers[0] *= beta1;
		powers[1] *= beta2;
		const first = rate / (1 - powers[0]);
		const second = Math.sqrt(1 - powers[1]);
		for (let k = 0; k < theta.length; k++) {
			const g = gradient[k];
			mean[k] = beta1 * mean[k] + (1 - beta1) * g;
			square[k] = beta2 * square[k] + (1 - beta2) * g * g;
			theta[k] -= (first * mean[k]) / (Math.sqrt(square[k]) / second + epsilon);
		}
	},
};
