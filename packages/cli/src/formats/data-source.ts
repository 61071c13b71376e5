import { dirname, extname, isAbsolute, join } from "node:path";
import { type DataSource, type FileContents, InputError } from "@lossatlas/core/laboratory";
import { readCsv } from "./csv.ts";
import { readJsonData } from "./json-table.ts";
import { openNamedFile, readNamedFile } from "./named-file.ts";
import { readNpy } from "./npy.ts";
import { readNpz } from "./npz.ts";
import { readParquet } from "./parquet.ts";
import { readSafetensors } from "./safetensors.ts";

type Reader = (bytes: Uint8Array, source: string) => FileContents;

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Readers by the ending of a file's name. */
const readers: Readonly<Record<string, Reader>> = {
	".csv": (bytes, source) => ({ kind: "table", table: readCsv(text(bytes), source) }),
	".tsv": (bytes, source) => ({ kind: "table", table: readCsv(text(bytes), source, "\t") }),
	".json": (bytes, source) => readJsonData(text(bytes), source),
	".npz": (bytes, source) => ({ kind: "arrays", arrays: readNpz(bytes, source), source }),
	".npy": (bytes, source) => ({ kind: "arrays", arrays: [readNpy(bytes, "array", source)], source }),
	".safetensors": (bytes, source) => ({ kind: "arrays", arrays: readSafetensors(bytes, source), source }),
};

/**
 * Files as a problem names them, by their ending (.csv, .tsv, .json, .npz, .npy, .safetensors, each also
 * with .gz, and .parquet); relative paths count from the folder of the problem file.
 */
export const fileSource: DataSource = {
	async read(path, from, field): Promise<FileContents> {
		const full = isAbsolute(path) || from === undefined ? path : join(dirname(from), path);
		if (extname(full).toLowerCase() === ".parquet") {
			// Says what a file that cannot be read is, as for the others.
			await readNamedFile(full, field);
			return { kind: "table", table: await readParquet(full) };
		}
		const { bytes, ending } = await openNamedFile(full, field);
		const reader = readers[ending];
		if (reader !== undefined) return reader(bytes, full);
		throw new InputError(
			`The format of ${full} is not known.`,
			field === undefined ? { file: full } : { field },
			`Known endings: ${Object.keys(readers).join(", ")}, each also with .gz, and .parquet.`,
		);
	},
};
