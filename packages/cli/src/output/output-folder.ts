import { access, constants, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "@lossatlas/core";

/** `./lossatlas-out/<name>`, the name reduced to letters, digits and hyphens. */
export function defaultFolder(name: string): string {
	const plain = name
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-|-$/g, "");
	return join("lossatlas-out", plain === "" ? "unnamed" : plain);
}

/** What a command writes, so that it never mistakes a folder of somebody else's for its own. */
const marks = ["survey.json", "progress"];

/**
 * Makes a folder ready for results. One that holds results is refused unless they are to be continued
 * (`resume`) or replaced (`force`). @throws InputError when it is refused or cannot be written.
 */
export async function prepareFolder(
	folder: string,
	how: { readonly resume: boolean; readonly force: boolean },
): Promise<void> {
	let entries: string[] = [];
	try {
		await mkdir(folder, { recursive: true });
		entries = await readdir(folder);
		await access(folder, constants.W_OK);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === "ENOSPC") throw error;
		const reason =
			code === "ENOTDIR" || code === "EEXIST"
				? "it, or a part of its path, is a file"
				: `no permission (${code})`;
		throw new InputError(
			`The folder ${folder} cannot be written: ${reason}.`,
			{ file: folder },
			"Choose another folder with --out.",
		);
	}
	const results = entries.filter((entry) => marks.includes(entry));
	if (results.length === 0 || how.resume) return;
	if (!how.force)
		throw new InputError(
			`The folder ${folder} holds results already (${results.join(", ")}).`,
			{ file: folder },
			"Go on with --resume, replace them with --force, or choose another folder with --out.",
		);
	for (const entry of entries) if (isOurs(entry)) await rm(join(folder, entry), { recursive: true });
}

function isOurs(entry: string): boolean {
	return [
		"survey.json",
		"starts.json",
		"spectra.json",
		"slice.json",
		"points.npz",
		"hessians.npz",
		"report.html",
		"figures",
		"progress",
	].includes(entry);
}
