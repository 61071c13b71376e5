import type { Objective } from "../objective/objective.ts";

/** Weighted share of misclassified samples, and the samples on the decision boundary. */
export interface TrainingError {
	readonly error: number;
	/** Samples with |f| = 0 (one output) or with two largest outputs equal. */
	readonly ties: number;
}

/**
 * R(theta) = sum_i w_i [class of f(x_i) is not y_i] / sum_i w_i, with sign(0) = +1 and the first of
 * equal largest outputs; null when the labels do not define classes.
 */
export function trainingError(objective: Objective, theta: Float64Array): TrainingError | null {
	const { data } = objective.problem;
	if (data.labels === null) return null;
	const outputs = objective.outputs(theta);
	let wrong = 0;
	let total = 0;
	let ties = 0;
	for (let i = 0; i < data.samples; i++) {
		const weight = data.weights === null ? 1 : data.weights[i];
		total += weight;
		const row = outputs.subarray(i * data.outputs, (i + 1) * data.outputs);
		const target = data.y.subarray(i * data.outputs, (i + 1) * data.outputs);
		const verdict = data.labels === "binary" ? bySign(row) : byLargest(row);
		if (verdict.tie) ties++;
		const right = data.labels === "binary" ? verdict.label === target[0] : target[verdict.label] === 1;
		if (!right) wrong += weight;
	}
	return { error: wrong / total, ties };
}

interface Verdict {
	readonly label: number;
	readonly tie: boolean;
}

function bySign(row: Float64Array): Verdict {
	return { label: row[0] >= 0 ? 1 : -1, tie: row[0] === 0 };
}

function byLargest(row: Float64Array): Verdict {
	let label = 0;
	let tie = false;
	for (let o = 1; o < row.length; o++) {
		if (row[o] > row[label]) {
			label = o;
			tie = false;
		} else if (row[o] === row[label]) tie = true;
	}
	return { label, tie };
}
