import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Writes a file whole or not at all: into a temporary file of the same folder, flushed to the disk, then
 * renamed; the folder is flushed too where the system allows. Nothing is left behind when it fails.
 */
export async function writeWhole(path: string, contents: string | Uint8Array): Promise<void> {
	const folder = dirname(path);
	const part = join(folder, `.${basename(path)}.${randomBytes(4).toString("hex")}.part`);
	try {
		const file = await open(part, "wx");
		try {
			await file.writeFile(contents);
			await file.sync();
		} finally {
			await file.close();
		}
		await rename(part, path);
	} catch (error) {
		await rm(part, { force: true }).catch(() => undefined);
		throw error;
	}
	await flushFolder(folder);
}

/** Makes a rename durable; Windows and some file systems cannot, and need not. */
export async function flushFolder(folder: string): Promise<void> {
	try {
		const handle = await open(folder, "r");
		try {
			await handle.sync();
		} finally {
			await handle.close();
		}
	} catch {}
}
