import type { Activation } from "../../src/problem/formula/activation.ts";
import { activation, activationDefinitions } from "../../src/problem/formula/activations.ts";

/** Parameter values beyond the defaults, so that every case of a declaration occurs. */
const further: Readonly<Record<string, readonly (readonly number[])[]>> = {
	"leaky-relu": [[0], [1], [-1], [-0.5], [2]],
	elu: [[0.5], [2]],
	polynomial: [
		[0],
		[-2.5],
		[0, 0, 0],
		[3, 0.5],
		[0, -2],
		[0, 3],
		[0.25, -1, 2],
		[1, 0, -0.5],
		[0, 0, 0.75],
		[0, 1, 0, 1],
		[0, -1, 0, 1],
		[2, 0, 0, 1],
		[1, 3, 3, 1],
		[0, 0, 0, 0, 1],
		[0, 0, 1, 0, 1],
		[1, -2, 0.5, 0.25, 0.125],
		[0, 1, 0, 0, 0, 0.2],
		[0, 0, 0, 0, 0, 0, -3],
	],
};

/** A readable name for a variant, e.g. `leaky-relu(0.01)`. */
export function label({ name, parameters }: Activation): string {
	return parameters.length === 0 ? name : `${name}(${parameters.join(", ")})`;
}

/** Every activation, with its default parameters (if it has them) and with further ones. */
export const variants: readonly Activation[] = activationDefinitions.flatMap(({ name, parameters }) => {
	const lists = [...(further[name] ?? [])];
	if (parameters.every((parameter) => parameter.default !== null)) lists.unshift([]);
	return lists.map((values) => activation(name, values));
});

/** Numbers in [low, high) from a 32-bit linear congruence: the same on every machine. */
export function spread(count: number, low: number, high: number, seed: number): number[] {
	let state = seed >>> 0;
	return Array.from({ length: count }, () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		const first = state;
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return low + ((high - low) * (first + state / 4294967296)) / 4294967296;
	});
}
