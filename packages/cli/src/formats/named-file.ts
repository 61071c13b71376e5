import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, extname } from "node:path";
import { gunzipSync } from "node:zlib";
import { InputError, type InputPlace, nearestName } from "@lossatlas/core/laboratory";

/** A file that a person named: its bytes, unpacked where its name ends in .gz, and its ending without that. */
export interface NamedFile {
	readonly bytes: Uint8Array;
	/** Lower case, with the dot: `.csv`. */
	readonly ending: string;
}

/**
 * Reads a file that a person named. @throws InputError when it does not exist (with the nearest name in
 * its folder), cannot be read or unpacked (to at most `largest` bytes, where given); placed at `field` of the problem file when that named it.
 */
export async function openNamedFile(path: string, field?: string, largest?: number): Promise<NamedFile> {
	const bytes = await readNamedFile(path, field);
	if (extname(path).toLowerCase() !== ".gz") return { bytes, ending: extname(path).toLowerCase() };
	try {
		return {
			bytes: gunzipSync(bytes, largest === undefined ? {} : { maxOutputLength: largest }),
			ending: extname(path.slice(0, -3)).toLowerCase(),
		};
	} catch {
		throw new InputError(`${path} is not a valid gzip file.`, { file: path }, "Copy it again, or unpack it.");
	}
}

/** The bytes of a file that a person named, as they are. @throws InputError as for openNamedFile. */
export async function readNamedFile(path: string, field?: string): Promise<Uint8Array> {
	try {
		return await readFile(path);
	} catch (error) {
		const where: InputPlace = field === undefined ? { file: path } : { field };
		const { code } = error as NodeJS.ErrnoException;
		if (code === "EISDIR")
			throw new InputError(`${path} is a folder; a file was expected.`, where, "Name a file in it.");
		if (code === "ENOENT" || code === "ENOTDIR")
			throw new InputError(`The file ${path} does not exist.`, where, await suggestion(path, field));
		throw new InputError(`The file ${path} cannot be read (${code}).`, where, "Check its permissions.");
	}
}

async function suggestion(path: string, field: string | undefined): Promise<string> {
	const folder = dirname(path);
	const names = await readdir(folder).catch(() => null);
	if (names === null) return `The folder ${folder} does not exist either.`;
	const alike = names.filter((name) => extname(name) === extname(path));
	const near = nearestName(basename(path), alike);
	if (near !== undefined) return `Did you mean ${near}?`;
	return field === undefined
		? "Check the path."
		: "Relative paths in a problem file count from the folder of that file.";
}
