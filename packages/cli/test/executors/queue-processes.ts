import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { emptyFolder, repository } from "../commands/command-line.ts";

const bin = join(repository, "packages", "cli", "bin", "lossatlas.js");

/** A command that runs while the test goes on. */
export class Running {
	readonly #child: ChildProcess;
	readonly ended: Promise<number | null>;
	stdout = "";
	stderr = "";

	constructor(args: readonly string[], env: Record<string, string> = {}) {
		this.#child = spawn(process.execPath, [bin, ...args], {
			cwd: repository,
			// A group of its own: it can be ended with its children.
			detached: true,
			env: { ...process.env, LOSSATLAS_QUEUE_LOCK: "2", ...env },
		});
		this.#child.stdout?.on("data", (chunk) => {
			this.stdout += chunk;
		});
		this.#child.stderr?.on("data", (chunk) => {
			this.stderr += chunk;
		});
		this.ended = new Promise((resolve) => {
			this.#child.on("close", resolve);
		});
	}

	/** Until standard error matches. */
	async says(pattern: RegExp): Promise<void> {
		await until(
			() => pattern.test(this.stderr) || this.isOver,
			() => `${pattern} in: ${this.stderr}`,
		);
		if (!pattern.test(this.stderr)) throw new Error(`It ended without ${pattern}: ${this.stderr}`);
	}

	get isOver(): boolean {
		return this.#child.exitCode !== null || this.#child.signalCode !== null;
	}

	interrupt(signal: NodeJS.Signals = "SIGINT"): void {
		this.#child.kill(signal);
	}

	/** Ends it and its children as a crash of the machine does. */
	crash(): void {
		if (this.#child.pid === undefined) return;
		try {
			process.kill(-this.#child.pid, "SIGKILL");
		} catch {}
	}
}

/** Waits for something to be so. */
export async function until(
	isSo: () => boolean | Promise<boolean>,
	what: () => string,
	milliseconds = 90_000,
): Promise<void> {
	const begun = performance.now();
	while (!(await isSo())) {
		if (performance.now() - begun > milliseconds) throw new Error(`Waited in vain for ${what()}`);
		await setTimeout(50);
	}
}

/** Writes a plan of 60 cells; more starts make longer cells. */
export function planOfSixty(starts: number, seed = 1): string {
	return writePlan("sixty", "{width: [1, 2, 3], samples: [4, 8], seed: {count: 10}}", starts, seed);
}

/** Writes a plan of one cell that outlasts any test. */
export function endlessPlan(): string {
	return writePlan("endless", "{width: [3], samples: [16], seed: {count: 1}}", 10_000_000, 1);
}

function writePlan(name: string, axes: string, starts: number, noise: number): string {
	const path = join(emptyFolder(), "plan.yaml");
	writeFileSync(
		path,
		`lossatlas: 1
name: ${name} ${noise}
problem:
  lossatlas: 1
  data: {builtin: {name: gaussian, inputs: 2, samples: "\${samples}", targets: normal, seed: "\${seed}"}}
  network: {layers: [{width: "\${width}", activation: tanh}, {width: 1}]}
  loss: {name: squared}
axes: ${axes}
do: {survey: {starts: ${starts}, init: "normal:${noise}"}}
measure: [bestLoss]
reduce: {over: seed, with: [median]}
`,
	);
	return path;
}

interface Result {
	readonly digest: string;
	readonly cells: { readonly total: number; readonly done: number; readonly failed: number };
}

/** The document of a finished sweep. */
export function resultIn(folder: string): Result {
	return JSON.parse(readFileSync(join(folder, "sweep.json"), "utf8")) as Result;
}

/** How many blocks of a sweep are finished. */
export function shardsIn(folder: string): number {
	const shards = join(folder, "shards");
	if (!existsSync(shards)) return 0;
	return readdirSync(shards).filter((name) => name.endsWith(".parquet")).length;
}
