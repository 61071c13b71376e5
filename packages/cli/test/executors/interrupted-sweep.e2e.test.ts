import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, lossatlas } from "../commands/command-line.ts";
import {
	asked,
	begun,
	childrenOf,
	ended,
	expectEachOnce,
	isAlive,
	planAt,
	type Sweep,
	secondsOf,
	shardsIn,
	swept,
	training,
	until,
} from "./sweep-runs.ts";

const linux = process.platform === "linux";
const plan = planAt(training({ reduce: { over: "seed", with: ["mean", "proportion"] } }));
const cells = 80;
const folder = () => join(emptyFolder(), "out");
let whole: Sweep;

beforeAll(async () => {
	const out = folder();
	whole = await swept(plan, out, "--threads", "2");
	expect(whole.cells).toEqual({ total: cells, done: cells, failed: 0, skipped: 0 });
	await expectEachOnce(out, cells);
});

async function expectWhole(out: string, ...flags: string[]): Promise<void> {
	const resumed = await swept(plan, out, "--resume", ...flags);
	expect(resumed.digest).toBe(whole.digest);
	expect(resumed.rows).toEqual(whole.rows);
	await expectEachOnce(out, cells);
}

describe("a sweep", () => {
	it("gives the same document with one thread and with two", async () => {
		const { rows, digest } = await swept(plan, folder(), "--threads", "1");
		expect({ rows, digest }).toEqual({ rows: whole.rows, digest: whole.digest });
	});

	it("goes on after all its processes were killed at once", async () => {
		const out = folder();
		const child = begun(plan, out, "--threads", "2");
		for (const enough of [5, 25]) {
			const running = enough === 5 ? child : begun(plan, out, "--threads", "2", "--resume");
			await until("some shards", () => shardsIn(out).length >= enough);
			process.kill(-Number(running.pid), "SIGKILL");
			await ended(running);
			expect(existsSync(join(out, "sweep.json"))).toBe(false);
			expect(shardsIn(out).length).toBeLessThan(cells);
		}
		const [[before]] = await asked(out, "SELECT count(*) FROM cells");
		expect(before).toBe(shardsIn(out).length);
		await expectWhole(out, "--threads", "1");
	});

	it("is saved by Ctrl-C, exits with 130 and goes on", async () => {
		const out = folder();
		const interrupted = await lossatlas(["sweep", plan, "--out", out, "--json", "--threads", "2"], {
			interruptWhen: /[1-9]\d* of 80/,
		});
		expect(interrupted.code).toBe(130);
		const document = JSON.parse(interrupted.stdout);
		expect(document).toMatchObject({ schema: "lossatlas/error@1", code: 130 });
		expect(document.try).toMatch(/--resume/);
		expect(shardsIn(out).length).toBeGreaterThan(0);
		expect(shardsIn(out).length).toBeLessThan(cells);
		await expectWhole(out);
	});

	it.runIf(linux)("gives the whole again when a process that runs cells was killed by hand", async () => {
		const out = folder();
		const child = begun(plan, out, "--threads", "2");
		for (const enough of [3, 20]) {
			await until("some shards", () => shardsIn(out).length >= enough);
			for (const pid of childrenOf(child.pid)) process.kill(pid, "SIGKILL");
		}
		expect(await ended(child)).toBe(0);
		await expectWhole(out);
	});
});

describe("cells that never end", () => {
	const endless = planAt(training({ axes: { width: [2, 3], seed: [1] }, do: { train: { epochs: 1e12 } } }));

	it.runIf(linux)("end by themselves once the command was killed", async () => {
		const out = folder();
		const child = begun(endless, out, "--threads", "2");
		await until("two processes", () => childrenOf(child.pid).length === 2);
		const pids = childrenOf(child.pid);
		await until("they compute", () => pids.every((pid) => secondsOf(pid) > 2));
		child.kill("SIGKILL");
		await ended(child);
		await until("both have ended", () => !pids.some(isAlive));
	});

	it.runIf(linux)("do not keep the command from an interruption, however early it comes", async () => {
		for (const early of [true, false]) {
			const out = folder();
			const child = begun(endless, out, "--threads", "2");
			await until("processes", () => childrenOf(child.pid).length === 2);
			const pids = childrenOf(child.pid);
			if (!early) await until("they compute", () => pids.every((pid) => secondsOf(pid) > 2));
			child.kill("SIGINT");
			expect(await ended(child)).toBe(130);
			await until("both have ended", () => !pids.some(isAlive));
		}
	});
});
