import type { TargetCell } from "../raw-samples.ts";
import type { Column, Table } from "../table.ts";
import { decodeBase64 } from "./decode-base64.ts";

/** A real data set, its columns of measures (the inputs by default) and its column of labels. */
export interface RealSet {
	readonly table: Table;
	readonly measures: readonly string[];
	readonly label: string;
	/** Every label, in alphabetical order. */
	readonly labels: readonly TargetCell[];
}

/** Columns of a plain comma-separated text of ours: no quotes, numbers or words, empty cells missing. */
function columnsOf(text: string): { columns: Column[]; rows: number } {
	const [header, ...lines] = text.trimEnd().split("\n");
	const cells = lines.map((line) => line.split(","));
	const columns = header.split(",").map((name, k) => ({
		name,
		values: cells.map((row) => {
			const cell = row[k];
			if (cell === "") return null;
			const number = Number(cell);
			return Number.isNaN(number) ? cell : number;
		}),
	}));
	return { columns, rows: lines.length };
}

/** The set in a comma-separated text of ours whose column `species` holds the labels. */
function speciesSet(base64: string, source: string, measures: readonly string[]): RealSet {
	const { columns, rows } = columnsOf(new TextDecoder().decode(decodeBase64(base64)));
	const species = columns.find(({ name }) => name === "species")?.values ?? [];
	const labels = [...new Set(species)].filter((label) => label !== null).sort();
	return { table: { columns, rows, source, line: null }, measures, label: "species", labels };
}

/** 150 irises of three species, four measures (Anderson 1935, Fisher 1936). */
export async function irisSet(): Promise<RealSet> {
	const { bytes } = await import("./generated/iris.ts");
	const measures = ["sepal_length", "sepal_width", "petal_length", "petal_width"];
	return speciesSet(bytes, "the built-in iris set", measures);
}

/** 344 penguins of three species, four measures, two birds without (Gorman, Williams & Fraser 2014). */
export async function penguinsSet(): Promise<RealSet> {
	const { bytes } = await import("./generated/penguins.ts");
	const measures = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"];
	return speciesSet(bytes, "the built-in penguins set", measures);
}
