import { nearestName } from "./formula/nearest-name.ts";
import { InputError, type InputPlace } from "./input-error.ts";
import type { RawSamples, TargetCell } from "./raw-samples.ts";
import type { Column, NamedArray, Table } from "./table.ts";

/** Which columns, or arrays, are inputs, targets and weights. */
export interface Roles {
	readonly inputs: string | readonly string[];
	/** `inputs`: the inputs themselves (an autoencoder), unless a column has that name. */
	readonly target: string | readonly string[];
	readonly weights?: string | undefined;
	readonly missing: "error" | "drop";
}

/** Samples from the columns of a table. @throws InputError for a missing column or cell, or text among numbers. */
export function samplesFromTable(table: Table, roles: Roles): RawSamples {
	const inputs = asList(roles.inputs).map((name) => columnOf(table, name));
	const reconstructs = isAutoencoder(
		roles.target,
		table.columns.map(({ name }) => name),
	);
	const targets = reconstructs ? inputs : asList(roles.target).map((name) => columnOf(table, name));
	const weights = roles.weights === undefined ? null : columnOf(table, roles.weights);
	const used = [...inputs, ...targets, ...(weights === null ? [] : [weights])];
	const place = (row: number, field?: string): InputPlace => ({
		file: table.source,
		...(table.line === null ? {} : { line: table.line(row) }),
		...(field === undefined ? {} : { field }),
	});
	const rows: number[] = [];
	let dropped = 0;
	for (let row = 0; row < table.rows; row++) {
		const gap = used.find(({ values }) => values[row] === null || Number.isNaN(values[row]));
		if (gap === undefined) rows.push(row);
		else if (roles.missing === "drop") dropped++;
		else
			throw new InputError(
				`A cell is missing: column "${gap.name}" in ${whereRow(table, row)}.`,
				place(row, gap.name),
				"Fill it in, or leave such rows out with `missing: drop`.",
			);
	}
	const number = (column: Column, row: number): number => {
		const value = column.values[row];
		if (typeof value === "number" && Number.isFinite(value)) return value;
		throw new InputError(
			`Column "${column.name}" holds ${typeof value === "number" ? value : JSON.stringify(value)} in ${whereRow(table, row)}, where a finite number was expected.`,
			place(row, column.name),
			"Inputs and weights are numbers; leave text columns out of `inputs`.",
		);
	};
	return {
		x: rows.map((row) => inputs.map((column) => number(column, row))),
		y: rows.map((row) =>
			targets.map((column) => (reconstructs ? number(column, row) : (column.values[row] as TargetCell))),
		),
		weights: weights === null ? null : rows.map((row) => number(weights, row)),
		place: (sample) => place(rows[sample]),
		inputNames: inputs.map(({ name }) => name),
		notes: dropped > 0 ? [`${dropped} of ${table.rows} rows with missing cells were dropped.`] : [],
	};
}

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
	const targets = reconstructs ? inputs : asList(roles.target).map((name) => asRows(find(name), source));
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
		y,
		weights: weights === null ? null : w,
		place: () => ({ file: source }),
		inputNames: null,
		notes: [
			...(dropped > 0 ? [`${dropped} of ${n} samples with missing numbers were dropped.`] : []),
			...(widened.length > 0 ? [`Widened exactly to float64: ${widened.join(", ")}.`] : []),
		],
	};
}

function asList(names: string | readonly string[]): readonly string[] {
	return typeof names === "string" ? [names] : names;
}

function isAutoencoder(target: Roles["target"], known: readonly string[]): boolean {
	return target === "inputs" && !known.includes("inputs");
}

function whereRow(table: Table, row: number): string {
	return table.line === null ? `row ${row}` : `line ${table.line(row)}`;
}

function columnOf(table: Table, name: string): Column {
	const found = table.columns.find((column) => column.name === name);
	if (found !== undefined) return found;
	const known = table.columns.map((column) => column.name);
	throw new InputError(
		`There is no column "${name}" in ${table.source}. Its columns: ${known.join(", ")}.`,
		{ file: table.source, field: name },
		known.length > 0 ? `Did you mean "${nearestName(name, known)}"?` : null,
	);
}

/** An array as rows: N numbers become N rows of one, N x a x b becomes N rows of a b. */
function asRows({ name, shape, values }: NamedArray, source: string): number[][] {
	if (shape.length === 0 || shape[0] === 0)
		throw new InputError(`The array "${name}" of ${source} holds no samples.`, { file: source, field: name });
	const n = shape[0];
	const d = values.length / n;
	return Array.from({ length: n }, (_, i) => Array.from(values.subarray(i * d, (i + 1) * d)));
}
