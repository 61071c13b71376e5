import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ended, emptyFolder, lossatlas } from "../commands/command-line.ts";
import { missingPrograms, SlurmCluster } from "./slurm-cluster.ts";

const required = process.env.LOSSATLAS_REQUIRE_SERVICES !== undefined;
const absent = missingPrograms.length > 0;
if (absent)
	console.warn(
		`Tests of the executor slurm need ${missingPrograms.join(", ")}: apt-get install slurm-wlm munge, see scripts/install-services.sh.`,
	);

interface Sweep {
	readonly digest: string;
	readonly cells: { readonly total: number; readonly done: number; readonly failed: number };
}

/** 40 cells, a tenth of a second to a second each. */
const plan = `
lossatlas: 1
name: small
problem:
  lossatlas: 1
  data: {builtin: {name: gaussian, inputs: 2, samples: "\${samples}", targets: normal, seed: "\${seed}"}}
  network: {layers: [{width: "\${width}", activation: tanh}, {width: 1}]}
  loss: {name: squared}
axes: {width: [1, 2], samples: [4, 8], seed: {count: 10}}
do: {survey: {starts: 10, init: "normal:1"}}
measure: [bestLoss, {fitted: bestLoss < 1e-12}]
`;

const place = emptyFolder();
const file = join(place, "plan.yaml");
writeFileSync(file, plan);

function sweep(
	out: string,
	args: readonly string[],
	options?: Parameters<typeof lossatlas>[1],
): Promise<Ended> {
	return lossatlas(["sweep", file, "--out", out, "--json", ...args], options);
}

function documentOf({ code, stdout, stderr }: Ended): Sweep {
	expect(code, stderr).toBe(0);
	return JSON.parse(stdout) as Sweep;
}

const filesOf = (out: string, folder: string) =>
	existsSync(join(out, folder)) ? readdirSync(join(out, folder)) : [];
const jobsOf = (out: string) => filesOf(out, "slurm").filter((name) => /^job-\d+\.json$/.test(name));

/** Workers of a sweep, by their command lines: process and number of the task. */
function workersOf(out: string): { pid: number; task: number }[] {
	return readdirSync("/proc").flatMap((pid) => {
		if (!/^\d+$/.test(pid)) return [];
		try {
			const words = readFileSync(join("/proc", pid, "cmdline"), "utf8").split("\0");
			const isWorker = words[0] === process.execPath && words.includes("--job");
			if (!isWorker || !words.some((word) => word.startsWith(join(out, "slurm")))) return [];
			return { pid: Number(pid), task: Number(words[words.indexOf("--task") + 1]) };
		} catch {
			return [];
		}
	});
}

/** Kills a worker that has something left to do; gives its task, or null when there was none. */
function killWorker(out: string): number | null {
	const { tasks } = JSON.parse(readFileSync(join(out, "slurm", "job-1.json"), "utf8"));
	for (const { pid, task } of workersOf(out)) {
		// At rest, it cannot finish between our look and the end.
		process.kill(pid, "SIGSTOP");
		const shards = filesOf(out, "shards");
		const isBusy = tasks[task].some(({ name }: { name: string }) => !shards.includes(`${name}.parquet`));
		process.kill(pid, isBusy ? "SIGKILL" : "SIGCONT");
		if (isBusy) return task;
	}
	return null;
}

describe.skipIf(absent && !required)("the executor slurm, on a cluster of one node", () => {
	let cluster: SlurmCluster;
	let expected: string;
	beforeAll(async () => {
		if (absent) throw new Error(`These programs are missing: ${missingPrograms.join(", ")}.`);
		cluster = await SlurmCluster.start();
		const whole = documentOf(await sweep(join(place, "threads"), ["--executor", "threads"]));
		expect(whole.cells).toMatchObject({ total: 40, done: 40 });
		expected = whole.digest;
	});
	afterAll(() => cluster?.stop());

	it("gives the digest that threads give, also in a folder with a difficult name", async () => {
		const out = join(place, `o'clock 50%A "x"`);
		const ended = await sweep(out, [
			...["--executor", "slurm", "--threads", "2"],
			...["--slurm-options", `--comment="two words" --time=10`],
		]);
		const { digest, cells } = documentOf(ended);
		expect(digest).toBe(expected);
		expect(cells).toMatchObject({ total: 40, done: 40, failed: 0 });
		expect(ended.stderr).toContain("12 tasks for 40 blocks");
		expect(jobsOf(out)).toEqual(["job-1.json"]);
		await cluster.drained();
	});

	it("a worker that is killed loses nothing and counts nothing twice", async () => {
		const out = join(place, "killed");
		const running = sweep(out, ["--executor", "slurm"]);
		// In the middle: some blocks are there, others have not begun.
		let killed: number | null = null;
		while (killed === null) {
			await wait(20);
			if (filesOf(out, "shards").length >= 5) killed = killWorker(out);
		}
		const ended = await running;
		const { digest, cells } = documentOf(ended);
		expect(digest).toBe(expected);
		expect(cells).toMatchObject({ total: 40, done: 40, failed: 0 });
		expect(ended.stderr).toMatch(new RegExp(`_${killed} was lost with \\d blocks?; .*signal 9`));
		expect(ended.stderr).toMatch(/^40 of 40 cells/m);
		expect(jobsOf(out)).toEqual(["job-1.json", "job-2.json"]);
	});

	for (const executor of ["slurm", "threads"])
		it(`an interruption cancels the array; --resume with ${executor} ends with the same digest`, async () => {
			const out = join(place, `interrupted-${executor}`);
			const interrupted = await sweep(out, ["--executor", "slurm"], { interruptWhen: /^[1-9]\d* of 40/m });
			expect(interrupted.code, interrupted.stderr).toBe(130);
			await cluster.drained();
			const finished = filesOf(out, "shards").filter((name) => name.endsWith(".parquet")).length;
			expect(finished).toBeGreaterThan(0);
			expect(finished).toBeLessThan(40);
			const resumed = await sweep(out, ["--executor", executor, "--resume"]);
			expect(documentOf(resumed).digest).toBe(expected);
			expect(resumed.stderr).toContain("of 40 cells are done already");
		});

	it("after a crash, --resume first cancels the array that is still in the queue", async () => {
		const out = join(place, "crashed");
		const crashed = await sweep(out, ["--executor", "slurm"], {
			interruptWhen: /^[1-9]\d* of 40/m,
			interruptWith: "SIGKILL",
		});
		expect(crashed.code).toBeNull();
		expect((await cluster.queue()).length).toBeGreaterThan(0);
		const resumed = await sweep(out, ["--executor", "slurm", "--resume"]);
		expect(documentOf(resumed).digest).toBe(expected);
		expect(resumed.stderr).toMatch(/earlier run are still in the queue and are cancelled: \d+\./);
		await cluster.drained();
	});

	it("says in words what sbatch refuses", async () => {
		const { code, stdout } = await sweep(join(place, "refused"), [
			...["--executor", "slurm", "--slurm-options", "--partition=nowhere"],
		]);
		expect(code).toBe(2);
		const { message, try: advice } = JSON.parse(stdout);
		expect(message).toMatch(/sbatch refused the job array: .*invalid partition/i);
		expect(advice).toMatch(/--slurm-options/);
	});
});

describe("where there is no Slurm", () => {
	it("the executor slurm says so, with what to try", async () => {
		const { code, stdout } = await sweep(join(place, "nowhere"), ["--executor", "slurm"], {
			env: { PATH: emptyFolder() },
		});
		expect(code).toBe(2);
		const { message, try: advice } = JSON.parse(stdout);
		expect(message).toMatch(/sbatch was not found/);
		expect(advice).toMatch(/login node.*--executor threads/);
	});
});
