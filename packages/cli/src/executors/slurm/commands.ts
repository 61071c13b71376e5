import { spawn } from "node:child_process";
import { InputError } from "@lossatlas/core/laboratory";
import type { JobArray } from "./job-file.ts";

/** A task of an array that is in the queue, running or not. */
export interface QueuedTask {
	/** As in the names of logs: 12_3. */
	readonly name: string;
	readonly state: string;
	/** Why it waits. */
	readonly reason: string;
	/** Its working directory. */
	readonly folder: string;
}

/** What we ask of Slurm. */
export interface Slurm {
	/** Slurm's MaxArraySize. */
	largestArray(): Promise<number>;
	/** @throws InputError with what sbatch said. */
	submit(args: readonly string[]): Promise<JobArray>;
	/** Tasks of some arrays that have not ended. @throws Error when Slurm does not answer. */
	queue(arrays: readonly JobArray[], signal?: AbortSignal): Promise<QueuedTask[]>;
	/** @throws Error when Slurm does not answer. */
	cancel(arrays: readonly JobArray[]): Promise<void>;
}

const defaultLargestArray = 1001;
/** Milliseconds after which a command of Slurm's hangs. */
const longest = 120_000;

/** Slurm through its own commands. */
export const slurmCommands: Slurm = {
	async largestArray() {
		const { stdout } = await command("scontrol", ["show", "config"]).catch(() => ({ stdout: "" }));
		return largestArrayOf(stdout);
	},

	async submit(args) {
		const { code, stdout, stderr } = await command("sbatch", args).catch((error) => {
			throw notFound(error);
		});
		const array = code === 0 ? submittedArray(stdout) : null;
		if (array !== null) return array;
		const said = plainly(stderr === "" ? stdout : stderr);
		throw new InputError(
			`sbatch refused the job array: ${said === "" ? `it ended with code ${code} and said nothing` : said}.`,
			{ field: "--slurm-options" },
			`Give what this cluster asks for, as in --slurm-options "--partition=short --time=60 --mem=4G"; try it by hand with sbatch ${args.at(-1)}`,
		);
	},

	async queue(arrays, signal) {
		const tasks: QueuedTask[] = [];
		for (const [cluster, ids] of byCluster(arrays)) {
			const args = ["-h", "-r", ...on(cluster), "-j", ids.join(","), "-o", "%i|%T|%r|%Z"];
			const { code, stdout, stderr } = await command("squeue", args, signal);
			// Slurm forgets an array some minutes after its end.
			if (code !== 0 && !/Invalid job id/i.test(stderr)) throw new Error(plainly(stderr));
			tasks.push(...queuedTasks(stdout));
		}
		return tasks;
	},

	async cancel(arrays) {
		for (const [cluster, ids] of byCluster(arrays)) {
			const { code, stderr } = await command("scancel", [...on(cluster), ...ids]);
			if (code !== 0 && !/Invalid job id|already complet/i.test(stderr)) throw new Error(plainly(stderr));
		}
	},
};

/** From what `scontrol show config` prints. */
export function largestArrayOf(config: string): number {
	return Number(/^MaxArraySize\s*=\s*(\d+)/m.exec(config)?.[1] ?? defaultLargestArray);
}

/** From what `sbatch --parsable` prints: the number, and the cluster where there are several. */
export function submittedArray(printed: string): JobArray | null {
	const found = /^(\d+)(?:;(\S+))?$/m.exec(printed.trim());
	return found === null ? null : { id: found[1], cluster: found[2] ?? null };
}

/** From what squeue prints, one task a line: name|state|reason|folder. */
export function queuedTasks(printed: string): QueuedTask[] {
	return printed.split("\n").flatMap((line) => {
		const found = /^\s*(\d+_\d+)\s*\|([A-Z_]+)\|([^|]*)\|(.*)$/.exec(line);
		if (found === null) return [];
		const [, name, state, reason, folder] = found;
		return { name, state, reason, folder };
	});
}

/** What a command of Slurm's said, without its name before each line. */
function plainly(text: string): string {
	const lines = text.split("\n").map((line) => line.replace(/^\w+: error: /, "").trim());
	return lines
		.filter((line) => line !== "")
		.join("; ")
		.replace(/\.$/, "");
}

function notFound(error: NodeJS.ErrnoException): Error {
	if (error.code !== "ENOENT") return error;
	return new InputError(
		"The command sbatch was not found: --executor slurm needs a machine from which jobs can be submitted to Slurm.",
		{ field: "--executor" },
		"Run it on a login node of the cluster, perhaps after `module load slurm`, or choose --executor threads.",
	);
}

function byCluster(arrays: readonly JobArray[]): Map<string | null, string[]> {
	const found = new Map<string | null, string[]>();
	for (const { id, cluster } of arrays) found.set(cluster, [...(found.get(cluster) ?? []), id]);
	return found;
}

function on(cluster: string | null): string[] {
	return cluster === null ? [] : ["-M", cluster];
}

interface Ended {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs a command of its own group: Ctrl-C in the terminal reaches us, and not it. */
function command(name: string, args: readonly string[], signal?: AbortSignal): Promise<Ended> {
	return new Promise((resolve, reject) => {
		const child = spawn(name, args, {
			detached: true,
			stdio: ["ignore", "pipe", "pipe"],
			...(signal === undefined ? {} : { signal }),
		});
		// Not spawn's own `timeout`: for a command that does not exist it would keep this process alive.
		const timer = setTimeout(() => child.kill(), longest);
		let stdout = "";
		let stderr = "";
		child.stdout.on("data", (chunk) => {
			stdout += chunk;
		});
		child.stderr.on("data", (chunk) => {
			stderr += chunk;
		});
		child.on("error", (error) => {
			clearTimeout(timer);
			reject(error);
		});
		child.on("close", (code, killedBy) => {
			clearTimeout(timer);
			const hung = killedBy === null ? "" : `${name} was ended by ${killedBy}`;
			resolve({ code, stdout, stderr: stderr === "" ? hung : stderr });
		});
	});
}
