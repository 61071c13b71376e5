import type { Activation, ActivationDefinition, ActivationParameter } from "./activation.ts";
import { arctan } from "./activations/arctan.ts";
import { cube } from "./activations/cube.ts";
import { elu } from "./activations/elu.ts";
import { erf } from "./activations/erf.ts";
import { exp } from "./activations/exp.ts";
import { gaussian } from "./activations/gaussian.ts";
import { gelu } from "./activations/gelu.ts";
import { identity } from "./activations/identity.ts";
import { leakyRelu } from "./activations/leaky-relu.ts";
import { polynomial } from "./activations/polynomial.ts";
import { relu } from "./activations/relu.ts";
import { selu } from "./activations/selu.ts";
import { sigmoid } from "./activations/sigmoid.ts";
import { silu } from "./activations/silu.ts";
import { sin } from "./activations/sin.ts";
import { softplus } from "./activations/softplus.ts";
import { softsign } from "./activations/softsign.ts";
import { square } from "./activations/square.ts";
import { tanh } from "./activations/tanh.ts";
import { unknownName } from "./nearest-name.ts";

/** Every activation; its place here is its place in `assembly/activations/registry.ts`. */
export const activationDefinitions: readonly ActivationDefinition[] = [
	identity,
	relu,
	leakyRelu,
	elu,
	selu,
	softplus,
	sigmoid,
	tanh,
	arctan,
	erf,
	gelu,
	silu,
	sin,
	gaussian,
	exp,
	square,
	cube,
	softsign,
	polynomial,
];

/** Names of all activations, in the order of the registry. */
export const activationNames: readonly string[] = activationDefinitions.map(({ name }) => name);

/** Checks one parameter's value or throws a RangeError that says what is admissible. */
function admit(
	name: string,
	parameter: ActivationParameter,
	value: number | readonly number[] | undefined,
): void {
	if (value !== undefined && parameter.accepts(value)) return;
	const found = value === undefined ? "nothing" : JSON.stringify(value);
	throw new RangeError(`Activation ${name}, ${parameter.name}: found ${found}. ${parameter.admissible}`);
}

/** The flat list of values that `definition` asks for, from those given and the defaults. */
function bind(
	{ name, parameters }: ActivationDefinition,
	given: readonly number[] | undefined,
): readonly number[] {
	const list = parameters.find(({ kind }) => kind === "numbers");
	if (list !== undefined) {
		admit(name, list, given);
		return [...(given as readonly number[])];
	}
	const values = given ?? [];
	if (values.length > parameters.length)
		throw new RangeError(
			`Activation ${name} has ${parameters.length} parameter(s) (${parameters.map((p) => p.name).join(", ") || "none"}); found ${values.length} values.`,
		);
	return parameters.map((parameter, k) => {
		const value = values[k] ?? parameter.default ?? undefined;
		admit(name, parameter, value);
		return value as number;
	});
}

/**
 * The activation called `name` with its parameter values in the order of its declaration (for
 * polynomial: all coefficients); missing ones take their defaults. Throws a RangeError for an unknown
 * name (with the nearest known one) or an inadmissible value.
 */
export function activation(name: string, values?: readonly number[]): Activation {
	const kernel = activationNames.indexOf(name);
	if (kernel < 0) throw new RangeError(unknownName("activation", name, activationNames));
	const definition = activationDefinitions[kernel];
	const parameters = bind(definition, values);
	return {
		name,
		definition,
		parameters,
		properties: definition.properties(parameters),
		kernel,
	};
}
