import { parseProblem } from "../problem/parse.ts";
import type { Problem } from "../problem/problem.ts";

/** P of the network with this width of its one hidden layer; null for a network that is not of one hidden layer, all trained. */
function parametersAt({ network, data }: Problem, width: number): number | null {
	const [main] = network.branches;
	if (network.branches.length !== 1 || main.layers.length !== 2) return null;
	const [hidden, output] = main.layers;
	if (hidden.fixed !== null || output.fixed !== null || hidden.noise !== null) return null;
	const own = data.inputs + (hidden.bias ? 1 : 0);
	return width * (own + output.width) + (output.bias ? output.width : 0);
}

/** The width of the hidden layer with which the network has so many parameters; null where none has. */
export function widthWith(problem: Problem, parameters: number): number | null {
	const [none, one] = [parametersAt(problem, 0), parametersAt(problem, 1)];
	if (none === null || one === null) return null;
	const width = (parameters - none) / (one - none);
	return Number.isInteger(width) && width >= 1 ? width : null;
}

/**
 * The same data, loss and activations with another width of the one hidden layer, as for a better point of a wider network.
 * @returns null where the network has no single hidden layer of trained units.
 */
export async function withHiddenWidth(problem: Problem, width: number): Promise<Problem | null> {
	if (parametersAt(problem, width) === null) return null;
	const file = structuredClone(problem.canonical) as { network: { layers: { width: number }[] } };
	file.network.layers[0].width = width;
	return parseProblem(file);
}
