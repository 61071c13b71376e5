import { nearestName } from "./formula/nearest-name.ts";
import { InputError } from "./input-error.ts";
import type { RawSamples } from "./raw-samples.ts";
import { asList, isAutoencoder, type Roles } from "./roles.ts";
import type { NamedArray } from "./table.ts";

/** Samples from named arrays: one or more of inputs (N x d, or N numbers) and of targets. @throws InputError */
export function samplesFromArrays(arrays: readonly NamedArray[], source: string, roles: Roles): RawSamples {
	const known = arrays.map(({ name }) => name);
	const find = (name: string): Rows => {
		const found = arrays.find((array) => array.name === name);
		if (found !== undefined) return asRows(found, source);
		throw new InputError(
			`There is no array "${name}" in ${source}. It holds: ${known.join(", ")}.`,
			{ file: source, field: name },
			`Did you mean "${nearestName(name, known)}"?`,
		);
	};
	const inputs = asList(roles.inputs).map(find);
	const reconstructs = isAutoencoder(roles.target, known);
	const targets = reconstructs ? [] : asList(roles.target).map(find);
	const weights = roles.weights === undefined ? null : find(roles.weights);
	if (weights !== null && weights.width !== 1)
		throw new InputError(
			`The array "${weights.name}" of ${source} holds ${weights.width} numbers per sample; a sample has one weight.`,
			{ file: source, field: weights.name },
		);
	const used = [...inputs, ...targets, ...(weights === null ? [] : [weights])];
	for (const { name, count } of used)
		if (count !== inputs[0].count)
			throw new InputError(
				`The arrays of ${source} do not agree: "${inputs[0].name}" has ${inputs[0].count} samples, "${name}" has ${count}.`,
				{ file: source, field: name },
			);
	const { kept, notes } = finiteSamples(used, source, roles.missing);
	return {
		samples: kept.length,
		inputs: inputs.reduce((sum, { width }) => sum + width, 0),
		row: (sample) => join(inputs, kept[sample]),
		y: reconstructs ? "inputs" : kept.map((i) => join(targets, i)),
		weights: weights === null ? null : kept.map((i) => weights.values[i]),
		groups: null,
		place: () => ({ file: source }),
		inputNames: null,
		notes: [...notes, ...wideningNotes(used)],
	};
}

/** An array as rows: N numbers are N rows of one, N x a x b are N rows of a b. */
interface Rows extends NamedArray {
	readonly count: number;
	readonly width: number;
}

function asRows(array: NamedArray, source: string): Rows {
	const count = array.shape[0] ?? 0;
	if (count === 0)
		throw new InputError(`The array "${array.name}" of ${source} holds no samples.`, {
			file: source,
			field: array.name,
		});
	return { ...array, count, width: array.values.length / count };
}

function join(parts: readonly Rows[], sample: number): number[] {
	return parts.flatMap(({ values, width }) =>
		Array.from(values.subarray(sample * width, (sample + 1) * width)),
	);
}

/** The samples all of whose numbers are finite. @throws InputError for another one, unless such are dropped. */
function finiteSamples(
	used: readonly Rows[],
	source: string,
	missing: Roles["missing"],
): { readonly kept: readonly number[]; readonly notes: readonly string[] } {
	const bad = new Set<number>();
	for (const { name, values, width } of used)
		for (let k = 0; k < values.length; k++) {
			if (Number.isFinite(values[k])) continue;
			const sample = Math.floor(k / width);
			if (missing === "error")
				throw new InputError(
					`Sample ${sample} of "${name}" in ${source} (counted from 0) holds ${values[k]}, where finite numbers were expected.`,
					{ file: source, field: name },
					"Fill it in, or leave such samples out with `missing: drop`.",
				);
			bad.add(sample);
		}
	const total = used[0].count;
	const kept = Array.from({ length: total }, (_, i) => i).filter((i) => !bad.has(i));
	return {
		kept,
		notes: bad.size === 0 ? [] : [`${bad.size} of ${total} samples with missing numbers were dropped.`],
	};
}

function wideningNotes(used: readonly Rows[]): string[] {
	const widened = used.filter(({ type }) => type !== "float64").map(({ name, type }) => `${name} (${type})`);
	return widened.length === 0 ? [] : [`Widened exactly to float64: ${widened.join(", ")}.`];
}
