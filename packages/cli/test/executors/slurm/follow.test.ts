import { describe, expect, it } from "vitest";
import { Following } from "../../../src/executors/slurm/follow.ts";
import { type Fate, SimulatedSlurm } from "./simulated-slurm.ts";

const blocks = Array.from({ length: 10 }, (_, k) => ({ name: `r0-b${k}`, cells: [2 * k, 2 * k + 1] }));

function follow(
	fate: Fate,
	set: (simulation: SimulatedSlurm) => void = () => {},
	{ threads = 1, mostTasks = 200 } = {},
) {
	const simulation = new SimulatedSlurm(fate);
	set(simulation);
	const following = new Following(simulation.sweep(threads, mostTasks), simulation.slurm, simulation.clock);
	return { simulation, ended: following.run(blocks) };
}

/** A block every five seconds, in order. */
const steady: Fate = ({ blocks: own, age, save }) => {
	const done = Math.floor(age / 5);
	for (const block of own.slice(0, done)) save(block);
	return done >= own.length ? "ended" : "goes on";
};

const eachOnce = (simulation: SimulatedSlurm) => {
	expect(simulation.reports.map(({ name }) => name).sort()).toEqual(blocks.map(({ name }) => name).sort());
};

describe("following job arrays", () => {
	it("reports every block once, asks ever more seldom and submits nothing twice", async () => {
		const { simulation, ended } = follow(steady, undefined, { mostTasks: 1 });
		await ended;
		eachOnce(simulation);
		expect(simulation.reports.every(({ done, failed }) => done === 2 && failed === 0)).toBe(true);
		expect(simulation.submissions).toBe(1);
		expect(simulation.cancelled).toEqual([]);
		const pauses = simulation.asked.slice(1).map((at, k) => at - simulation.asked[k]);
		expect(simulation.asked[0]).toBeLessThanOrEqual(1);
		expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
		expect(Math.max(...pauses)).toBeLessThanOrEqual(10);
	});

	it("waits for shards that appear late", async () => {
		const { simulation, ended } = follow(steady, (each) => {
			each.delay = 9;
		});
		await ended;
		eachOnce(simulation);
		expect(simulation.submissions).toBe(1);
	});

	it("submits the blocks of a task that died again, and those alone", async () => {
		const { simulation, ended } = follow((task) =>
			task.name === "1_3" && task.age >= 2 ? "ended" : steady(task),
		);
		await ended;
		eachOnce(simulation);
		expect(simulation.submissions).toBe(2);
		expect(simulation.said.join("\n")).toContain(
			"Task 1_3 was lost with 1 block; the last line of slurm/task-1_3.log: the end of 1_3",
		);
	});

	it("a block that its task dies of is tried three times, then its cells have failed, with the log's last line", async () => {
		const deadly: Fate = (task) => {
			const at = task.blocks.findIndex(({ name }) => name === "r0-b4");
			if (at >= 0 && task.age >= 5 * at + 2) return "ended";
			return steady(task);
		};
		const { simulation, ended } = follow(deadly, undefined, { mostTasks: 2 });
		await ended;
		eachOnce(simulation);
		expect(simulation.reports.filter(({ failed }) => failed > 0)).toEqual([
			{ name: "r0-b4", done: 0, failed: 2 },
		]);
		const rows = simulation.saved.get("r0-b4");
		expect(rows?.map(({ cell, status }) => [cell, status])).toEqual([
			[8, "failed"],
			[9, "failed"],
		]);
		expect(rows?.[0].sentence).toMatch(
			/lost .* 3 times; the last line of slurm\/task-3_\d\.log: the end of 3_\d/,
		);
		expect(simulation.submissions).toBe(3);
	});

	it("blocks that were not begun when the time of a task was up are not lost ones", async () => {
		const short: Fate = (task) => (task.age >= 12 ? "ended" : steady(task));
		const { simulation, ended } = follow(short, undefined, { mostTasks: 1 });
		await ended;
		eachOnce(simulation);
		expect(simulation.reports.every(({ failed }) => failed === 0)).toBe(true);
		expect(simulation.submissions).toBe(5);
	});

	it("where no task ever gets anywhere it ends after three submissions", async () => {
		const { simulation, ended } = follow(() => "ended", undefined, { mostTasks: 2 });
		await ended;
		eachOnce(simulation);
		expect(simulation.reports.every(({ failed }) => failed === 2)).toBe(true);
		expect(simulation.submissions).toBe(3);
	});

	it("goes on while Slurm is silent for some minutes, and says so", async () => {
		const slow: Fate = (task) => steady({ ...task, age: task.age / 30 });
		const { simulation, ended } = follow(slow, (each) => {
			each.silent = (second) => second > 20 && second < 400;
		});
		await ended;
		eachOnce(simulation);
		expect(simulation.submissions).toBe(1);
		const lines = simulation.said.filter((line) => line.includes("Unable to contact"));
		expect(lines.length).toBeGreaterThanOrEqual(1);
		expect(lines.length).toBeLessThan(8);
	});

	it("gives up when Slurm stays silent, in words", async () => {
		const { simulation, ended } = follow(
			() => "goes on",
			(each) => {
				each.silent = (second) => second > 20;
			},
		);
		await expect(ended).rejects.toThrow(/1\d minutes: Unable to contact slurm controller/);
		expect(simulation.second).toBeGreaterThan(600);
		expect(simulation.cancelled).toEqual(["1"]);
	});

	it("a submission that is refused later is tried again; the first one is not", async () => {
		const { simulation, ended } = follow(
			(task) => (task.name === "1_3" ? "ended" : steady(task)),
			(each) => {
				each.refuses = (submission, second) => submission > 0 && second < 120;
			},
		);
		await ended;
		eachOnce(simulation);
		const refused = follow(steady, (each) => {
			each.refuses = () => true;
		});
		await expect(refused.ended).rejects.toThrow("sbatch refused");
		expect(refused.simulation.cancelled).toEqual([]);
	});

	it("an interruption cancels the array and throws the signal's reason", async () => {
		const reason = new Error("Ctrl-C");
		const { simulation, ended } = follow((task) => {
			if (task.name === "1_0" && task.age > 5) simulation.abort.abort(reason);
			return steady({ ...task, age: task.age / 2 });
		});
		await expect(ended).rejects.toBe(reason);
		expect(simulation.cancelled).toEqual(["1"]);
	});

	it("says why nothing runs, once for each reason", async () => {
		const { simulation, ended } = follow((task) =>
			task.age < 90 ? "waits" : steady({ ...task, age: task.age - 90 }),
		);
		await ended;
		expect(simulation.said).toEqual(["Nothing runs: 10 tasks wait in the queue (Resources)."]);
	});
});
