import { readFile } from "node:fs/promises";
import { dirname, extname, isAbsolute, join } from "node:path";
import { type DataSource, type FileContents, InputError } from "@lossatlas/core";
import { readCsv } from "./csv.ts";
import { readJsonData } from "./json-table.ts";
import { readNpz } from "./npz.ts";
import { readSafetensors } from "./safetensors.ts";

/** Reads the bytes of a file that a person named. @throws InputError when it does not exist or cannot be read. */
export async function readNamedFile(path: string, field?: string): Promise<Uint8Array> {
	try {
		return await readFile(path);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		const reason =
			code === "ENOENT" ? "does not exist" : code === "EISDIR" ? "is a folder" : `cannot be read (${code})`;
		throw new InputError(
			`The file ${path} ${reason}.`,
			{ file: path, ...(field === undefined ? {} : { field }) },
			"Paths in a problem file count from the folder of that file.",
		);
	}
}

/** Files as a problem names them, by their ending: csv, json, npz, safetensors. */
export const fileSource: DataSource = {
	async read(path, from): Promise<FileContents> {
		const full = isAbsolute(path) || from === undefined ? path : join(dirname(from), path);
		const bytes = await readNamedFile(full);
		switch (extname(full).toLowerCase()) {
			case ".csv":
				return { kind: "table", table: readCsv(new TextDecoder().decode(bytes), full) };
			case ".json":
				return readJsonData(new TextDecoder().decode(bytes), full);
			case ".npz":
				return { kind: "arrays", arrays: readNpz(bytes, full), source: full };
			case ".safetensors":
				return { kind: "arrays", arrays: readSafetensors(bytes, full), source: full };
			default:
				throw new InputError(
					`The format of ${full} is not known.`,
					{ file: full },
					"Known endings: .csv, .json, .npz, .safetensors.",
				);
		}
	},
};
