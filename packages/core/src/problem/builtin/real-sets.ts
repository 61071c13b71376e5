import { gunzipSync } from "fflate";
import { sameLabel, type TargetCell } from "../raw-samples.ts";
import type { Column, Table } from "../table.ts";

/** A real data set, its columns of measures (the inputs by default) and its column of labels. */
export interface RealSet {
	readonly table: Table;
	readonly measures: readonly string[];
	readonly label: string;
}

/** The bytes of a file of `packages/core/data`, from a module made at build time. */
function decode(base64: string): Uint8Array {
	const binary = atob(base64);
	const bytes = new Uint8Array(binary.length);
	for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
	return bytes;
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

async function csvTable(base64: string, source: string): Promise<Table> {
	const { columns, rows } = columnsOf(new TextDecoder().decode(decode(base64)));
	return { columns, rows, source, line: null };
}

/** 150 irises of three species, four measures (Anderson 1935, Fisher 1936). */
export async function irisSet(): Promise<RealSet> {
	const { bytes } = await import("./generated/iris.ts");
	return {
		table: await csvTable(bytes, "the built-in iris set"),
		measures: ["sepal_length", "sepal_width", "petal_length", "petal_width"],
		label: "species",
	};
}

/** 344 penguins of three species, four measures, two birds without (Gorman, Williams & Fraser 2014). */
export async function penguinsSet(): Promise<RealSet> {
	const { bytes } = await import("./generated/penguins.ts");
	return {
		table: await csvTable(bytes, "the built-in penguins set"),
		measures: ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"],
		label: "species",
	};
}

const side = 28;

/**
 * Handwritten digits of 28 x 28 pixels, scaled to [0, 1] (MNIST, LeCun, Cortes & Burges), all of them or
 * those with the wanted labels. Size 8: means over the 3.5 x 3.5 pixel blocks, a pixel on a border
 * counted half to each side.
 */
export async function digitsSet(size: 8 | 28, wanted: readonly TargetCell[] | null): Promise<RealSet> {
	const { bytes } = await import("./generated/digits.ts");
	const raw = gunzipSync(decode(bytes));
	const record = 1 + side * side;
	const kept: number[] = [];
	for (let at = 0; at < raw.length; at += record)
		if (wanted === null || wanted.some((label) => sameLabel(label, raw[at]))) kept.push(at);
	const values = Array.from({ length: size * size }, () => new Array<number>(kept.length));
	kept.forEach((at, i) => {
		const picture = raw.subarray(at + 1, at + record);
		const shown = size === side ? Array.from(picture, (v) => v / 255) : blockMeans(picture);
		for (let k = 0; k < shown.length; k++) values[k][i] = shown[k];
	});
	const measures = values.map((_, k) => `pixel_${Math.floor(k / size)}_${k % size}`);
	return {
		table: {
			columns: [
				...values.map((column, k) => ({ name: measures[k], values: column })),
				{ name: "digit", values: kept.map((at) => raw[at]) },
			],
			rows: kept.length,
			source: "the built-in digits set",
			line: null,
		},
		measures,
		label: "digit",
	};
}

/** 8 x 8 means of a 28 x 28 picture, in [0, 1]; every half pixel is counted once. */
function blockMeans(picture: Uint8Array): number[] {
	const out: number[] = [];
	for (let row = 0; row < 8; row++) {
		for (let column = 0; column < 8; column++) {
			let sum = 0;
			for (let i = 7 * row; i < 7 * row + 7; i++)
				for (let j = 7 * column; j < 7 * column + 7; j++) sum += picture[(i >> 1) * side + (j >> 1)];
			out.push(sum / (49 * 255));
		}
	}
	return out;
}
