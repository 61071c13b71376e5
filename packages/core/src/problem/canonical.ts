import type { Problem } from "./problem.ts";
import type { ProblemFile } from "./specification.ts";

function plainNumber(value: number): number {
	return value === 0 ? 0 : value;
}

function rows(values: Float64Array, columns: number): number[][] {
	const out: number[][] = [];
	for (let i = 0; i < values.length; i += columns)
		out.push(Array.from(values.subarray(i, i + columns), plainNumber));
	return out;
}

/**
 * The problem file with every default filled in and its data as inline numbers, after selection and
 * scaling; no name, no path. It parses to the same problem, bit for bit.
 */
export function canonicalProblem(
	problem: Omit<Problem, "canonical">,
	file: ProblemFile,
): Record<string, unknown> {
	const { data, network, loss } = problem;
	const { layers, ...branches } = file.network;
	const activationOf = (branch: number, layer: number) => {
		const { definition, parameters } = network.branches[branch].layers[layer].activation;
		return withParameters(definition, parameters);
	};
	const shortcutBranch = network.branches.findIndex(({ role }) => role === "shortcut");
	return {
		lossatlas: 1,
		data:
			problem.population === null
				? {
						inline: {
							x: rows(data.x, data.inputs),
							y: data.outputs === 1 ? Array.from(data.y, plainNumber) : rows(data.y, data.outputs),
							...(data.weights === null ? {} : { weights: Array.from(data.weights) }),
						},
					}
				: { population: file.data.population },
		network: {
			layers: layers.map(({ width, bias }, l) => {
				const { fixed } = network.branches[0].layers[l];
				return {
					width,
					activation: activationOf(0, l),
					bias,
					...(fixed === null ? {} : { fixed: { values: Array.from(fixed, plainNumber) } }),
				};
			}),
			...branches,
			...(branches.shortcut === undefined
				? {}
				: { shortcut: { ...branches.shortcut, activation: activationOf(shortcutBranch, 0) } }),
		},
		loss: withParameters(loss.definition, loss.parameters),
		reduction: problem.reduction,
		regularizer: { "weight-decay": problem.weightDecay },
	};
}

/** {name, parameter: value, ...}; a list for a parameter that takes all values. */
function withParameters(
	definition: {
		readonly name: string;
		readonly parameters: readonly { readonly name: string; readonly kind?: string }[];
	},
	values: readonly number[],
): Record<string, unknown> {
	const out: Record<string, unknown> = { name: definition.name };
	definition.parameters.forEach((parameter, k) => {
		out[parameter.name] = parameter.kind === "numbers" ? [...values] : values[k];
	});
	return out;
}
