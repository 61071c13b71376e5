import { fixedConstants } from "./fixed-constants.ts";
import type { FixedValues } from "./fixed-values.ts";
import type { Activation } from "./formula/activation.ts";
import { activation, activationDefinitions } from "./formula/activations.ts";
import type { Loss } from "./formula/loss.ts";
import { loss, lossDefinitions } from "./formula/losses.ts";
import { InputError } from "./input-error.ts";
import { layOutParameters } from "./layout.ts";
import { noiseFactors } from "./noise-factors.ts";
import type { Branch, Layer, Network } from "./problem.ts";
import type { ProblemFile } from "./specification.ts";

type LayerFile = ProblemFile["network"]["layers"][number];
type ActivationFile = LayerFile["activation"];

/** Binds an activation of the file. @throws InputError for an unknown name or parameter. */
export function bindActivation(file: ActivationFile, field: string): Activation {
	const { name, ...given } = typeof file === "string" ? { name: file } : file;
	const definition = activationDefinitions.find((each) => each.name === name);
	return bind(field, () => activation(name, definition && orderedValues(name, definition.parameters, given)));
}

/** Binds the loss of the file. @throws InputError for an unknown name or parameter. */
export function bindLoss({ name, ...given }: ProblemFile["loss"]): Loss {
	const definition = lossDefinitions.find((each) => each.name === name);
	return bind("loss", () => loss(name, definition && orderedValues(name, definition.parameters, given)));
}

function bind<T>(field: string, make: () => T): T {
	try {
		return make();
	} catch (error) {
		if (error instanceof RangeError) throw new InputError(error.message, { field });
		throw error;
	}
}

/** Parameter values in the order of the definition, its defaults for those not given. */
function orderedValues(
	name: string,
	parameters: readonly { readonly name: string; readonly default: number | null }[],
	given: Readonly<Record<string, unknown>>,
): number[] {
	for (const [key, value] of Object.entries(given)) {
		if (value === undefined || parameters.some((each) => each.name === key)) continue;
		const known = parameters.map((each) => each.name);
		throw new RangeError(
			`${name} has no parameter "${key}"${known.length > 0 ? `; it has ${known.join(", ")}` : ""}.`,
		);
	}
	return parameters.flatMap((parameter) => {
		const value = given[parameter.name] ?? parameter.default;
		if (value === null || value === undefined)
			throw new RangeError(`${name} needs a value for "${parameter.name}".`);
		return value as number | number[];
	});
}

/** Builds the branches with noise and fixed weights drawn, and lays out theta. */
export function buildNetwork(
	file: ProblemFile,
	inputs: number,
	samples: number,
	fixedValues: FixedValues,
): Network {
	const { layers, shortcut, noise } = file.network;
	const main: Layer[] = [];
	let width = inputs;
	layers.forEach((each, l) => {
		const hidden = l < layers.length - 1;
		const shape = { width: each.width, inputs: width, bias: each.bias };
		main.push({
			...shape,
			activation: bindActivation(each.activation, `network.layers[${l}].activation`),
			fixed: each.fixed === undefined ? null : fixedConstants(each.fixed, shape, l, fixedValues),
			noise: noise !== undefined && hidden ? noiseFactors(noise, l, each.width, samples) : null,
		});
		width = each.width;
	});
	const outputs = width;
	const branches: Branch[] = [{ role: "main", layers: main }];
	const neuron = file.network["exponential-neuron"];
	if (outputs !== 1 && (shortcut !== undefined || neuron !== undefined))
		throw new InputError(
			`A ${shortcut !== undefined ? "shortcut" : "exponential neuron"} needs a network with one output; the last layer has width ${outputs}.`,
			{ field: shortcut !== undefined ? "network.shortcut" : "network.exponential-neuron" },
			"Give the last layer width 1, or leave the branch out.",
		);
	const branch = (
		role: Branch["role"],
		units: number,
		act: Activation,
		bias: boolean,
		offset: boolean,
	): Branch => ({
		role,
		layers: [
			{ width: units, inputs, activation: act, bias, fixed: null, noise: null },
			{ width: 1, inputs: units, activation: activation("identity"), bias: offset, fixed: null, noise: null },
		],
	});
	if (shortcut !== undefined)
		branches.push(
			branch(
				"shortcut",
				shortcut.width,
				bindActivation(shortcut.activation, "network.shortcut.activation"),
				shortcut.bias,
				true,
			),
		);
	if (neuron !== undefined) branches.push(branch("exponential", 1, activation("exp"), true, false));
	const { blocks, parameters } = layOutParameters(branches);
	if (parameters === 0)
		throw new InputError(
			"Every layer is fixed: there is nothing to train.",
			{ field: "network.layers" },
			"Leave `fixed` out of at least one layer.",
		);
	return { inputs, outputs, branches, parameters, blocks };
}
