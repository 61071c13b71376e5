import type { Problem } from "../problem/problem.ts";

/** The data that a linear network without biases and with unit sample weights would have to fit. */
export interface LinearData {
	readonly samples: number;
	/** d, or d + 1 with the row of ones of a first-layer bias. */
	readonly inputs: number;
	/** inputs x samples, row by row. */
	readonly x: Float64Array;
	/** outputs x samples, row by row. */
	readonly y: Float64Array;
	/** loss = scale * 1/2 |f(x) - y|^2 */
	readonly scale: number;
	/** Where biases are: none, in the first layer only, or in the output layer (and anywhere else). */
	readonly bias: "none" | "first-layer" | "output";
	/** Weighted means that were subtracted; null unless the output layer has a bias. */
	readonly means: {
		readonly inputs: Float64Array;
		readonly targets: Float64Array;
	} | null;
}

/**
 * X and Y of a linear network: centred by weighted means when the output layer has a bias (which is
 * then optimal), a row of ones appended when only the first layer has one, columns times the square
 * roots of the sample weights.
 */
export function linearData(problem: Problem): LinearData {
	const { data, network, reduction } = problem;
	const { layers } = network.branches[0];
	const n = data.samples;
	const d = data.inputs;
	const outputBias = layers[layers.length - 1].bias;
	const ones = !outputBias && layers[0].bias;
	const weights = data.weights ?? new Float64Array(n).fill(1);
	let total = 0;
	for (let i = 0; i < n; i++) total += weights[i];

	const inputs = d + (ones ? 1 : 0);
	const x = new Float64Array(inputs * n);
	transposeInto(x, data.x, n, d);
	if (ones) x.fill(1, d * n);
	const y = new Float64Array(data.outputs * n);
	transposeInto(y, data.y, n, data.outputs);
	const means = outputBias
		? {
				inputs: centreRows(x, d, n, weights, total),
				targets: centreRows(y, data.outputs, n, weights, total),
			}
		: null;
	if (data.weights !== null) {
		const roots = weights.map((w) => Math.sqrt(w));
		for (let k = 0; k < x.length; k++) x[k] *= roots[k % n];
		for (let k = 0; k < y.length; k++) y[k] *= roots[k % n];
	}
	return {
		samples: n,
		inputs,
		x,
		y,
		scale: reduction === "mean" ? 1 / total : 1,
		bias: outputBias ? "output" : ones ? "first-layer" : "none",
		means,
	};
}

function transposeInto(out: Float64Array, rows: Float64Array, n: number, d: number): void {
	for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) out[j * n + i] = rows[i * d + j];
}

/** Subtracts from each row its weighted mean, which is returned; a constant row becomes exactly 0. */
function centreRows(
	rows: Float64Array,
	count: number,
	n: number,
	weights: Float64Array,
	total: number,
): Float64Array {
	const means = new Float64Array(count);
	for (let j = 0; j < count; j++) {
		const row = rows.subarray(j * n, (j + 1) * n);
		const first = row[0];
		// Deviations from the first entry: little cancellation, none for a constant row.
		let sum = 0;
		for (let i = 0; i < n; i++) sum += weights[i] * (row[i] - first);
		means[j] = first + sum / total;
		for (let i = 0; i < n; i++) row[i] = row[i] - first - sum / total;
	}
	return means;
}
