import { gunzipSync } from "fflate";
import type { Column, Table } from "../table.ts";

/** A real data set and its columns of measures, the inputs by default. */
export interface RealSet {
	readonly table: Table;
	readonly measures: readonly string[];
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
export async function irisTable(): Promise<RealSet> {
	const { bytes } = await import("./generated/iris.ts");
	return {
		table: await csvTable(bytes, "the built-in iris set"),
		measures: ["sepal_length", "sepal_width", "petal_length", "petal_width"],
	};
}

/** 344 penguins of three species, four measures, two birds without (Gorman, Williams & Fraser 2014). */
export async function penguinsTable(): Promise<RealSet> {
	const { bytes } = await import("./generated/penguins.ts");
	return {
		table: await csvTable(bytes, "the built-in penguins set"),
		measures: ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"],
	};
}

const side = 28;

/**
 * Handwritten digits of 28 x 28 pixels, scaled to [0, 1] (MNIST, LeCun, Cortes & Burges). Size 8: means
 * over the 3.5 x 3.5 pixel blocks, a pixel on a border counted half to each side.
 */
export async function digitsTable(size: 8 | 28): Promise<RealSet> {
	const { bytes } = await import("./generated/digits.ts");
	const raw = gunzipSync(decode(bytes));
	const record = 1 + side * side;
	const rows = raw.length / record;
	const pixels = size * size;
	const values = Array.from({ length: pixels }, () => new Array<number>(rows));
	const digits = new Array<number>(rows);
	for (let i = 0; i < rows; i++) {
		const picture = raw.subarray(i * record + 1, (i + 1) * record);
		digits[i] = raw[i * record];
		const shown = size === 28 ? Array.from(picture, (v) => v / 255) : blockMeans(picture);
		for (let k = 0; k < pixels; k++) values[k][i] = shown[k];
	}
	const measures = values.map((_, k) => `pixel_${Math.floor(k / size)}_${k % size}`);
	return {
		table: {
			columns: [
				...values.map((column, k) => ({ name: measures[k], values: column })),
				{ name: "digit", values: digits },
			],
			rows,
			source: "the built-in digits set",
			line: null,
		},
		measures,
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
