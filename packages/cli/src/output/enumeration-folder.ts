import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "@lossatlas/core/names";
import { prepareFolder } from "./output-folder.ts";

/** Every file that an enumeration writes: nothing else is ever removed. */
const written = /^v\d+-\d+\.json$|^enumerate\.json$/;

/** @throws InputError when a folder holds results and may not replace them; points of an earlier list are replaced with `force`. */
export async function refuseResults(folder: string, force: boolean): Promise<void> {
	const results = await resultsIn(folder);
	if (results.length === 0) return;
	if (!force || results.includes("survey.json"))
		throw new InputError(
			`The folder ${folder} holds results already.`,
			{ file: folder },
			results.includes("survey.json")
				? "It is a survey; choose another folder with --out."
				: "Replace them with --force, or choose another folder with --out.",
		);
}

/** Makes the folder, and removes what an earlier enumeration wrote there. @throws InputError when it cannot be written. */
export async function clearFolder(folder: string): Promise<void> {
	await prepareFolder(folder, { resume: true, force: false });
	for (const name of await resultsIn(folder))
		if (written.test(name)) await rm(join(folder, name), { force: true });
}

async function resultsIn(folder: string): Promise<string[]> {
	const entries = await readdir(folder).catch(() => []);
	return entries.filter((name) => written.test(name) || name === "survey.json");
}
