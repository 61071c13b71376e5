import type {
	AxisValue,
	SweepAxis,
	SweepRow,
	SweepTable,
	SweepValue,
} from "../../../src/figures/sweep/sweep-table.ts";

/** A table with a row for every combination of the axes' values. */
export function tableOf(
	axes: readonly SweepAxis[],
	measures: readonly string[],
	fill: (row: Record<string, AxisValue>) => Record<string, SweepValue>,
	failed = 0,
): SweepTable {
	let rows: Record<string, AxisValue>[] = [{}];
	for (const { name, values } of axes)
		rows = rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value })));
	return {
		name: "a sweep",
		axes,
		measures,
		rows: rows.map((row): SweepRow => ({ ...row, ...fill(row) })),
		failed,
	};
}

/** Columns of a proportion with an interval of the given half width. */
export function proportion(measure: string, value: number | null, half = 0.1): Record<string, SweepValue> {
	return {
		[`${measure}.count`]: 20,
		[`${measure}.proportion`]: value,
		[`${measure}.low`]: value === null ? null : value - half,
		[`${measure}.high`]: value === null ? null : value + half,
	};
}

export const width: SweepAxis = { name: "width", values: [2, 4, 8] };
export const samples: SweepAxis = { name: "samples", values: [10, 20, 40, 80] };
export const activation: SweepAxis = { name: "activation", values: ["relu", "tanh"] };

/** Proportions width/10 + samples/1000, none at width 4 and 20 samples; three runs failed. */
export function phaseTable(axes: readonly SweepAxis[] = [width, samples]): SweepTable {
	return tableOf(
		axes,
		["solved"],
		(row) => {
			const missing = row.width === 4 && row.samples === 20;
			return proportion(
				"solved",
				missing ? null : Number(row.width ?? 0) / 10 + Number(row.samples ?? 0) / 1000,
			);
		},
		3,
	);
}
