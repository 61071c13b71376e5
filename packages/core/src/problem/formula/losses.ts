import type { Loss, LossDefinition } from "./loss.ts";
import { absolute } from "./losses/absolute.ts";
import { crossEntropy } from "./losses/cross-entropy.ts";
import { exponential } from "./losses/exponential.ts";
import { hinge } from "./losses/hinge.ts";
import { hingePower } from "./losses/hinge-power.ts";
import { huber } from "./losses/huber.ts";
import { logistic } from "./losses/logistic.ts";
import { squared } from "./losses/squared.ts";
import { unknownName } from "./nearest-name.ts";

/** Every loss; its place here is its place in `assembly/losses/registry.ts`. */
export const lossDefinitions: readonly LossDefinition[] = [
	squared,
	absolute,
	huber,
	logistic,
	crossEntropy,
	hinge,
	hingePower,
	exponential,
];

/** Names of all losses, in the order of the registry. */
export const lossNames: readonly string[] = lossDefinitions.map(({ name }) => name);

/** The values that `definition` asks for, from those given and the defaults, each checked. */
function bind({ name, parameters }: LossDefinition, values: readonly number[]): readonly number[] {
	if (values.length > parameters.length)
		throw new RangeError(
			`Loss ${name} has ${parameters.length} parameter(s) (${parameters.map((p) => p.name).join(", ") || "none"}); found ${values.length} values.`,
		);
	return parameters.map((parameter, k) => {
		const value = values[k] ?? parameter.default;
		if (value === null || !parameter.accepts(value))
			throw new RangeError(
				`Loss ${name}, ${parameter.name}: found ${value ?? "nothing"}. ${parameter.admissible}`,
			);
		return value;
	});
}

/**
 * The loss called `name` with its parameter values in the order of its declaration; missing ones take
 * their defaults. Throws a RangeError for an unknown name (with the nearest known one) or an
 * inadmissible value.
 */
export function loss(name: string, values: readonly number[] = []): Loss {
	const kernel = lossNames.indexOf(name);
	if (kernel < 0) throw new RangeError(unknownName("loss", name, lossNames));
	const definition = lossDefinitions[kernel];
	const parameters = bind(definition, values);
	return {
		name,
		definition,
		parameters,
		properties: definition.properties(parameters),
		kernel,
	};
}
