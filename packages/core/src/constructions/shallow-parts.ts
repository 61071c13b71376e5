import { floatField } from "../numerics/elementary.ts";
import type { Problem } from "../problem/problem.ts";
import { type ShallowBranch, shallowNetwork } from "../theory/architecture.ts";
import { distinctInputs, type InputGroup } from "../theory/exact/distinct-inputs.ts";

/** A network of one hidden layer taken apart: features of the distinct inputs, outgoing weights, offsets. */
export interface ShallowParts {
	readonly problem: Problem;
	readonly shallow: ShallowBranch;
	readonly groups: readonly InputGroup[];
	/** m, d, q, and the number of distinct inputs. */
	readonly width: number;
	readonly inputs: number;
	readonly outputs: number;
	readonly distinct: number;
	/** The feature sigma(w.x_g + b) of every distinct input. */
	feature(weights: ArrayLike<number>, bias: number): Float64Array;
	/** m x distinct features at theta, row by row. */
	features(theta: Float64Array): Float64Array;
	/** distinct x q outputs at theta. */
	outputsAt(theta: Float64Array): Float64Array;
}

/** Null unless the network is one hidden layer with linear outputs, all trained. */
export function shallowParts(problem: Problem): ShallowParts | null {
	const shallow = shallowNetwork(problem);
	if (shallow === null || !shallow.trained) return null;
	const { data, network } = problem;
	const groups = distinctInputs(data);
	const { hidden, width, activation, outputSlope } = shallow;
	const d = data.inputs;
	const q = network.outputs;
	const feature = (weights: ArrayLike<number>, bias: number) =>
		Float64Array.from(groups, ({ samples }) => {
			let z = bias;
			for (let j = 0; j < d; j++) z += weights[j] * data.x[samples[0] * d + j];
			return activation.definition.derivatives(floatField, z, 0, activation.parameters)[0];
		});
	const features = (theta: Float64Array) => {
		const rows = new Float64Array(width * groups.length);
		for (let j = 0; j < width; j++)
			rows.set(
				feature(
					theta.subarray(hidden.weight + j * d, hidden.weight + (j + 1) * d),
					hidden.bias >= 0 ? theta[hidden.bias + j] : 0,
				),
				j * groups.length,
			);
		return rows;
	};
	return {
		problem,
		shallow,
		groups,
		width,
		inputs: d,
		outputs: q,
		distinct: groups.length,
		feature,
		features,
		outputsAt(theta) {
			const p = features(theta);
			const out = new Float64Array(groups.length * q);
			for (let g = 0; g < groups.length; g++)
				for (let o = 0; o < q; o++) {
					let sum = hidden.next.bias >= 0 ? theta[hidden.next.bias + o] : 0;
					for (let j = 0; j < width; j++)
						sum += theta[hidden.next.weight + o * width + j] * p[j * groups.length + g];
					out[g * q + o] = outputSlope * sum;
				}
			return out;
		},
	};
}
