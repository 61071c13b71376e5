import { randomStream } from "../numerics/random.ts";
import type { Activation } from "./formula/activation.ts";
import { activation, activationDefinitions } from "./formula/activations.ts";
import type { FixedValues } from "./fixed-values.ts";
import type { Loss } from "./formula/loss.ts";
import { loss, lossDefinitions } from "./formula/losses.ts";
import { InputError } from "./input-error.ts";
import { layOutParameters } from "./layout.ts";
import type { Branch, Layer, Network } from "./problem.ts";
import type { ProblemFile } from "./specification.ts";

type LayerFile = ProblemFile["network"]["layers"][number];
type ActivationFile = LayerFile["activation"];
type NoiseFile = NonNullable<ProblemFile["network"]["noise"]>;
type FixedFile = NonNullable<LayerFile["fixed"]>;

/** Binds an activation of the file. @throws InputError for an unknown name or parameter. */
export function bindActivation(file: ActivationFile, field: string): Activation {
	const { name, ...given } = typeof file === "string" ? { name: file } : file;
	const definition = activationDefinitions.find((each) => each.name === name);
	return bind(field, () => activation(name, orderedValues(name, definition?.parameters ?? [], given)));
}

/** Binds the loss of the file. @throws InputError for an unknown name or parameter. */
export function bindLoss({ name, ...given }: ProblemFile["loss"]): Loss {
	const definition = lossDefinitions.find((each) => each.name === name);
	return bind("loss", () => loss(name, orderedValues(name, definition?.parameters ?? [], given)));
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

/**
 * Constants of a fixed layer, weights row by row, then biases: `ones` are weights 1 and biases 0; drawn
 * ones are `scale` times normals of deviation 1 (normal, biases too), sqrt(2 / (inputs + width)) (glorot,
 * biases 0) or sqrt(2 / inputs) (he, biases 0), unit by unit from the stream of (seed, layer, unit).
 */
function fixedConstants(
	file: FixedFile,
	shape: { readonly width: number; readonly inputs: number; readonly bias: boolean },
	layer: number,
	given: FixedValues,
): Float64Array {
	const { width, inputs, bias } = shape;
	const count = width * inputs + (bias ? width : 0);
	const out = new Float64Array(count);
	if (file === "ones") return out.fill(1, 0, width * inputs);
	if ("init" in file) {
		const { weights, biases } = deviations(file.init, width, inputs);
		for (let unit = 0; unit < width; unit++) {
			const random = randomStream(file.seed, "fixed", unit, layer);
			for (let k = 0; k < inputs; k++) out[unit * inputs + k] = file.scale * weights * random.normal();
			if (bias) out[width * inputs + unit] = file.scale * biases * random.normal();
		}
		return out;
	}
	const values = "values" in file ? Float64Array.from(file.values) : given.get(layer);
	if (values === undefined || values.length !== count)
		throw new InputError(
			`The fixed layer ${layer} needs ${count} constants (${width} x ${inputs} weights${bias ? ` and ${width} biases` : ""}); found ${values?.length ?? 0}.`,
			{ field: `network.layers[${layer}].fixed` },
		);
	const bad = values.findIndex((value) => !Number.isFinite(value));
	if (bad >= 0)
		throw new InputError(
			`Constant ${bad} of the fixed layer ${layer} (counted from 0) is ${values[bad]}; finite numbers were expected.`,
			{ field: `network.layers[${layer}].fixed` },
		);
	out.set(values);
	return out;
}

/** Standard deviations of drawn weights and biases. */
function deviations(
	init: "normal" | "glorot" | "he",
	width: number,
	inputs: number,
): { readonly weights: number; readonly biases: number } {
	switch (init) {
		case "normal":
			return { weights: 1, biases: 1 };
		case "glorot":
			return { weights: Math.sqrt(2 / (width + inputs)), biases: 0 };
		case "he":
			return { weights: Math.sqrt(2 / inputs), biases: 0 };
	}
}

const rootThree = 1.7320508075688772;

/**
 * Factors 1 + sigma xi on the activations of a layer, width x N, unit by unit, from the stream of (seed,
 * layer, unit): xi standard normal, or uniform with variance 1; bernoulli: 1/keep or 0.
 */
function noiseFactors(noise: NoiseFile, layer: number, width: number, samples: number): Float64Array {
	const out = new Float64Array(width * samples);
	for (let unit = 0; unit < width; unit++) {
		const random = randomStream(noise.seed, "noise", unit, layer);
		for (let i = 0; i < samples; i++) out[unit * samples + i] = factor(noise, random);
	}
	return out;
}

function factor(noise: NoiseFile, random: ReturnType<typeof randomStream>): number {
	switch (noise.law) {
		case "normal":
			return 1 + noise.sigma * random.normal();
		case "uniform":
			return 1 + noise.sigma * rootThree * (2 * random.uniform() - 1);
		case "bernoulli":
			return random.uniform() < noise.keep ? 1 / noise.keep : 0;
	}
}
