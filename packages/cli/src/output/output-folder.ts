import { access, constants, mkdir, readdir, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { InputError } from "@lossatlas/core/names";

/** `./lossatlas-out/<name>`, the name reduced to letters, digits and hyphens. */
export function defaultFolder(name: string): string {
	const plain = name
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-|-$/g, "");
	return join("lossatlas-out", plain === "" ? "unnamed" : plain);
}

/** A command that fills a folder with results. */
export interface FolderKind {
	/** As in "an unfinished survey". */
	readonly name: string;
	/** Every file that it writes, by folder: nothing else is ever removed. */
	readonly written: Readonly<Record<string, RegExp>>;
	/** The file that is there once all is done. */
	readonly result: string;
	/** The folder with what is finished of it before that. */
	readonly parts: string;
}

const surveyFolder: FolderKind = {
	name: "survey",
	written: {
		"": /^(survey|starts|spectra|slice|plan)\.json$|^report\.html$/,
		progress: /^\d+\.json$/,
		points: /^p\d+\.npz$/,
		hessians: /^p\d+\.npz$/,
		figures: /^[a-z-]+\.(svg|png)$/,
	},
	result: "survey.json",
	parts: "progress",
};

/** The folder of a sweep. */
export const sweepFolder: FolderKind = {
	name: "sweep",
	written: {
		"": /^(sweep|plan)\.json$|^report\.html$/,
		shards: /^r\d+-b\d+\.parquet$/,
		figures: /^[a-z0-9-]+\.(svg|png)$/,
		slurm: /^job-\d+\.(json|sh)$|^task-.*\.(log|json)$/,
	},
	result: "sweep.json",
	parts: "shards",
};

const kinds = [surveyFolder, sweepFolder];
/** A file whose writing was cut short by a crash. */
const cutShort = /^\..+\.[0-9a-f]{8}\.part$/;

/** What a folder holds already. */
export type FolderState = "fresh" | "unfinished" | "finished";

/**
 * Makes a folder ready for results and says what it holds. One that holds results is refused unless they
 * are to be continued (`resume`) or replaced (`force`), which removes them and nothing else.
 * @throws InputError when it is refused or cannot be written.
 */
export async function prepareFolder(
	folder: string,
	how: { readonly resume: boolean; readonly force: boolean },
	kind: FolderKind = surveyFolder,
): Promise<FolderState> {
	await makeWritable(folder);
	await refuseOthers(folder, kind);
	const state = await stateOf(folder, kind);
	if (state === "fresh" || how.resume) return state;
	if (!how.force)
		throw new InputError(
			`The folder ${folder} holds ${state === "finished" ? "results" : `an unfinished ${kind.name}`} already.`,
			{ file: folder },
			`${state === "finished" ? "Replace them" : "Go on with --resume, replace it"} with --force, or choose another folder with --out.`,
		);
	await removeResults(folder, kind);
	return "fresh";
}

/** @throws InputError when the folder holds results of another command. */
async function refuseOthers(folder: string, kind: FolderKind): Promise<void> {
	for (const other of kinds)
		if (other !== kind && (await stateOf(folder, other)) !== "fresh")
			throw new InputError(
				`The folder ${folder} holds a ${other.name}.`,
				{ file: folder },
				"Choose another folder with --out.",
			);
}

async function makeWritable(folder: string): Promise<void> {
	try {
		await makeFolder(folder);
		await access(folder, constants.W_OK | constants.X_OK);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === "ENOSPC" || code === "EDQUOT") throw error;
		throw new InputError(
			`The folder ${folder} cannot be written: ${reasons[code ?? ""] ?? code}.`,
			{ file: folder },
			"Choose another folder with --out.",
		);
	}
}

/**
 * Makes a folder and those above it that are missing. Node's own recursive `mkdir` never returns where
 * a file system says "no such folder" for a new name in a folder that exists, as /proc does.
 */
async function makeFolder(folder: string): Promise<void> {
	const missing: string[] = [];
	for (let place = resolve(folder); !(await exists(place)); place = dirname(place)) missing.push(place);
	for (const place of missing.reverse())
		await mkdir(place).catch((error: NodeJS.ErrnoException) => {
			if (error.code !== "EEXIST") throw error;
		});
	await readdir(folder);
}

/** Whether a name is taken. @throws what the file system says unless that is "no such file". */
async function exists(path: string): Promise<boolean> {
	try {
		await stat(path);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
		throw error;
	}
}

const partIsFile = "it, or a part of its path, is a file";
const reasons: Readonly<Record<string, string>> = {
	ENOTDIR: partIsFile,
	EEXIST: partIsFile,
	EACCES: "permission is missing",
	EPERM: "permission is missing",
	EROFS: "it is on a read-only file system",
	ENAMETOOLONG: "its name is too long",
	ENOENT: "a part of its path does not exist and cannot be made",
};

async function stateOf(folder: string, { written, result, parts }: FolderKind): Promise<FolderState> {
	if ((await entriesOf(folder)).includes(result)) return "finished";
	const blocks = (await entriesOf(join(folder, parts))).filter((name) => written[parts].test(name));
	return blocks.length > 0 ? "unfinished" : "fresh";
}

/** Removes what a command wrote into a folder, and folders that are empty then. */
async function removeResults(folder: string, { written }: FolderKind): Promise<void> {
	for (const [below, names] of Object.entries(written)) {
		const place = join(folder, below);
		for (const name of await entriesOf(place))
			if (names.test(name) || cutShort.test(name)) await rm(join(place, name), { force: true });
		if (below !== "") await rmdir(place).catch(() => undefined);
	}
}

async function entriesOf(folder: string): Promise<string[]> {
	return readdir(folder).catch(() => []);
}
