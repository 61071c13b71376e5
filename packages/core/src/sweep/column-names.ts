import { InputError } from "../problem/input-error.ts";
import { isTaken } from "./grid.ts";
import type { Measure } from "./measure.ts";

/** @throws InputError for two axes that SQL, which tells no capitals from small letters, takes for one. */
export function requireDistinct(axes: readonly string[]): void {
	if (new Set(axes.map((name) => name.toLowerCase())).size < axes.length)
		throw new InputError(
			"Two axes differ in capital letters only.",
			{ field: "axes" },
			"Rename one of them.",
		);
}

/** @throws InputError for two columns of one name, capitals and small letters alike. */
export function requireColumns(axes: readonly string[], measures: readonly Measure[]): void {
	const used = new Map(axes.map((name) => [name.toLowerCase(), `the axis "${name}"`]));
	for (const [k, { column }] of measures.entries()) {
		const name = column.toLowerCase();
		const other = isTaken(name) || name === "seed" ? "a column of every sweep" : used.get(name);
		if (other !== undefined || column === "")
			throw new InputError(
				column === "" ? "A column has no name." : `The measure "${column}" is called as ${other} is.`,
				{ field: `measure[${k}]` },
				`Give its column another name: {other-name: ${measures[k].text}}.`,
			);
		used.set(name, `another measure`);
	}
}
