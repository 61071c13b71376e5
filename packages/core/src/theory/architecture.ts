import { linearSlope } from "../closed-forms/linear-scope.ts";
import { type HiddenLayer, hiddenLayers } from "../points/hidden-layer.ts";
import type { Activation } from "../problem/formula/activation.ts";
import type { Branch, Layer, Problem } from "../problem/problem.ts";

/**
 * A branch with one hidden layer and a linear output: f_S(x) = a_0 + sum_j a_j sigma(w_j.x + b_j), each entry of f_S a
 * sum of this form. `hidden.weight`, `hidden.bias`, `hidden.next.weight`, `hidden.next.bias` are places in theta
 * (-1: constant or absent).
 */
export interface ShallowBranch {
	readonly role: Branch["role"];
	/** M */
	readonly width: number;
	readonly activation: Activation;
	readonly hidden: HiddenLayer;
	/** `fixed`: constants that training does not move. */
	readonly innerBiases: "trained" | "absent" | "fixed";
	readonly offset: "trained" | "absent" | "fixed";
	/** Every w_j is trained, and every a_j. */
	readonly trained: boolean;
	/** Slope of the output layer's activation t -> slope t. */
	readonly outputSlope: number;
}

function biasKind(layer: Layer): ShallowBranch["offset"] {
	return layer.bias ? (layer.fixed === null ? "trained" : "fixed") : "absent";
}

/** Every branch with exactly one hidden layer, a linear output layer and no noise on either; the exponential neuron not. */
export function shallowBranches(problem: Problem): ShallowBranch[] {
	const layers = hiddenLayers(problem);
	return problem.network.branches.flatMap((branch, index) => {
		if (branch.layers.length !== 2 || branch.role === "exponential") return [];
		const [first, last] = branch.layers;
		const slope = linearSlope(last.activation);
		const hidden = layers.find((layer) => layer.branch === index);
		if (slope === null || first.noise !== null || last.noise !== null || hidden === undefined) return [];
		return [
			{
				role: branch.role,
				width: first.width,
				activation: first.activation,
				hidden,
				innerBiases: biasKind(first),
				offset: biasKind(last),
				trained: first.fixed === null && last.fixed === null,
				outputSlope: slope,
			},
		];
	});
}

/**
 * The shortcut branch of the theorems after Liang, Sun, Li & Srikant (2018): the declared shortcut, or, without one, a
 * main network of one hidden layer with linear output, which is its own shortcut; null when there is neither.
 */
export function shortcutOf(problem: Problem): ShallowBranch | null {
	const shallow = shallowBranches(problem);
	return (
		shallow.find(({ role }) => role === "shortcut") ?? shallow.find(({ role }) => role === "main") ?? null
	);
}

/** The whole network, when it is one branch with one hidden layer and linear output; else null. */
export function shallowNetwork(problem: Problem): ShallowBranch | null {
	return problem.network.branches.length === 1 ? (shallowBranches(problem)[0] ?? null) : null;
}

/** The main chain of layers when the network has no other branch; else null. */
export function onlyChain(problem: Problem): readonly Layer[] | null {
	return problem.network.branches.length === 1 ? problem.network.branches[0].layers : null;
}
