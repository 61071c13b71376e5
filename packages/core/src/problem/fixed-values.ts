import { InputError } from "./input-error.ts";
import type { ProblemFile } from "./specification.ts";
import type { DataSource } from "./table.ts";

/** Weights and biases of fixed layers that stand in files, by layer: weights row by row, then biases. */
export type FixedValues = ReadonlyMap<number, Float64Array>;

/**
 * Reads the constants of layers with `fixed: {file: ...}` from their arrays layers.N.weight and
 * layers.N.bias, N being the number of the layer. @throws InputError when there are none.
 */
export async function readFixedValues(
	file: ProblemFile,
	source: DataSource,
	from: string | undefined,
): Promise<FixedValues> {
	const found = new Map<number, Float64Array>();
	for (const [l, { fixed, width }] of file.network.layers.entries()) {
		if (typeof fixed !== "object" || !("file" in fixed)) continue;
		const field = `network.layers[${l}].fixed.file`;
		const contents = await source.read(fixed.file, from, field);
		const arrays = contents.kind === "arrays" ? contents.arrays : [];
		const named = [`layers.${l}.weight`, `layers.${l}.bias`].flatMap((name) =>
			arrays.filter((array) => array.name === name),
		);
		if (named.length === 0)
			throw new InputError(
				`${fixed.file} holds no array "layers.${l}.weight".`,
				{ field },
				"A point file (npz, safetensors) names its arrays layers.0.weight, layers.0.bias, ...",
			);
		const wrong = named.find(({ shape }) => shape[0] !== width);
		if (wrong !== undefined)
			throw new InputError(
				`The array "${wrong.name}" of ${fixed.file} has the shape (${wrong.shape.join(" x ")}); the layer has width ${width}.`,
				{ field },
				"Weights are stored as width x inputs, biases as width numbers.",
			);
		found.set(l, Float64Array.from(named.flatMap(({ values }) => Array.from(values))));
	}
	return found;
}
