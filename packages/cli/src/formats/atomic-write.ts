import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Writes a file whole or not at all: into a temporary file of the same folder, flushed, then renamed. */
export async function writeWhole(path: string, contents: string | Uint8Array): Promise<void> {
	const part = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString("hex")}.part`);
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
		await rm(part, { force: true });
		throw error;
	}
}
