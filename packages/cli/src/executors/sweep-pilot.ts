import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engineInUse, type Plan } from "@lossatlas/core/laboratory";
import type { StoredRow } from "../store/columns.ts";
import { ShardFiles } from "../store/shard.ts";
import { version } from "../version.ts";
import { type CellLimits, CellProcess } from "./cell-process.ts";
import { scattered } from "./pilot.ts";

/** No cell begins later than this, in seconds. */
const pilotSeconds = 8;
const mostCells = 400;

/** What a few cells of a sweep took. */
export interface SweepPilot {
	/** Cells that were run, scattered over the plan. */
	readonly rows: readonly StoredRow[];
	/** Mean time of a cell, in seconds. */
	readonly seconds: number;
	/** Memory of all processes at their highest, in bytes. */
	readonly memory: number;
	/** Size of a cell in the store, in bytes. */
	readonly stored: number;
}

/** Runs cells that are scattered evenly over a plan for some seconds, on as many processes as the sweep will have. */
export async function sweepPilot(plan: Plan, threads: number, limits: CellLimits): Promise<SweepPilot> {
	const total = plan.grid.cells;
	const most = Math.min(mostCells, total);
	const taken = new Set<number>();
	let next = 0;
	const draw = (): number | null => {
		while (taken.size < most) {
			const cell = Math.floor(scattered(next++) * total);
			if (taken.has(cell)) continue;
			taken.add(cell);
			return cell;
		}
		return null;
	};
	const rows: StoredRow[] = [];
	let memory = process.memoryUsage.rss();
	const begun = performance.now();
	const never = new AbortController().signal;
	const line = async () => {
		const cells = new CellProcess(plan, limits);
		try {
			do {
				const cell = draw();
				if (cell === null) break;
				rows.push(...(await cells.run([cell], never)));
			} while (performance.now() - begun < 1000 * pilotSeconds);
			memory += 1e6 * (await cells.megabytes());
		} finally {
			cells.close();
		}
	};
	await Promise.all(Array.from({ length: Math.min(threads, total) }, line));
	return {
		rows,
		seconds: rows.reduce((sum, { seconds }) => sum + seconds, 0) / rows.length,
		memory,
		stored: (await sizeOf(plan, rows)) / rows.length,
	};
}

async function sizeOf(plan: Plan, rows: readonly StoredRow[]): Promise<number> {
	const folder = await mkdtemp(join(tmpdir(), "lossatlas-pilot-"));
	const files = await ShardFiles.open();
	try {
		const path = join(folder, "pilot.parquet");
		await files.write(path, plan, rows, { engine: engineInUse(), version });
		return (await stat(path)).size;
	} finally {
		files.close();
		await rm(folder, { recursive: true, force: true });
	}
}
