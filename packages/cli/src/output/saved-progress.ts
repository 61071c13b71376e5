import { mkdir, readdir, readFile, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import {
	describeOptions,
	digestOf,
	engineIdentity,
	InputError,
	type Problem,
	type SettledOptions,
	type StartResult,
} from "@lossatlas/core/laboratory";
import { writeWhole } from "../formats/atomic-write.ts";
import { fromJson, toExactJson, toJson } from "./json-output.ts";

/** What a survey is of: it can be resumed only as the same one. */
interface Plan {
	readonly schema: "lossatlas/plan@1";
	/** Digest of the canonical problem, data included. */
	readonly problem: string;
	/** And the engine: others have other last digits. */
	readonly options: Readonly<Record<string, unknown>>;
}

const blockName = /^\d+\.json$/;

/** Results of an unfinished survey: DIR/plan.json, and DIR/progress with one file per block of starts. */
export class SavedProgress {
	readonly #folder: string;

	private constructor(out: string) {
		this.#folder = join(out, "progress");
	}

	/** Begins: writes the plan, and forgets any block that lies there without a survey. */
	static async begin(out: string, problem: Problem, options: SettledOptions): Promise<SavedProgress> {
		const saved = new SavedProgress(out);
		await saved.remove();
		await writeWhole(join(out, "plan.json"), toJson(planOf(problem, options)));
		await mkdir(saved.#folder, { recursive: true });
		return saved;
	}

	/** Goes on. @throws InputError when what lies there is of another problem or has other options. */
	static async continue(out: string, problem: Problem, options: SettledOptions): Promise<SavedProgress> {
		const file = join(out, "plan.json");
		let found: Plan;
		try {
			found = JSON.parse(await readFile(file, "utf8"));
		} catch {
			throw new InputError(
				`The survey in ${out} cannot be resumed: its plan.json is missing or broken.`,
				{ file },
				"Begin anew with --force.",
			);
		}
		const differences = differencesOf(found, JSON.parse(toJson(planOf(problem, options))));
		if (differences.length > 0)
			throw new InputError(
				`The survey in ${out} cannot be resumed: ${differences.join("; ")}.`,
				{ file },
				"Give the same problem and options, or begin anew with --force.",
			);
		const saved = new SavedProgress(out);
		await mkdir(saved.#folder, { recursive: true });
		return saved;
	}

	/** Every start that was finished, by number; a block that cannot be read is run again. */
	async results(): Promise<Map<number, StartResult>> {
		const results = new Map<number, StartResult>();
		for (const name of (await readdir(this.#folder)).sort()) {
			if (!blockName.test(name)) continue;
			const text = await readFile(join(this.#folder, name), "utf8");
			for (const result of readBlock(text)) results.set(result.start, result);
		}
		return results;
	}

	/** Saves a block. */
	async add(block: readonly StartResult[]): Promise<void> {
		const name = `${String(block[0].start).padStart(8, "0")}.json`;
		await writeWhole(join(this.#folder, name), toExactJson(block));
	}

	/** Takes the blocks away once the survey is written. */
	async remove(): Promise<void> {
		for (const name of await readdir(this.#folder).catch(() => []))
			if (blockName.test(name)) await rm(join(this.#folder, name), { force: true });
		await rmdir(this.#folder).catch(() => undefined);
	}
}

function planOf(problem: Problem, options: SettledOptions): Plan {
	return {
		schema: "lossatlas/plan@1",
		problem: digestOf(problem.canonical),
		options: { ...describeOptions(options), engine: engineIdentity() },
	};
}

function differencesOf(found: Plan, wanted: Plan): string[] {
	const keys = Object.keys({ ...found.options, ...wanted.options });
	const differences = keys
		.map((key) => [key, JSON.stringify(found.options?.[key]), JSON.stringify(wanted.options[key])])
		.filter(([, before, now]) => before !== now)
		.map(([key, before, now]) =>
			key === "init" && `${before}${now}`.length > 60
				? "the starting point is another"
				: `${key} was ${before}, now ${now}`,
		);
	if (found.problem !== wanted.problem) differences.unshift("the problem or its data changed");
	return differences;
}

function readBlock(text: string): StartResult[] {
	try {
		return fromJson<StartResult[]>(text);
	} catch {
		return [];
	}
}
