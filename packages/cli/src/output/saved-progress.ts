import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import {
	describeOptions,
	digestOf,
	InputError,
	type Problem,
	type SettledOptions,
	type StartResult,
} from "@lossatlas/core";
import { writeWhole } from "../formats/atomic-write.ts";
import { fromJson, toJson } from "./json-output.ts";

/** Results of an unfinished survey in DIR/progress: a plan, and one file per block of starts. */
export class SavedProgress {
	readonly #folder: string;

	private constructor(folder: string) {
		this.#folder = folder;
	}

	/** Opens DIR/progress, or begins it. @throws InputError when it belongs to another problem or other options. */
	static async open(
		out: string,
		problem: Problem,
		options: SettledOptions,
		resume: boolean,
	): Promise<SavedProgress> {
		const folder = join(out, "progress");
		const plan = { problem: digestOf(problem.canonical), options: describeOptions(options) };
		await mkdir(folder, { recursive: true });
		const planFile = join(folder, "plan.json");
		const found = await readFile(planFile, "utf8").catch(() => null);
		if (found !== null && resume) SavedProgress.#compare(JSON.parse(found), JSON.parse(toJson(plan)), out);
		else await writeWhole(planFile, toJson(plan, 1));
		return new SavedProgress(folder);
	}

	static #compare(
		found: { problem: string; options: Record<string, unknown> },
		plan: typeof found,
		out: string,
	): void {
		const differences = Object.keys({ ...found.options, ...plan.options })
			.filter(
				(key) => key !== "starts" && JSON.stringify(found.options[key]) !== JSON.stringify(plan.options[key]),
			)
			.map(
				(key) => `${key} was ${JSON.stringify(found.options[key])}, now ${JSON.stringify(plan.options[key])}`,
			);
		if (found.options.starts !== plan.options.starts)
			differences.push(`starts was ${found.options.starts}, now ${plan.options.starts}`);
		if (found.problem !== plan.problem) differences.unshift("the problem or its data changed");
		if (differences.length > 0)
			throw new InputError(
				`The survey in ${out} cannot be resumed: ${differences.join("; ")}.`,
				{ file: out },
				"Give the same problem and options, or begin anew with --force.",
			);
	}

	/** Every start that was finished, by number. */
	async results(): Promise<Map<number, StartResult>> {
		const results = new Map<number, StartResult>();
		for (const name of (await readdir(this.#folder)).sort()) {
			if (!/^\d+\.json$/.test(name)) continue;
			for (const result of fromJson<StartResult[]>(await readFile(join(this.#folder, name), "utf8")))
				results.set(result.start, result);
		}
		return results;
	}

	/** Saves a block. */
	async add(block: readonly StartResult[]): Promise<void> {
		const name = `${String(block[0].start).padStart(8, "0")}.json`;
		await writeWhole(join(this.#folder, name), toJson(block));
	}

	/** Takes the folder away once the survey is written. */
	static async remove(out: string): Promise<void> {
		await rm(join(out, "progress"), { recursive: true, force: true });
	}
}
