import { InputError, type NamedArray } from "@lossatlas/core/laboratory";
import { unzipSync, zipSync } from "fflate";
import { readNpy, writeNpy } from "./npy.ts";

/** Reads every array of an npz file. @throws InputError for a damaged file or a type that does not widen exactly. */
export function readNpz(bytes: Uint8Array, source: string): NamedArray[] {
	let files: Record<string, Uint8Array>;
	try {
		files = unzipSync(bytes, { filter: ({ name }) => name.endsWith(".npy") });
	} catch {
		throw new InputError(
			`${source} is not a valid npz file (a zip of NumPy arrays), or it is damaged.`,
			{ file: source },
			"Write it with np.savez, or copy it again.",
		);
	}
	const arrays = Object.entries(files).map(([name, contents]) =>
		readNpy(contents, name.slice(0, -4), source),
	);
	if (arrays.length === 0)
		throw new InputError(
			`${source} is a zip file without NumPy arrays.`,
			{ file: source },
			"Write it with np.savez.",
		);
	return arrays;
}

/** An npz file of float64 arrays, uncompressed, with the same bytes every time. */
export function writeNpz(
	arrays: readonly {
		readonly name: string;
		readonly values: Float64Array;
		readonly shape: readonly number[];
	}[],
): Uint8Array {
	const files = Object.fromEntries(
		arrays.map(({ name, values, shape }) => [`${name}.npy`, writeNpy(values, shape)]),
	);
	return zipSync(files, { level: 0, mtime: "1980-01-01T00:00:00" });
}
