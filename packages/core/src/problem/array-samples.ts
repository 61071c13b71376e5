import { nearestName } from "./formula/nearest-name.ts";
import { InputError } from "./input-error.ts";
import type { RawSamples } from "./raw-samples.ts";
import { asList, isAutoencoder, type Roles } from "./roles.ts";
import type { NamedArray } from "./table.ts";

/** Samples from named arrays: one array of inputs (N x d) and one or more of targets. */
export function samplesFromArrays(arrays: readonly NamedArray[], source: string, roles: Roles): RawSamples {
	const find = (name: string): NamedArray => {
		const found = arrays.find((array) => array.name === name);
		if (found !== undefined) return found;
		const known = arrays.map((array) => array.name);
		throw new InputError(
			`There is no array "${name}" in ${source}. It holds: ${known.join(", ")}.`,
			{ file: source, field: name },
			`Did you mean "${nearestName(name, known)}"?`,
		);
	};
	const inputs = asList(roles.inputs).map((name) => asRows(find(name), source));
	const reconstructs = isAutoencoder(
		roles.target,
		arrays.map(({ name }) => name),
	);
	const targets = reconstructs ? [] : asList(roles.target).map((name) => asRows(find(name), source));
	const weights = roles.weights === undefined ? null : asRows(find(roles.weights), source);
	const n = inputs[0].length;
	if (weights !== null && weights[0].length !== 1)
		throw new InputError(
			`The array "${roles.weights}" of ${source} holds ${weights[0].length} numbers per sample; a sample has one weight.`,
			{ file: source, field: roles.weights as string },
		);
	for (const [k, rows] of [...inputs, ...targets, ...(weights ? [weights] : [])].entries())
		if (rows.length !== n)
			throw new InputError(
				`The arrays of ${source} do not agree: ${n} samples in the first one, ${rows.length} in number ${k + 1} of those used.`,
				{ file: source },
			);
	const join = (parts: readonly number[][][], i: number) => parts.flatMap((rows) => rows[i]);
	const widened = arrays
		.filter(({ type }) => type !== "float64")
		.map(({ name, type }) => `${name} (${type})`);
	const x: number[][] = [];
	const y: number[][] = [];
	const w: number[] = [];
	let dropped = 0;
	for (let i = 0; i < n; i++) {
		const rowX = join(inputs, i);
		const rowY = join(targets, i);
		const bad = [...rowX, ...rowY, ...(weights === null ? [] : weights[i])].some((value) => !Number.isFinite(value));
		if (bad && roles.missing === "drop") {
			dropped++;
			continue;
		}
		if (bad)
			throw new InputError(
				`Sample ${i} of ${source} (counted from 0) holds a number that is not finite.`,
				{ file: source },
				"Fill it in, or leave such samples out with `missing: drop`.",
			);
		x.push(rowX);
		y.push(rowY);
		if (weights !== null) w.push(weights[i][0]);
	}
	return {
		x,
		y: reconstructs ? "inputs" : y,
		weights: weights === null ? null : w,
		groups: null,
		place: () => ({ file: source }),
		inputNames: null,
		notes: [
			...(dropped > 0 ? [`${dropped} of ${n} samples with missing numbers were dropped.`] : []),
			...(widened.length > 0 ? [`Widened exactly to float64: ${widened.join(", ")}.`] : []),
		],
	};
}

/** An array as rows: N numbers become N rows of one, N x a x b becomes N rows of a b. */
function asRows({ name, shape, values }: NamedArray, source: string): number[][] {
	if (shape.length === 0 || shape[0] === 0)
		throw new InputError(`The array "${name}" of ${source} holds no samples.`, { file: source, field: name });
	const n = shape[0];
	const d = values.length / n;
	return Array.from({ length: n }, (_, i) => Array.from(values.subarray(i * d, (i + 1) * d)));
}
