import { randomStream } from "../numerics/random.ts";
import type { FixedValues } from "./fixed-values.ts";
import { InputError } from "./input-error.ts";
import type { ProblemFile } from "./specification.ts";

type FixedFile = NonNullable<ProblemFile["network"]["layers"][number]["fixed"]>;

/**
 * Constants of a fixed layer, weights row by row, then biases: `ones` are weights 1 and biases 0; drawn
 * ones are `scale` times normals of deviation 1 (normal, biases too), sqrt(2 / (inputs + width)) (glorot,
 * biases 0) or sqrt(2 / inputs) (he, biases 0), unit by unit from the stream of (seed, layer, unit).
 */
export function fixedConstants(
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
			if (bias && biases > 0) out[width * inputs + unit] = file.scale * biases * random.normal();
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
	// -0 becomes 0, as in the canonical form of a problem.
	return values.map((value) => value + 0);
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
