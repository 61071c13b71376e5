import { floatField } from "../../numerics/elementary.ts";
import { symmetricEigen } from "../../numerics/symmetric-eigen.ts";
import type { Objective } from "../../objective/objective.ts";
import { shallowNetwork } from "../architecture.ts";

/** What splitting one unit of a one-output network does to the Hessian, and the eigenvalues that decide it. */
export interface Splitting {
	/** Ascending eigenvalues of S_j. */
	readonly eigenvalues: Float64Array;
	readonly definite: "positive" | "negative" | "neither";
}

/** Eigenvalues within this share of the largest decide nothing. */
const doubt = 1e-10;

/**
 * S_j = a_j sum_i omega_i l'(f_i) sigma''(z_ij) x~_i x~_i^T, x~ = (x, 1) with an inner bias, omega as the objective has
 * them (divided by their sum for the mean): the second derivative that the copies of a split unit j see along moves that
 * cancel in the output (Fukumizu & Amari 2000).
 *
 * @throws RangeError unless the network is one hidden layer with one linear output.
 */
export function splittingMatrix(objective: Objective, theta: Float64Array, unit: number): Splitting {
	const { problem } = objective;
	const shallow = shallowNetwork(problem);
	if (shallow === null || problem.network.outputs !== 1)
		throw new RangeError("Splitting is judged for one hidden layer with one linear output.");
	const { hidden, activation, width, outputSlope } = shallow;
	const { data, loss } = problem;
	const d = data.inputs;
	const n = d + (hidden.bias >= 0 ? 1 : 0);
	const outgoing = theta[hidden.next.weight + unit] * outputSlope;
	const outputs = objective.outputs(theta);
	const preactivations = objective.preactivations(theta);
	const units = preactivations.length / data.samples;
	let total = 0;
	for (let i = 0; i < data.samples; i++) total += data.weights?.[i] ?? 1;
	const matrix = new Float64Array(n * n);
	for (let i = 0; i < data.samples; i++) {
		const weight = (data.weights?.[i] ?? 1) / (problem.reduction === "mean" ? total : 1);
		const { gradient } = loss.definition.evaluate(floatField, [outputs[i]], [data.y[i]], loss.parameters);
		const z = preactivations[i * units + hidden.firstUnit + unit];
		const [, , second] = activation.definition.derivatives(floatField, z, 2, activation.parameters);
		const factor = outgoing * weight * gradient[0] * second;
		for (let p = 0; p < n; p++)
			for (let q = 0; q < n; q++)
				matrix[p * n + q] += factor * (p < d ? data.x[i * d + p] : 1) * (q < d ? data.x[i * d + q] : 1);
	}
	if (unit >= width) throw new RangeError(`There are ${width} units.`);
	const { values } = symmetricEigen(matrix, n, false);
	const cut = doubt * Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
	const definite = values[0] > cut ? "positive" : values[n - 1] < -cut ? "negative" : "neither";
	return { eigenvalues: values, definite };
}
