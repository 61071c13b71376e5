import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect } from "vitest";
import { emptyFolder, lossatlas, repository } from "../commands/command-line.ts";

export interface Sweep {
	readonly schema: string;
	readonly cells: {
		readonly total: number;
		readonly done: number;
		readonly failed: number;
		readonly skipped: number;
	};
	readonly rows: readonly Readonly<Record<string, unknown>>[];
	readonly failures: readonly {
		readonly cell: number;
		readonly at: Readonly<Record<string, unknown>>;
		readonly sentence: string;
	}[];
	readonly digest: string;
}

/** Trainings of a small network on random targets: a tenth of a second a cell, or as long as `epochs` says. */
export function training(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
	return {
		lossatlas: 1,
		name: "trained",
		problem: {
			lossatlas: 1,
			data: { builtin: { name: "gaussian", inputs: 3, samples: 40, targets: "normal" } },
			network: { layers: [{ width: "${width}", activation: "tanh" }, { width: 1 }] },
			loss: { name: "squared" },
		},
		axes: { width: [2, 3, 4, 5], seed: { count: 20 } },
		do: { train: { epochs: 2000, batch: 10 } },
		measure: ["loss", { low: "loss < 0.2" }],
		...change,
	};
}

/** A plan as a file in a folder of its own. */
export function planAt(plan: object): string {
	const file = join(emptyFolder(), "plan.json");
	writeFileSync(file, JSON.stringify(plan));
	return file;
}

/** Runs a sweep to its end. */
export async function swept(plan: string, out: string, ...flags: string[]): Promise<Sweep> {
	const { code, stdout, stderr } = await lossatlas(["sweep", plan, "--out", out, "--json", ...flags]);
	expect(stderr).not.toMatch(/\n\s+at /);
	const { cells } = JSON.parse(stdout) as Sweep;
	expect(code, stderr).toBe(cells.done === 0 && cells.failed > 0 ? 1 : 0);
	expect(stdout.trimEnd().split("\n")).toHaveLength(1);
	return JSON.parse(stdout) as Sweep;
}

/** What a query says. */
export async function asked(out: string, sql: string): Promise<unknown[][]> {
	const { code, stdout, stderr } = await lossatlas(["query", out, sql, "--json"]);
	expect(code, stderr).toBe(0);
	return JSON.parse(stdout).rows;
}

/** Every cell is there once. */
export async function expectEachOnce(out: string, cells: number): Promise<void> {
	expect(await asked(out, "SELECT count(*), count(DISTINCT cell), max(cell) FROM cells")).toEqual([
		[cells, cells, cells - 1],
	]);
}

/** Starts a sweep in a process group of its own. */
export function begun(plan: string, out: string, ...flags: string[]): ChildProcess {
	const bin = join(repository, "packages", "cli", "bin", "lossatlas.js");
	return spawn(process.execPath, [bin, "sweep", plan, "--out", out, "--json", ...flags], {
		cwd: repository,
		stdio: ["ignore", "pipe", "ignore"],
		detached: true,
	});
}

/** Asks until it is so; at most two minutes. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
	for (let tries = 0; tries < 2400; tries++) {
		if (isSo()) return;
		await wait(50);
	}
	throw new Error(`Two minutes passed, and not yet: ${what}.`);
}

export function shardsIn(out: string): string[] {
	try {
		return readdirSync(join(out, "shards")).filter((name) => name.endsWith(".parquet"));
	} catch {
		return [];
	}
}

/** Process ids of the children of a process (Linux). */
export function childrenOf(pid: number | undefined): number[] {
	return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
}

/** Whether a process is there and has not ended (Linux). */
export function isAlive(pid: number): boolean {
	try {
		return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
	} catch {
		return false;
	}
}

/** Seconds that a process has computed for (Linux): more than loading takes means that it runs a cell. */
export function secondsOf(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
		.replace(/^.*\) /s, "")
		.split(" ");
	return (Number(fields[11]) + Number(fields[12])) / 100;
}

export function ended(child: ChildProcess): Promise<number | null> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
	return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}
