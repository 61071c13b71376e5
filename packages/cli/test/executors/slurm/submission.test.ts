import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "@lossatlas/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Slurm } from "../../../src/executors/slurm/commands.ts";
import { cancelEarlier } from "../../../src/executors/slurm/earlier-arrays.ts";
import { readJob } from "../../../src/executors/slurm/job-file.ts";
import { Submission } from "../../../src/executors/slurm/submission.ts";

let place: string;
beforeEach(() => {
	place = mkdtempSync(join(tmpdir(), "lossatlas-submission-"));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const blocks = Array.from({ length: 100 }, (_, k) => ({ name: `r0-b${k}`, cells: [k] }));
const sweep = {
	store: { plan: { digest: "d" } },
	threads: 1,
	limits: { seconds: 60, megabytes: 500 },
	say: () => {},
};

/** A Slurm that takes arrays of a few tasks at most, and whose queue holds what it was told to. */
class SmallSlurm implements Slurm {
	readonly sizes: number[] = [];
	cancelled: string[] = [];
	/** Tasks in the queue, with their folders. */
	queued: [name: string, folder: string][] = [];
	readonly #most: number;
	readonly #says: string;

	constructor(most: number, says: string) {
		this.#most = most;
		this.#says = says;
	}

	async largestArray() {
		return 1001;
	}

	async submit(args: readonly string[]) {
		const last = Number(
			/^--array=0-(\d+)$/.exec(args.find((arg) => arg.startsWith("--array=")) as string)?.[1],
		);
		this.sizes.push(last + 1);
		if (last >= this.#most) throw new InputError(`sbatch refused the job array: ${this.#says}.`);
		return { id: "7", cluster: null };
	}

	async queue() {
		return this.queued.map(([name, folder]) => ({ name, state: "RUNNING", reason: "None", folder }));
	}

	async cancel(arrays: readonly { id: string }[]) {
		this.cancelled = arrays.map(({ id }) => id);
		this.queued = [];
	}
}

describe("submitting blocks", () => {
	it("writes what the tasks need and which array it became", async () => {
		const slurm = new SmallSlurm(1000, "");
		const { array, tasks } = await new Submission(sweep, place, [], slurm, 41).submit(blocks);
		expect(array).toEqual({ id: "7", cluster: null });
		expect(slurm.sizes).toEqual([40]);
		const job = await readJob(join(place, "slurm", "job-1.json"));
		expect(job).toMatchObject({ folder: place, digest: "d", threads: 1, limits: sweep.limits, array });
		expect(job.tasks).toEqual(tasks);
		expect(readFileSync(join(place, "slurm", "job-1.sh"), "utf8")).toContain("job-1.json");
	});

	it("is content with fewer tasks where a person may not have so many, but with nothing else", async () => {
		const slurm = new SmallSlurm(30, "QOSMaxSubmitJobPerUserLimit; Batch job submission failed");
		const { tasks } = await new Submission(sweep, place, [], slurm, 1001).submit(blocks);
		expect(slurm.sizes).toEqual([100, 50, 25]);
		expect(tasks.flat()).toHaveLength(100);
		const none = new SmallSlurm(0, "AssocMaxSubmitJobLimit");
		await expect(new Submission(sweep, place, [], none, 1001).submit(blocks)).rejects.toThrow(InputError);
		expect(none.sizes.at(-1)).toBe(1);
		const other = new SmallSlurm(0, "Invalid account");
		await expect(new Submission(sweep, place, [], other, 1001).submit(blocks)).rejects.toThrow(
			/Invalid account/,
		);
		expect(other.sizes).toEqual([100]);
	});
});

describe("arrays of an earlier run", () => {
	it("are cancelled where they are still in the queue, and no job of another folder that has their number", async () => {
		const slurm = new SmallSlurm(1000, "");
		const said: string[] = [];
		const run = {
			folder: place,
			signal: new AbortController().signal,
			say: (line: string) => said.push(line),
		};
		slurm.queued = [["7_0", place]];
		await cancelEarlier(run, slurm);
		expect(slurm.cancelled).toEqual([]);
		await new Submission(sweep, place, [], slurm, 1001).submit(blocks);
		slurm.queued = [["7_0", "/elsewhere"]];
		await cancelEarlier(run, slurm);
		expect(slurm.cancelled).toEqual([]);
		slurm.queued = [["7_3", place]];
		await cancelEarlier(run, slurm);
		expect(slurm.cancelled).toEqual(["7"]);
		expect(said).toEqual(["Job arrays of an earlier run are still in the queue and are cancelled: 7."]);
	});
});
