import { nearestName } from "./formula/nearest-name.ts";
import { InputError, type InputPlace } from "./input-error.ts";
import type { RawSamples, TargetCell } from "./raw-samples.ts";
import { asList, isAutoencoder, type Roles } from "./roles.ts";
import type { Column, Table } from "./table.ts";

/** Samples from the columns of a table. @throws InputError for a missing column or cell, or text among numbers. */
export function samplesFromTable(
	table: Table,
	roles: Roles,
	origin: InputPlace = { file: table.source },
): RawSamples {
	const inputs = asList(roles.inputs).map((name) => columnOf(table, name, origin));
	const reconstructs = isAutoencoder(
		roles.target,
		table.columns.map(({ name }) => name),
	);
	const targets = reconstructs ? [] : asList(roles.target).map((name) => columnOf(table, name, origin));
	const weights = roles.weights === undefined ? null : columnOf(table, roles.weights, origin);
	const used = [...inputs, ...targets, ...(weights === null ? [] : [weights])];
	const place = (row: number, field?: string): InputPlace => ({
		...origin,
		...(table.line === null ? {} : { line: table.line(row) }),
		...(field === undefined || origin.field !== undefined ? {} : { field }),
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
	for (const column of inputs) for (const row of rows) number(column, row);
	return {
		samples: rows.length,
		inputs: inputs.length,
		row: (sample) => inputs.map(({ values }) => values[rows[sample]] as number),
		y: reconstructs ? "inputs" : rows.map((row) => targets.map((column) => column.values[row] as TargetCell)),
		weights: weights === null ? null : rows.map((row) => number(weights, row)),
		groups: null,
		place: (sample) => place(rows[sample]),
		inputNames: inputs.map(({ name }) => name),
		notes: dropped > 0 ? [`${dropped} of ${table.rows} rows with missing cells were dropped.`] : [],
	};
}

function whereRow(table: Table, row: number): string {
	return table.line === null ? `row ${row}` : `line ${table.line(row)}`;
}

function columnOf(table: Table, name: string, origin: InputPlace): Column {
	const found = table.columns.find((column) => column.name === name);
	if (found !== undefined) return found;
	const known = table.columns.map((column) => column.name);
	throw new InputError(
		`There is no column "${name}" in ${table.source}. Its columns: ${known.join(", ")}.`,
		{ ...origin, field: origin.field ?? name },
		known.length > 0 ? `Did you mean "${nearestName(name, known)}"?` : null,
	);
}
