import { number } from "../../../problem/setting.ts";
import type { Optimizer } from "../optimizer.ts";

/**
 * Stochastic gradient descent with momentum mu (Polyak 1964; with `nesterov: 1` Nesterov's form as Sutskever et al. 2013 write it):
 * v <- mu v + g; theta <- theta - rate v, or - rate (g + mu v).
 */
export const sgd: Optimizer = {
	name: "sgd",
	summary:
		"Stochastic gradient descent, with momentum if wanted; on all samples at once it is gradient descent.",
	rate: 0.1,
	settings: [
		number("momentum", 0, "Share of the last step that is taken again", 0, 1),
		number("nesterov", 0, "1: look ahead by the momentum", 0, 2),
	],
	begin: (parameters) => ({ velocity: new Float64Array(parameters) }),
	move(theta, gradient, rate, _count, { velocity }, { momentum, nesterov }) {
		for (let k = 0; k < theta.length; k++) {
			const v = momentum * velocity[k] + gradient[k];
			velocity[k] = v;
			theta[k] -= rate * (nesterov === 1 ? gradient[k] + momentum * v : v);
		}
	},
};
