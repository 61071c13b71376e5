import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emptyFolder, lossatlas } from "../commands/command-line.ts";
import {
	asked,
	begun,
	childrenOf,
	ended,
	expectEachOnce,
	planAt,
	shardsIn,
	swept,
	training,
	until,
} from "./sweep-runs.ts";

const linux = process.platform === "linux";
const folder = () => join(emptyFolder(), "out");

describe("cells that cannot be run", () => {
	const plan = planAt(
		training({
			axes: { width: [2, 4_000_000], epochs: [3, 1e12, -1, 4], seed: [1] },
			do: { train: { epochs: "${epochs}" } },
			measure: ["loss"],
		}),
	);
	const limits = ["--cell-seconds", "4", "--cell-memory", "300"];

	it("and nothing else: the results are written, and the exit code is 1", async () => {
		const hopeless = planAt(
			training({
				axes: { width: [2], epochs: [-1, -2], seed: [1] },
				do: { train: { epochs: "${epochs}" } },
				measure: ["loss"],
			}),
		);
		const { code, stdout } = await lossatlas(["sweep", hopeless, "--out", folder(), "--json"]);
		expect([code, JSON.parse(stdout).cells]).toEqual([1, { total: 2, done: 0, failed: 2, skipped: 0 }]);
	});

	it.runIf(linux)("fail alone, are named in JSON and in text, and only they are run again", async () => {
		const out = folder();
		const sweep = await swept(plan, out, ...limits);
		expect(sweep.cells).toEqual({ total: 8, done: 2, failed: 6, skipped: 0 });
		expect(sweep.rows.map(({ cell, width, epochs }) => [cell, width, epochs])).toEqual([
			[0, 2, 3],
			[3, 2, 4],
		]);
		const sentences = new Map(sweep.failures.map(({ cell, sentence }) => [cell, sentence]));
		expect([...sentences.keys()]).toEqual([1, 2, 4, 5, 6, 7]);
		expect(sentences.get(1)).toMatch(/did not end within 4 s.*--cell-seconds/);
		expect(sentences.get(2)).toMatch(/epochs is -1; a whole number/);
		for (const cell of [4, 5, 7])
			expect(sentences.get(cell)).toMatch(/more than 300 MB of memory.*--cell-memory/);
		expect(sweep.failures[0].at).toEqual({ width: 2, epochs: 1e12, seed: 1 });
		expect(JSON.parse(readFileSync(join(out, "sweep.json"), "utf8"))).toEqual(sweep);

		const before = await asked(
			out,
			"SELECT cell, seconds, loss FROM cells WHERE status = 'done' ORDER BY cell",
		);
		const again = await lossatlas(["sweep", plan, "--out", out, "--resume", "--retry-failed", ...limits]);
		expect([again.code, again.stderr]).toEqual([0, expect.stringMatching(/Running again: cell 1\./)]);
		expect(again.stderr).not.toMatch(/Running again: cell [03]\./);
		expect(again.stdout).toMatch(/2 of 8 cells done, 6 failed/);
		expect(again.stdout).toMatch(/cell 1 \(width 2, epochs 1000000000000, seed 1\) failed: It did not end/);
		expect(again.stdout).toMatch(/--resume --retry-failed/);
		expect(again.stdout).toContain(`digest ${sweep.digest}`);
		expect(
			await asked(out, "SELECT cell, seconds, loss FROM cells WHERE status = 'done' ORDER BY cell"),
		).toEqual(before);
		await expectEachOnce(out, 8);
	});

	it("that are too large for any memory say so, and spoil no cell after them", async () => {
		const axes = { width: [2, 30_000_000, 3], seed: [1, 2] };
		const plan = planAt(training({ axes, do: { train: { epochs: 2 } } }));
		const sweep = await swept(plan, folder(), "--threads", "1");
		const { cells, failures, rows } = sweep;
		expect([cells.done, failures.map(({ cell }) => cell)]).toEqual([4, [2, 3]]);
		for (const { sentence } of failures)
			expect(sentence).toMatch(/too large for the memory|needed more than/);
		const small = planAt(training({ axes: { ...axes, width: [2, 3] }, do: { train: { epochs: 2 } } }));
		expect((await swept(small, folder())).rows.map(({ loss }) => loss)).toEqual(rows.map(({ loss }) => loss));
	});

	it("whose time was too short succeed with more of it, and the digest is that of a sweep that had it at once", async () => {
		const slow = planAt(
			training({ axes: { width: [2], seed: { count: 2 } }, do: { train: { epochs: 60_000 } } }),
		);
		const out = folder();
		const hurried = await swept(slow, out, "--cell-seconds", "0.3");
		expect(hurried.cells).toMatchObject({ done: 0, failed: 2 });
		expect((await swept(slow, out, "--resume")).digest).toBe(hurried.digest);
		const patient = await swept(slow, out, "--resume", "--retry-failed");
		expect(patient.cells).toMatchObject({ done: 2, failed: 0 });
		expect(patient.digest).toBe((await swept(slow, folder())).digest);
	});

	it.runIf(linux)("are named when the process that runs them is killed twice", async () => {
		const slow = planAt(training({ axes: { width: [2], seed: [1, 2] }, do: { train: { epochs: 100_000 } } }));
		const out = folder();
		const child = begun(slow, out, "--threads", "1");
		let stdout = "";
		child.stdout?.on("data", (chunk) => {
			stdout += chunk;
		});
		let last = -1;
		for (let k = 0; k < 2; k++) {
			await until("another process", () => childrenOf(child.pid).some((pid) => pid !== last));
			[last] = childrenOf(child.pid);
			process.kill(last, "SIGKILL");
		}
		expect(await ended(child)).toBe(0);
		const { cells, failures } = JSON.parse(stdout);
		expect(cells).toMatchObject({ done: 1, failed: 1 });
		expect(failures[0].sentence).toMatch(/was ended by SIGKILL, twice/);
	});
});

describe("what a cell is blamed for", () => {
	it.runIf(linux)("is its own memory, not that of cells before it in the same process", async () => {
		const samples = {
			lossatlas: 1,
			data: { builtin: { name: "gaussian", inputs: 1, samples: "${samples}", targets: "normal" } },
		};
		const plan = planAt(
			training({
				problem: { ...(training().problem as object), ...samples, network: { layers: [{ width: 1 }] } },
				axes: { samples: [400_000, 400_001, 400_002, 400_003], seed: [1] },
				do: { train: { epochs: 1, batch: "all" } },
			}),
		);
		const alone = await swept(plan, folder(), "--threads", "1", "--cell-memory", "2000");
		expect(alone.cells.failed).toBe(0);
		const least = await memoryOf(plan);
		// What a cell takes varies by when its garbage is collected: a step of room, less than the next cell needs.
		const tight = await swept(plan, folder(), "--threads", "1", "--cell-memory", String(least + 100));
		expect(tight.failures).toEqual([]);
		expect(tight.digest).toBe(alone.digest);
	});
});

/** The least limit, in steps of 100 MB, under which a cell of a plan runs alone. */
async function memoryOf(plan: string): Promise<number> {
	const first = JSON.parse(readFileSync(plan, "utf8"));
	const one = join(emptyFolder(), "one.json");
	writeFileSync(one, JSON.stringify({ ...first, axes: { samples: [400_003], seed: [1] } }));
	for (let limit = 100; limit < 2000; limit += 100)
		if ((await swept(one, folder(), "--cell-memory", String(limit))).cells.failed === 0) return limit;
	throw new Error("No limit was enough.");
}

describe("a stop rule", () => {
	it("after failures and their repetition runs what an undisturbed sweep runs", async () => {
		const plan = planAt(
			training({
				axes: { width: [1, 4], seed: { count: 12 } },
				// Longer than the pause between two looks at the time.
				do: { train: { epochs: 20_000, batch: 10 } },
				measure: [{ low: "loss < 0.05" }],
				reduce: { over: "seed", with: ["proportion"] },
				stop: { "half-width": 0.3, every: 4 },
			}),
		);
		const whole = await swept(plan, folder());
		expect(whole.cells.skipped).toBeGreaterThan(0);
		const out = folder();
		const hurried = await swept(plan, out, "--cell-seconds", "0.01");
		expect(hurried.cells.failed).toBeGreaterThan(0);
		const again = await swept(plan, out, "--resume", "--retry-failed");
		expect(again.cells).toEqual(whole.cells);
		expect(again.digest).toBe(whole.digest);
		expect(again.rows).toEqual(whole.rows);
		expect(shardsIn(out).length).toBe(again.cells.done);
	});
});
