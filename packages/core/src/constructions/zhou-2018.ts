import type { Citation } from "../theory/theorem.ts";

/** The paper of the constructions on linear and ReLU networks. */
export const zhouLiang: Citation = {
	authors: "Zhou & Liang",
	year: 2018,
	title: "Critical Points of Neural Networks: Analytical Forms and Landscape Properties",
	venue: "arXiv 1710.11205",
};

/** A ReLU layer and a linear layer without biases, squared loss. */
export function reluFile(
	x: readonly (readonly number[])[],
	y: readonly (number | readonly number[])[],
	width: number,
	hiddenBias: boolean,
): Record<string, unknown> {
	const outputs = Array.isArray(y[0]) ? y[0].length : 1;
	return {
		lossatlas: 1,
		data: { inline: { x, y } },
		network: {
			layers: [
				{ width, activation: "relu", bias: hiddenBias },
				{ width: outputs, activation: "identity", bias: false },
			],
		},
		loss: { name: "squared" },
	};
}

/** Rows of the identity. */
export function unitVectors(dimension: number): number[][] {
	return Array.from({ length: dimension }, (_, k) =>
		Array.from({ length: dimension }, (_, j) => (j === k ? 1 : 0)),
	);
}
