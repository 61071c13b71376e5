import {
	type AxisValue,
	type CellRow,
	fillIn,
	type MeasureValue,
	type Plan,
} from "@lossatlas/core/laboratory";

/** Types of columns, as DuckDB and Parquet have them. */
export type ColumnType = "BIGINT" | "DOUBLE" | "BOOLEAN" | "VARCHAR" | "DOUBLE[]";

/** A column of a shard with the value that a row has in it. */
export interface Column {
	readonly name: string;
	readonly type: ColumnType;
	of(row: StoredRow): MeasureValue;
}

/** A row as it is kept: the result of a cell, and how it was got. */
export interface StoredRow extends CellRow {
	/** Time that the cell took; part of no digest. */
	readonly seconds: number;
}

/** Where rows come from. */
export interface Provenance {
	readonly engine: string;
	readonly version: string;
}

/** Types in which the values of a column have all room; null when there is none but null. */
export function typeOf(values: readonly MeasureValue[]): ColumnType | null {
	const kinds = new Set(
		values.flatMap((value) => (value === null ? [] : [Array.isArray(value) ? "list" : typeof value])),
	);
	if (kinds.size === 0) return null;
	if (kinds.size > 1) return kinds.has("string") || kinds.has("list") ? "VARCHAR" : "DOUBLE";
	const [kind] = kinds;
	return kind === "list"
		? "DOUBLE[]"
		: kind === "boolean"
			? "BOOLEAN"
			: kind === "number"
				? "DOUBLE"
				: "VARCHAR";
}

/** An axis of whole numbers is one in the store too. */
export function axisType(values: readonly AxisValue[]): ColumnType {
	if (values.every((value) => Number.isSafeInteger(value))) return "BIGINT";
	return typeOf(values as readonly MeasureValue[]) ?? "VARCHAR";
}

/** The seed of a cell: its axis, or the action's option, or its default. */
function seedOf(plan: Plan, row: StoredRow): MeasureValue {
	const at = plan.grid.at(row.cell);
	if (at.seed !== undefined) return at.seed;
	if (!plan.action.options.includes("seed")) return null;
	const seed = fillIn(plan.options.seed ?? 1, at);
	return Number.isSafeInteger(seed) ? Number(seed) : null;
}

/** Columns of a shard that holds these rows: provenance, axes, measures, and the exact values as JSON. */
export function columnsOf(
	plan: Plan,
	rows: readonly StoredRow[],
	exact: (row: StoredRow) => string | null,
	provenance: Provenance,
): Column[] {
	const { axes } = plan.grid;
	const seeded = axes.some(({ name }) => name === "seed");
	return [
		{ name: "plan", type: "VARCHAR", of: () => plan.digest },
		{ name: "cell", type: "BIGINT", of: ({ cell }) => cell },
		...axes.map(
			({ name, values }): Column => ({
				name,
				type: axisType(values),
				of: ({ cell }) => plan.grid.at(cell)[name],
			}),
		),
		...plan.measures.flatMap(({ column }, m): Column[] => {
			const type = typeOf(rows.map(({ values }) => values?.[m] ?? null));
			return type === null ? [] : [{ name: column, type, of: ({ values }) => values?.[m] ?? null }];
		}),
		{ name: "status", type: "VARCHAR", of: ({ status }) => status },
		{ name: "sentence", type: "VARCHAR", of: ({ sentence }) => sentence },
		{ name: "evaluations", type: "DOUBLE", of: ({ evaluations }) => evaluations },
		{ name: "seconds", type: "DOUBLE", of: ({ seconds }) => seconds },
		...(seeded ? [] : [{ name: "seed", type: "BIGINT", of: (row: StoredRow) => seedOf(plan, row) } as const]),
		{ name: "engine", type: "VARCHAR", of: () => provenance.engine },
		{ name: "version", type: "VARCHAR", of: () => provenance.version },
		{ name: "values", type: "VARCHAR", of: exact },
	];
}
