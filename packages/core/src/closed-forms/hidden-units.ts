import type { Problem } from "../problem/problem.ts";

/** Weights of the hidden units, with the bias last where there is one. */
export function weightRows({ problem }: { readonly problem: Problem }, theta: Float64Array): Float64Array[] {
	const { blocks, branches } = problem.network;
	const { width, inputs, bias } = branches[0].layers[0];
	const place = (kind: "weight" | "bias") =>
		blocks.find((block) => block.layer === 0 && block.kind === kind)?.offset ?? 0;
	return Array.from({ length: width }, (_, i) => {
		const row = new Float64Array(inputs + (bias ? 1 : 0));
		row.set(theta.subarray(place("weight") + i * inputs, place("weight") + (i + 1) * inputs));
		if (bias) row[inputs] = theta[place("bias") + i];
		return row;
	});
}

/** Places in theta of weights (row by row), biases and outgoing weights of some hidden units, as in their own network. */
export function placesOf(problem: Problem, units: readonly number[]): number[] {
	const { blocks, branches, outputs } = problem.network;
	const { width, inputs, bias } = branches[0].layers[0];
	const place = (kind: "weight" | "bias") =>
		blocks.find((block) => block.layer === 0 && block.kind === kind)?.offset ?? 0;
	const outgoing = outgoingOffset(problem);
	const places = units.flatMap((unit) =>
		Array.from({ length: inputs }, (_, j) => place("weight") + unit * inputs + j),
	);
	if (bias) places.push(...units.map((unit) => place("bias") + unit));
	for (let o = 0; o < outputs; o++) places.push(...units.map((unit) => outgoing + o * width + unit));
	return places;
}

/** Place of the outgoing weights, outputs x units row by row, in theta. */
export function outgoingOffset({ network }: Problem): number {
	return network.blocks.find(({ layer, kind }) => layer === 1 && kind === "weight")?.offset ?? 0;
}
