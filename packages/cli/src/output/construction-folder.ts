import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "@lossatlas/core/names";

/** Every file that a construction writes: nothing else is ever removed. */
const written = new Set([
	"problem.yaml",
	"point.json",
	"better.json",
	"path.npz",
	"path.svg",
	"construct.json",
]);

/**
 * Makes sure that a folder holds no results yet, or removes those of an earlier construction when `force` is set.
 * @throws InputError when it holds results and may not replace them.
 */
export async function prepareConstruction(folder: string, force: boolean): Promise<void> {
	const entries = await readdir(folder).catch(() => []);
	const results = entries.filter((name) => written.has(name) || name === "survey.json");
	if (results.length === 0) return;
	if (!force || results.includes("survey.json"))
		throw new InputError(
			`The folder ${folder} holds results already: ${results.join(", ")}.`,
			{ file: folder },
			results.includes("survey.json")
				? "It is a survey; choose another folder with --out."
				: "Replace them with --force, or choose another folder with --out.",
		);
	for (const name of results) await rm(join(folder, name), { force: true });
}
