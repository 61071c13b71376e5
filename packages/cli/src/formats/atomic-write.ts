import { randomBytes } from "node:crypto";
import { open, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Writes a file whole or not at all: into a temporary file of the same folder, flushed to the disk, then
 * renamed; the folder is flushed too where the system allows. Nothing is left behind when it fails. Long contents may come in pieces.
 */
export async function writeWhole(
	path: string,
	contents: string | Uint8Array | Iterable<string>,
): Promise<void> {
	await writeWholeBy(path, (part) => writeFile(part, contents, { flag: "wx" }));
}

/** The same for a file that another library writes; it is given the temporary name. */
export async function writeWholeBy(path: string, write: (part: string) => Promise<void>): Promise<void> {
	const part = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString("hex")}.part`);
	try {
		await write(part);
		const file = await open(part, "r+");
		try {
			await file.sync();
		} finally {
			await file.close();
		}
		await rename(part, path);
	} catch (error) {
		await rm(part, { force: true }).catch(() => undefined);
		throw error;
	}
	await flushFolder(dirname(path));
}

/** Makes a rename durable; Windows and some file systems cannot, and need not. */
async function flushFolder(folder: string): Promise<void> {
	try {
		const handle = await open(folder, "r");
		try {
			await handle.sync();
		} finally {
			await handle.close();
		}
	} catch {}
}
