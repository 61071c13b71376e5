/** A column of a table: numbers, or text; null where a cell is missing. */
export interface Column {
	readonly name: string;
	readonly values: readonly (number | string | null)[];
}

/** Rows and named columns from a file or a built-in set. */
export interface Table {
	readonly columns: readonly Column[];
	readonly rows: number;
	/** For messages: the file, or the name of the built-in set. */
	readonly source: string;
	/** Line of the file on which a row (from 0) stands; null where files have no lines. */
	readonly line: ((row: number) => number) | null;
}

/** A named numeric array as npz and safetensors files hold it. */
export interface NamedArray {
	readonly name: string;
	readonly shape: readonly number[];
	/** Row by row. */
	readonly values: Float64Array;
	/** `float32`, ...: what it was before it was widened exactly to float64. */
	readonly type: string;
}

/** What a file that a problem refers to turns into. */
export type FileContents =
	| { readonly kind: "table"; readonly table: Table }
	| { readonly kind: "arrays"; readonly arrays: readonly NamedArray[]; readonly source: string };

/** How a problem reaches files: the command line gives one for a file system. */
export interface DataSource {
	/**
	 * Reads a file named in a field of a problem; `from` is the problem file, from whose folder relative
	 * paths count.
	 */
	read(path: string, from: string | undefined, field?: string): Promise<FileContents>;
}
