import { activation } from "../problem/formula/activations.ts";
import { layOutParameters } from "../problem/layout.ts";
import type { Branch, Problem } from "../problem/problem.ts";
import { type LinearNetwork, linearNetwork } from "./linear-network.ts";

/**
 * The linear problem that a group of hidden units with the same active samples has to solve: identity activation,
 * `units` hidden units, the samples of the group alone, summed. While preactivations keep their signs the loss is
 * lossFactor (sum over groups with disjoint samples of their losses + 1/2 |targets of the other samples|^2).
 */
export function coneProblem(problem: Problem, samples: readonly number[], units: number): Problem {
	const { data, network } = problem;
	const [hidden, output] = network.branches[0].layers;
	const pick = (rows: Float64Array, width: number) => {
		const out = new Float64Array(samples.length * width);
		samples.forEach((i, k) => {
			out.set(rows.subarray(i * width, (i + 1) * width), k * width);
		});
		return out;
	};
	const branches: Branch[] = [
		{
			role: "main",
			layers: [
				{ ...hidden, width: units, activation: activation("identity") },
				{ ...output, inputs: units },
			],
		},
	];
	const { blocks, parameters } = layOutParameters(branches);
	return {
		...problem,
		data: {
			...data,
			samples: samples.length,
			x: pick(data.x, data.inputs),
			y: pick(data.y, data.outputs),
			weights:
				data.weights === null ? null : Float64Array.from(samples, (i) => (data.weights as Float64Array)[i]),
			labels: null,
			classes: null,
		},
		network: { ...network, branches, blocks, parameters },
		reduction: "sum",
	};
}

/** The whitened form of `coneProblem`. */
export function coneNetwork(problem: Problem, samples: readonly number[], units: number): LinearNetwork {
	const network = linearNetwork(coneProblem(problem, samples, units));
	if (network === null) throw new Error("A cone of a covered problem is a linear network.");
	return network;
}

/** What the sum over samples is multiplied with: 1, or 1 over the sum of sample weights. */
export function lossFactor({ data, reduction }: Problem): number {
	if (reduction === "sum") return 1;
	let total = 0;
	for (let i = 0; i < data.samples; i++) total += data.weights?.[i] ?? 1;
	return 1 / total;
}

/** 1/2 sum of weight |y|^2 over samples that no unit is active on. */
export function idleLoss({ data }: Problem, samples: readonly number[]): number {
	let sum = 0;
	for (const i of samples) {
		let square = 0;
		for (let o = 0; o < data.outputs; o++)
			square += data.y[i * data.outputs + o] * data.y[i * data.outputs + o];
		sum += 0.5 * (data.weights?.[i] ?? 1) * square;
	}
	return sum;
}

/** Inputs of sample i, followed by 1 where the hidden layer has a bias. */
export function inputsOf({ data, network }: Problem, i: number): Float64Array {
	const bias = network.branches[0].layers[0].bias;
	const x = new Float64Array(data.inputs + (bias ? 1 : 0));
	x.set(data.x.subarray(i * data.inputs, (i + 1) * data.inputs));
	if (bias) x[data.inputs] = 1;
	return x;
}
