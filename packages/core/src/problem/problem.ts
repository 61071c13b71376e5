import type { Activation } from "./formula/activation.ts";
import type { GaussianPopulation } from "./formula/gaussian-population.ts";
import type { Loss } from "./formula/loss.ts";

/** Samples as the network sees them: after dropping, selecting and scaling. */
export interface Dataset {
	/** N */
	readonly samples: number;
	/** d */
	readonly inputs: number;
	/** Targets a sample has, equal to the outputs of the network. */
	readonly outputs: number;
	/** N x d, row by row. */
	readonly x: Float64Array;
	/** N x outputs, row by row; +1/-1 for margin losses, probabilities for cross-entropy. */
	readonly y: Float64Array;
	/** N positive sample weights, or null for all ones. */
	readonly weights: Float64Array | null;
	/** `binary`: y is exactly +1/-1 (one output); `classes`: rows are one-hot; null: training error is undefined. */
	readonly labels: "binary" | "classes" | null;
	/** Names of the classes in the order of the problem file, if given. */
	readonly classes: readonly string[] | null;
}

/** One affine map followed by an activation: z = W a + b, sigma(z), times the noise factor if any. */
export interface Layer {
	readonly width: number;
	readonly inputs: number;
	readonly activation: Activation;
	readonly bias: boolean;
	/** width x inputs weights row by row, then width biases if any; null when trained. */
	readonly fixed: Float64Array | null;
	/** Fixed factors on the activations, width x N, unit by unit; null without noise. */
	readonly noise: Float64Array | null;
}

/**
 * A chain of layers from the inputs to the outputs. The network is the sum of its branches: the main
 * chain, the shortcut (hidden layer, then a linear output with offset), the exponential neuron
 * (one unit with activation exp, then a linear output without offset).
 */
export interface Branch {
	readonly role: "main" | "shortcut" | "exponential";
	readonly layers: readonly Layer[];
}

/** A named slice of the parameter vector, or of the constants for fixed layers. */
export interface ParameterBlock {
	/** `layers.0.weight`, `layers.0.bias`, `shortcut.weight`, `shortcut.bias`, `shortcut.output`, `shortcut.offset`, `exponential.weight`, `exponential.bias`, `exponential.output`. */
	readonly name: string;
	readonly branch: number;
	readonly layer: number;
	readonly kind: "weight" | "bias";
	/** Position in theta; -1 for a fixed layer. */
	readonly offset: number;
	readonly rows: number;
	readonly columns: number;
}

export interface Network {
	readonly inputs: number;
	readonly outputs: number;
	readonly branches: readonly Branch[];
	/** P, the length of theta. */
	readonly parameters: number;
	readonly blocks: readonly ParameterBlock[];
}

/**
 * L(theta) = sum_i w_i l(f(x_i), y_i) / (sum_i w_i, or 1) + weightDecay/2 |theta|^2 + penalty/2 a^2.
 */
export interface Problem {
	readonly name: string;
	readonly data: Dataset;
	/** A law in place of samples (`data` is then empty), else null. */
	readonly population: GaussianPopulation | null;
	readonly network: Network;
	readonly loss: Loss;
	readonly reduction: "mean" | "sum";
	readonly weightDecay: number;
	/** Of the exponential neuron's outgoing weight; 0 without one. */
	readonly exponentialPenalty: number;
	/** The problem file with every default filled in, its data as inline numbers after selection and scaling; no name, no path: what the digest covers. */
	readonly canonical: Readonly<Record<string, unknown>>;
	/** What a person should know: rows dropped, constant columns, float32 widened. */
	readonly notes: readonly string[];
}
