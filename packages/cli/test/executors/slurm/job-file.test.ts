import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
	cutIntoTasks,
	nextJob,
	readJob,
	runsOf,
	type SlurmJob,
	submittedArrays,
	writeJob,
} from "../../../src/executors/slurm/job-file.ts";
import { runJobTask } from "../../../src/executors/slurm/task.ts";

const blocksOf = (count: number) => Array.from({ length: count }, (_, k) => ({ name: `b${k}`, cells: [k] }));

describe("the tasks of a job array", () => {
	it("have every block once, differ by one block at most, and fit into Slurm's arrays", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 3000 }),
				fc.integer({ min: 1, max: 64 }),
				fc.integer({ min: 2, max: 5000 }),
				(count, threads, largest) => {
					const blocks = blocksOf(count);
					const tasks = cutIntoTasks(blocks, threads, largest);
					expect(new Set(tasks.flat())).toEqual(new Set(blocks));
					expect(tasks.flat()).toHaveLength(count);
					const sizes = tasks.map((task) => task.length);
					expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
					expect(tasks.length).toBeLessThanOrEqual(Math.min(200, largest - 1));
				},
			),
		);
	});

	it("a block each where there are few, and enough of them for all threads of a task", () => {
		expect(cutIntoTasks(blocksOf(3), 1, 1001).map((task) => task.length)).toEqual([1, 1, 1]);
		expect(cutIntoTasks(blocksOf(10), 4, 1001)).toHaveLength(3);
		expect(cutIntoTasks(blocksOf(5), 1, 1)).toHaveLength(1);
		expect(cutIntoTasks(blocksOf(7), 1, 4).map((task) => task.map(({ name }) => name))).toEqual([
			["b0", "b3", "b6"],
			["b1", "b4"],
			["b2", "b5"],
		]);
	});
});

const job = (folder: string, array: SlurmJob["array"]): SlurmJob => ({
	folder,
	digest: "d",
	engine: "portable",
	threads: 2,
	limits: { seconds: 60, megabytes: 500 },
	tasks: [[{ name: "r0-b000000", cells: [0, 1, 2, 7, 9, 10] }], [{ name: "r0-b000001", cells: [11] }]],
	array,
});

let place: string;
beforeEach(() => {
	place = mkdtempSync(join(tmpdir(), "lossatlas-job-"));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

describe("job files", () => {
	it("are read as they were written, cells kept as runs", async () => {
		const path = `${await nextJob(place)}.json`;
		expect(path).toBe(join(place, "slurm", "job-1.json"));
		await writeJob(path, job(place, { id: "12", cluster: null }));
		expect(await readJob(path)).toEqual(job(place, { id: "12", cluster: null }));
		expect(JSON.parse(readFileSync(path, "utf8")).tasks[0][0].cells).toEqual([
			[0, 2],
			[7, 7],
			[9, 10],
		]);
	});

	it("any ascending cells make runs that hold them and no others", () => {
		fc.assert(
			fc.property(fc.uniqueArray(fc.nat(200)), (numbers) => {
				const cells = numbers.sort((a, b) => a - b);
				const held = runsOf(cells).flatMap(([from, to]) =>
					Array.from({ length: to - from + 1 }, (_, k) => from + k),
				);
				expect(held).toEqual(cells);
			}),
		);
	});

	it("are numbered on, and tell which arrays were submitted", async () => {
		expect(await submittedArrays(place)).toEqual([]);
		await writeJob(`${await nextJob(place)}.json`, job(place, { id: "12", cluster: null }));
		await writeJob(`${await nextJob(place)}.json`, job(place, null));
		writeFileSync(join(place, "slurm", "job-9.json"), "cut sh");
		await writeJob(`${await nextJob(place)}.json`, job(place, { id: "40", cluster: "north" }));
		expect(await nextJob(place)).toBe(join(place, "slurm", "job-11"));
		expect((await submittedArrays(place)).sort((a, b) => Number(a.id) - Number(b.id))).toEqual([
			{ id: "12", cluster: null },
			{ id: "40", cluster: "north" },
		]);
	});

	it("a task refuses what is no job, and a number that the job has not", async () => {
		const path = join(place, "job.json");
		await expect(runJobTask(path, 0)).rejects.toThrow(/is no job of a sweep/);
		writeFileSync(path, "{}");
		await expect(runJobTask(path, 0)).rejects.toThrow(/is no job of a sweep/);
		await writeJob(path, job(place, null));
		await expect(runJobTask(path, 2)).rejects.toThrow(/there is no task 2/);
	});
});
