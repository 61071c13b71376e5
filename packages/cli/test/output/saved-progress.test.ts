import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError, parseProblem, runTask, settleOptions, survey } from "@lossatlas/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SavedProgress } from "../../src/output/saved-progress.ts";

const problemOf = (y: readonly number[]) =>
	parseProblem({
		lossatlas: 1,
		name: "three points",
		data: { inline: { x: [[0], [1], [2]], y } },
		network: { layers: [{ width: 1, activation: "tanh" }, { width: 1 }] },
		loss: { name: "squared" },
		regularizer: { "weight-decay": 0.05 },
	});
const problem = await problemOf([0.5, -0.2, 1]);
const options = settleOptions(problem, { starts: 6, seed: 3 });

let out: string;
beforeEach(() => {
	out = mkdtempSync(join(tmpdir(), "lossatlas-progress-"));
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

async function whyNot(resumed: Promise<SavedProgress>): Promise<string> {
	const error = await resumed.then(
		() => null,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(InputError);
	expect((error as InputError).advice).toContain("--force");
	return (error as InputError).message;
}

describe("the results of an unfinished survey", () => {
	it("come back as they were, whatever the order in which blocks were finished", async () => {
		const saved = await SavedProgress.begin(out, problem, options);
		const later = runTask(problem, { options, from: 4, count: 2 });
		const earlier = runTask(problem, { options, from: 0, count: 2 });
		await saved.add(later);
		await saved.add(earlier);
		const again = await SavedProgress.continue(out, problem, options);
		const results = await again.results();
		expect([...results.keys()]).toEqual([0, 1, 4, 5]);
		for (const each of [...earlier, ...later]) expect(results.get(each.start)).toEqual(each);
		await again.remove();
		expect(readdirSync(out)).toEqual(["plan.json"]);
	});

	it("lead to the atlas and the digest of a survey that was never interrupted", async () => {
		const saved = await SavedProgress.begin(out, problem, options);
		await saved.add(runTask(problem, { options, from: 0, count: 2 }));
		await saved.add(runTask(problem, { options, from: 4, count: 1 }));
		const finished = await (await SavedProgress.continue(out, problem, options)).results();
		const resumed = await survey(problem, options, { finished }).result();
		expect(resumed).toEqual(await survey(problem, options).result());
	});

	it("without those of a block that cannot be read: it is run again", async () => {
		const saved = await SavedProgress.begin(out, problem, options);
		await saved.add(runTask(problem, { options, from: 0, count: 1 }));
		writeFileSync(join(out, "progress", "00000001.json"), '[{"start": 1, "outcome": "conv');
		writeFileSync(join(out, "progress", "notes.txt"), "mine");
		expect([...(await saved.results()).keys()]).toEqual([0]);
		await saved.remove();
		expect(readdirSync(join(out, "progress"))).toEqual(["notes.txt"]);
	});

	it("are continued only with the same problem, data and options", async () => {
		await SavedProgress.begin(out, problem, options);
		const other = settleOptions(problem, { starts: 7, seed: 3, target: "all" });
		const message = await whyNot(SavedProgress.continue(out, problem, other));
		expect(message).toContain("starts was 6, now 7");
		expect(message).toContain('target was "minima", now "all"');
		const moved = await problemOf([0.5, -0.2, 1.0000000000000002]);
		expect(await whyNot(SavedProgress.continue(out, moved, options))).toContain(
			"the problem or its data changed",
		);
		writeFileSync(join(out, "plan.json"), "{");
		expect(await whyNot(SavedProgress.continue(out, problem, options))).toContain("missing or broken");
	});

	it("of an earlier survey are forgotten by a new one", async () => {
		const earlier = await SavedProgress.begin(out, problem, options);
		await earlier.add(runTask(problem, { options, from: 0, count: 1 }));
		const saved = await SavedProgress.begin(out, problem, options);
		expect((await saved.results()).size).toBe(0);
	});
});
