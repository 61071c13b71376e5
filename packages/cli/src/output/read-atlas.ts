import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Atlas, InputError } from "@lossatlas/core/laboratory";
import { fromJson } from "./json-output.ts";

/** Reads what `writeAtlas` wrote. @throws InputError when the folder holds no finished survey. */
export async function readAtlas(folder: string): Promise<Atlas> {
	const read = async <T>(name: string): Promise<T> => {
		try {
			return fromJson<T>(await readFile(join(folder, name), "utf8"));
		} catch (error) {
			const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
			throw new InputError(
				`${join(folder, name)} ${missing ? "does not exist" : "cannot be read as JSON"}: ${folder} holds no finished survey.`,
				{ file: join(folder, name) },
				"Run `lossatlas survey PROBLEM --out DIR` first, or finish it with --resume.",
			);
		}
	};
	return {
		survey: await read("survey.json"),
		starts: await read("starts.json"),
		spectra: await read("spectra.json"),
		slice: await read("slice.json"),
	};
}
