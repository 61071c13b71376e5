import { mkdirSync, readFileSync } from "node:fs";
import { Rounds } from "@lossatlas/core/laboratory";
import { expect, test } from "vitest";
import { readPlan } from "../../src/commands/sweep.ts";
import { SweepStore } from "../../src/store/sweep-store.ts";
import { asked, begun, ended, expectEachOnce, planAt, shardsIn, training } from "../executors/sweep-runs.ts";
import { folderFor, rowOf } from "./stores.ts";

const cells = 1_000_000;
const plan = planAt(
	training({
		axes: { width: { count: 100 }, seed: { count: 10_000 } },
		do: { train: { epochs: 0 } },
		measure: ["loss"],
		reduce: { over: "seed", with: ["mean"] },
	}),
);

/** Largest memory, in MB, that a process has had so far (Linux); 0 where the system does not tell. */
function peakOf(pid: number | undefined): number {
	try {
		return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1000;
	} catch {
		return 0;
	}
}

test("a million cells of which nearly all are done: the rest is run, all are summed up, memory stays small", async () => {
	const out = folderFor("million");
	mkdirSync(out);
	const parsed = await readPlan(plan);
	const store = await SweepStore.begin(out, parsed);
	const round = new Rounds(parsed).next();
	if (round === null) throw new Error("a round was expected");
	const blocks = [...store.blocks(round)];
	for (const block of blocks.slice(1))
		await store.save(
			block,
			block.cells.map((cell) => rowOf(cell, (cell % 10_000) / 10_000)),
		);
	store.close();
	expect(shardsIn(out)).toHaveLength(499);

	const child = begun(plan, out, "--resume", "--threads", "1");
	let peak = 0;
	const look = setInterval(() => {
		peak = Math.max(peak, peakOf(child.pid));
	}, 50);
	let stdout = "";
	child.stdout?.on("data", (chunk) => {
		stdout += chunk;
	});
	expect(await ended(child)).toBe(0);
	clearInterval(look);
	const document = JSON.parse(stdout);
	expect(document.cells).toEqual({ total: cells, done: cells, failed: 0, skipped: 0 });
	expect(document.rows).toHaveLength(100);
	expect(document.rows[50]).toMatchObject({
		width: 51,
		cells: 10_000,
		"loss.mean": expect.closeTo(0.49995, 10),
	});
	expect(peak).toBeLessThan(800);
	await expectEachOnce(out, cells);
	expect(
		await asked(out, "SELECT count(*) FROM cells WHERE width = 1 AND seed <= 2000 AND evaluations = 1.5"),
	).toEqual([[0]]);
});
