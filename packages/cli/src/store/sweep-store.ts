import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import {
	type CanonicalPlan,
	engineIdentity,
	engineInUse,
	InputError,
	type Plan,
	planOf,
	type Round,
} from "@lossatlas/core/laboratory";
import { writeWhole } from "../formats/atomic-write.ts";
import { toJson } from "../output/json-output.ts";
import { version } from "../version.ts";
import type { StoredRow } from "./columns.ts";
import { planDifferences } from "./plan-differences.ts";
import { ShardFiles } from "./shard.ts";

/** Cells that are computed together and stand in one shard. */
export interface Block {
	/** Its shard without the ending: `r0-b000012`. */
	readonly name: string;
	/** Ascending. */
	readonly cells: readonly number[];
}

/** DIR/plan.json of a sweep. */
interface StoredPlan {
	readonly schema: "lossatlas/sweep-plan@1";
	readonly name: string;
	readonly digest: string;
	readonly engine: string;
	readonly version: string;
	readonly figures: Plan["figures"];
	readonly plan: CanonicalPlan;
}

const shardName = /^(r\d+-b\d+)\.parquet$/;
/** Blocks of a round: few enough to list, many enough to share out and to lose little. */
const mostBlocks = 500;
const mostCells = 2000;
/** Shards, and cells, that are read at a time. */
const batch = 64;
const cellsAtATime = 50_000;

/** Results of a sweep in a folder: plan.json, and shards/ with one Parquet file per finished block. */
export class SweepStore {
	readonly folder: string;
	readonly plan: Plan;
	readonly #files: ShardFiles;
	readonly #shards: string;

	private constructor(folder: string, plan: Plan, files: ShardFiles) {
		this.folder = folder;
		this.plan = plan;
		this.#files = files;
		this.#shards = join(folder, "shards");
	}

	/** Begins a sweep in an empty folder. */
	static async begin(folder: string, plan: Plan): Promise<SweepStore> {
		const stored: StoredPlan = {
			schema: "lossatlas/sweep-plan@1",
			name: plan.name,
			digest: plan.digest,
			engine: engineIdentity(),
			version,
			figures: plan.figures,
			plan: plan.canonical,
		};
		await mkdir(join(folder, "shards"), { recursive: true });
		await writeWhole(join(folder, "plan.json"), `${toJson(stored)}\n`);
		return new SweepStore(folder, plan, await ShardFiles.open());
	}

	/** Goes on with a sweep. @throws InputError with the differences when the folder holds another one. */
	static async continue(folder: string, plan: Plan): Promise<SweepStore> {
		const stored = await readStoredPlan(folder);
		const differences =
			stored.digest === plan.digest ? [] : planDifferences(stored.plan, JSON.parse(toJson(plan.canonical)));
		if (stored.engine !== engineIdentity())
			differences.unshift(`engine was ${stored.engine}, now ${engineIdentity()}`);
		if (differences.length > 0)
			throw new InputError(
				`The sweep in ${folder} is of another plan: ${differences.join("; ")}.`,
				{ file: join(folder, "plan.json") },
				"Give the same plan, choose another folder with --out, or begin anew with --force.",
			);
		await mkdir(join(folder, "shards"), { recursive: true });
		return new SweepStore(folder, plan, await ShardFiles.open());
	}

	/** Opens the sweep that a folder holds. @throws InputError when it holds none. */
	static async open(folder: string): Promise<SweepStore> {
		const { plan, name, figures } = await readStoredPlan(folder);
		return new SweepStore(folder, planOf(plan, name, figures), await ShardFiles.open());
	}

	/** The blocks of a round, cut the same way each time. */
	*blocks(round: Round): Iterable<Block> {
		const size = Math.min(mostCells, Math.max(1, Math.ceil(round.count / mostBlocks)));
		for (let from = 0, k = 0; from < round.count; from += size, k++)
			yield {
				name: `r${round.number}-b${String(k).padStart(6, "0")}`,
				cells: Array.from({ length: Math.min(size, round.count - from) }, (_, i) => round.cell(from + i)),
			};
	}

	/** Names of the blocks that are finished. */
	async finished(): Promise<Set<string>> {
		const entries = await readdir(this.#shards);
		return new Set(entries.flatMap((entry) => shardName.exec(entry)?.[1] ?? []));
	}

	/**
	 * Removes what a stop rule would not have run: of a round all shards but these blocks. Cells that failed and were run again may have changed what the rule says.
	 */
	async keepOnly(round: number, blocks: Iterable<Block>): Promise<void> {
		const wanted = new Map([...blocks].map(({ name, cells }) => [name, cells]));
		for (const name of await this.finished()) {
			if (roundOf(name) !== round) continue;
			const cells = wanted.get(name);
			const held = cells === undefined ? [] : await this.#files.cellsOf([this.path(name)]);
			if (cells === undefined || held.join() !== cells.join()) await rm(this.path(name), { force: true });
		}
	}

	/** Removes all rounds from this one on. */
	async dropFrom(round: number): Promise<void> {
		for (const name of await this.finished())
			if (roundOf(name) >= round) await rm(this.path(name), { force: true });
	}

	/** Saves the rows of a block; those that a block of that name holds already are replaced. */
	async save(block: Block, rows: readonly StoredRow[]): Promise<void> {
		await this.#files.write(this.path(block.name), this.plan, rows, { engine: engineInUse(), version });
	}

	/** Saves a shard that was written elsewhere. */
	async saveShard(name: string, bytes: Uint8Array): Promise<void> {
		await writeWhole(this.path(name), bytes);
	}

	/** The rows of a block. */
	rowsOf(name: string): Promise<StoredRow[]> {
		return this.#files.read([this.path(name)]);
	}

	/** Rows of one round, or of all, some at a time, in the order of cells. */
	async *rows(round?: number): AsyncGenerator<StoredRow> {
		const names = [...(await this.finished())]
			.filter((name) => round === undefined || roundOf(name) === round)
			.sort();
		const paths = names.map((name) => this.path(name));
		// Blocks of one round are in order; rounds lie between each other.
		if (names.every((name) => roundOf(name) === roundOf(names[0])))
			for (let from = 0; from < paths.length; from += batch)
				yield* await this.#files.read(paths.slice(from, from + batch));
		else {
			const cells = await this.#files.cellsOf(paths);
			for (let from = 0; from < cells.length; from += cellsAtATime) {
				const last = cells[Math.min(from + cellsAtATime, cells.length) - 1];
				yield* await this.#files.read(paths, cells[from], last);
			}
		}
	}

	path(name: string): string {
		return join(this.#shards, `${name}.parquet`);
	}

	close(): void {
		this.#files.close();
	}
}

function roundOf(name: string): number {
	return Number(/^r(\d+)/.exec(name)?.[1]);
}

async function readStoredPlan(folder: string): Promise<StoredPlan> {
	const file = join(folder, "plan.json");
	let found: StoredPlan;
	try {
		found = JSON.parse(await readFile(file, "utf8"));
	} catch {
		throw new InputError(
			`The folder ${folder} holds no sweep: its plan.json is missing or broken.`,
			{ file },
			"Name the folder that `lossatlas sweep PLAN --out DIR` wrote.",
		);
	}
	if (found?.schema === "lossatlas/sweep-plan@1") return found;
	throw new InputError(
		`The folder ${folder} holds no sweep.`,
		{ file },
		"It holds a survey: choose another folder with --out.",
	);
}
