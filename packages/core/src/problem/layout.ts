import type { Branch, ParameterBlock } from "./problem.ts";

/** Names of weights and biases of a layer, as point files and checkpoints use them. */
function blockNames(role: Branch["role"], layer: number): [string, string] {
	if (role === "main") return [`layers.${layer}.weight`, `layers.${layer}.bias`];
	return layer === 0 ? [`${role}.weight`, `${role}.bias`] : [`${role}.output`, `${role}.offset`];
}

/**
 * Cuts theta into blocks: branch by branch, layer by layer, the weights (width x inputs, row by row),
 * then the biases; fixed layers get offset -1. Returns the blocks and P.
 */
export function layOutParameters(branches: readonly Branch[]): {
	readonly blocks: ParameterBlock[];
	readonly parameters: number;
} {
	const blocks: ParameterBlock[] = [];
	let next = 0;
	const claim = (count: number, trained: boolean): number => {
		if (!trained) return -1;
		const offset = next;
		next += count;
		return offset;
	};
	branches.forEach(({ role, layers }, branch) => {
		layers.forEach(({ width, inputs, bias, fixed }, layer) => {
			const [weight, biasName] = blockNames(role, layer);
			const trained = fixed === null;
			blocks.push({
				name: weight,
				branch,
				layer,
				kind: "weight",
				offset: claim(width * inputs, trained),
				rows: width,
				columns: inputs,
			});
			if (bias)
				blocks.push({
					name: biasName,
					branch,
					layer,
					kind: "bias",
					offset: claim(width, trained),
					rows: width,
					columns: 1,
				});
		});
	});
	return { blocks, parameters: next };
}
