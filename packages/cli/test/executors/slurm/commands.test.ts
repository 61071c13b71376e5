import { describe, expect, it } from "vitest";
import { largestArrayOf, queuedTasks, submittedArray } from "../../../src/executors/slurm/commands.ts";

describe("what Slurm's commands print", () => {
	it("squeue: one task a line; headings, warnings and jobs that are no arrays are passed over", () => {
		const printed = [
			"CLUSTER: north",
			"12_0|RUNNING|None|/data/a b|c",
			"12_10|PENDING|Resources|/data/a",
			" 12_11|PENDING|Nodes required for job are DOWN, DRAINED or reserved for jobs in higher priority partitions|/data",
			"13|RUNNING|None|/data/a",
			"slurm_load_jobs error: Unable to contact slurm controller (connect failure)",
			"",
		].join("\n");
		expect(queuedTasks(printed)).toEqual([
			{ name: "12_0", state: "RUNNING", reason: "None", folder: "/data/a b|c" },
			{ name: "12_10", state: "PENDING", reason: "Resources", folder: "/data/a" },
			{
				name: "12_11",
				state: "PENDING",
				reason: "Nodes required for job are DOWN, DRAINED or reserved for jobs in higher priority partitions",
				folder: "/data",
			},
		]);
		expect(queuedTasks("")).toEqual([]);
	});

	it("sbatch --parsable: a number, and the cluster where there are several", () => {
		expect(submittedArray("123\n")).toEqual({ id: "123", cluster: null });
		expect(submittedArray("123;north\n")).toEqual({ id: "123", cluster: "north" });
		expect(submittedArray("Welcome to the cluster\n77\n")).toEqual({ id: "77", cluster: null });
		expect(submittedArray("Submitted batch job 123\n")).toBeNull();
		expect(submittedArray("")).toBeNull();
	});

	it("scontrol show config: the largest array, 1001 where it does not say", () => {
		expect(largestArrayOf("MailProg = /bin/mail\nMaxArraySize            = 40\nMaxJobCount = 10000\n")).toBe(
			40,
		);
		expect(largestArrayOf("")).toBe(1001);
	});
});
