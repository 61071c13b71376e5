import type { GaussianPopulation } from "./formula/gaussian-population.ts";
import { InputError } from "./input-error.ts";
import type { Dataset } from "./problem.ts";
import type { ProblemFile } from "./specification.ts";

/** A problem file whose data are a law instead of samples, checked, with what it fixes filled in. */
export interface PopulationFile {
	readonly file: ProblemFile;
	readonly population: GaussianPopulation;
	/** No samples; inputs and outputs as they would be. */
	readonly data: Dataset;
}

/**
 * Reads `data.population`: inputs from N(0, I), an orthonormal ReLU teacher whose outputs are added, a student of one ReLU layer without
 * bias whose outputs are added, half of the squared error.
 *
 * @throws InputError where the rest of the file asks for something else.
 */
export function readPopulation(given: ProblemFile): PopulationFile | null {
	const { population } = given.data;
	if (population === undefined) return null;
	const refuse = (field: string, found: string, advice: string): never => {
		throw new InputError(`A population loss ${found}.`, { field }, advice);
	};
	const others = (["inline", "file", "builtin", "limit", "sample"] as const).filter(
		(field) => given.data[field] !== undefined,
	);
	if (others.length > 0 || given.data.standardize)
		refuse(
			`data.${others[0] ?? "standardize"}`,
			"has no samples to select or scale, and stands alone",
			"Leave that field out.",
		);
	const { inputs, teacher } = population;
	if (nameOf(teacher.activation) !== "relu")
		refuse(
			"data.population.teacher.activation",
			"is known for relu teachers only",
			"Write activation: relu.",
		);
	if (teacher.width > inputs)
		refuse(
			"data.population.teacher.width",
			`has orthonormal teacher units: ${teacher.width} of them do not fit into ${inputs} inputs`,
			`Take at most ${inputs} units, or more inputs.`,
		);
	const { layers, shortcut, noise, "exponential-neuron": neuron } = given.network;
	const extra = Object.entries({ shortcut, noise, "exponential-neuron": neuron }).find(([, value]) => value);
	if (extra !== undefined)
		refuse(`network.${extra[0]}`, "is known for plain networks only", "Leave that field out.");
	const [hidden, output] = layers;
	const shape =
		"Write layers: [{width: 6, activation: relu, bias: false}, {width: 1, activation: identity, fixed: ones}].";
	if (layers.length !== 2) refuse("network.layers", "needs one hidden layer and the output layer", shape);
	if (nameOf(hidden.activation) !== "relu" || hidden.bias || hidden.fixed !== undefined)
		refuse("network.layers[0]", "needs trained relu units without bias", shape);
	if (output.width !== 1 || nameOf(output.activation) !== "identity" || !isOnes(output.fixed))
		refuse("network.layers[1]", "adds the units up: one linear output with `fixed: ones`", shape);
	if (given.loss.name !== "squared")
		refuse("loss", "is half of the squared error", "Write loss: {name: squared}.");
	if ((given.regularizer?.["weight-decay"] ?? 0) !== 0)
		refuse("regularizer.weight-decay", "has no penalty", "Leave the regularizer out.");
	return {
		file: { ...given, network: { ...given.network, layers: [hidden, { ...output, bias: false }] } },
		population: { inputs, teacher: teacher.width, student: hidden.width },
		data: {
			samples: 0,
			inputs,
			outputs: 1,
			x: new Float64Array(0),
			y: new Float64Array(0),
			weights: null,
			labels: null,
			classes: null,
		},
	};
}

/** As a word, or written out. */
function isOnes(fixed: ProblemFile["network"]["layers"][number]["fixed"]): boolean {
	if (fixed === undefined) return false;
	return fixed === "ones" || ("values" in fixed && fixed.values.every((value) => value === 1));
}

function nameOf(activation: string | { readonly name: string }): string {
	return typeof activation === "string" ? activation : activation.name;
}
