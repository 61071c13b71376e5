import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { parsePlan, planOf } from "../../src/sweep/plan.ts";
import { Rounds } from "../../src/sweep/rounds.ts";
import { mistakeIn, planFile, planWith, xor } from "./plans.ts";

const full = planFile({
	name: "a plan",
	axes: { width: [1, 2], rate: { from: 0.1, to: 0.3, step: 0.1 }, epochs: [1, 2, 3], seed: { count: 2 } },
	zip: [["rate", "epochs"]],
	do: { train: { rate: "${rate}", epochs: "${epochs}" } },
	measure: ["loss", { done: "loss < 1e-3" }],
	reduce: { over: ["seed"], with: ["mean", "proportion"] },
	stop: { "half-width": 0.2, of: "done" },
});

describe("the digest of a plan", () => {
	test("is the same for YAML, JSON, an object, another order of fields, and the canonical form", async () => {
		const plan = await parsePlan(full);
		const { lossatlas, ...rest } = full;
		const turned = { ...Object.fromEntries(Object.entries(rest).reverse()), lossatlas };
		const others = [
			await parsePlan(stringify(full)),
			await parsePlan(JSON.stringify(full, null, 2)),
			await parsePlan(turned),
			planOf(plan.canonical, "other name"),
			planOf(JSON.parse(JSON.stringify(plan.canonical)), ""),
		];
		expect(others.map(({ digest }) => digest)).toEqual(others.map(() => plan.digest));
		expect(plan.digest).toMatch(/^[0-9a-f]{64}$/);
		expect(others.map(({ grid }) => grid.at(7))).toEqual(others.map(() => plan.grid.at(7)));
	});

	test("is the same when defaults and ranges are written out", async () => {
		const out = await parsePlan({
			...full,
			name: "unnamed",
			axes: { ...(full.axes as object), rate: [0.1, 0.2, 0.3], seed: [1, 2] },
			reduce: { over: "seed", with: ["mean", "proportion"] },
			stop: { "half-width": 0.2, of: "done", every: 10 },
		});
		expect(out.digest).toBe((await parsePlan(full)).digest);
	});

	test("tells all that changes a cell, its number, its columns or what is run", async () => {
		const { width, rate, epochs, seed } = full.axes as Record<string, unknown>;
		const changes: Record<string, unknown>[] = [
			{},
			{ axes: { width: [1, 3], rate, epochs, seed } },
			{ axes: { width: [2, 1], rate, epochs, seed } },
			{ axes: { seed, width, rate, epochs } },
			{ axes: { width, epochs, rate, seed } },
			{ zip: [] },
			{ problem: { ...xor, loss: { name: "huber" } } },
			{ do: { train: { rate: "${rate}", epochs: "${epochs}", batch: 2 } } },
			{ measure: ["loss", { done: "loss < 1e-4" }] },
			{ measure: [{ l: "loss" }, { done: "loss < 1e-3" }] },
			{ measure: [{ done: "loss < 1e-3" }, "loss"] },
			{ reduce: { over: ["seed"], with: ["mean"] } },
			{ stop: { "half-width": 0.1, of: "done" } },
		];
		const digests = await Promise.all(
			changes.map(async (change) => (await parsePlan({ ...full, ...change })).digest),
		);
		expect(new Set(digests).size).toBe(changes.length);
	});
});

test("measures that a plan does not name are the action's standard ones", async () => {
	const columns = (await planWith({ do: "train" })).measures.map(({ column }) => column);
	expect(columns).toEqual(["trainingError", "loss", "epochs"]);
	const stop = (await planWith({ reduce: { over: "seed" }, stop: { budget: 5 } })).stop;
	expect(stop).toEqual({ along: "seed", halfWidth: null, measure: "bestLoss", every: 10, budget: 5 });
});

test("a plan of a million cells is numbered, and shared out, without being written out", async () => {
	const plan = await planWith({
		axes: { width: { count: 100 }, seed: { count: 10_000 } },
		measure: ["bestLoss"],
	});
	expect(plan.grid.cells).toBe(1_000_000);
	expect(plan.grid.at(999_999)).toEqual({ width: 100, seed: 10_000 });
	const round = new Rounds(plan).next();
	expect([round?.count, round?.cell(123_456)]).toEqual([1_000_000, 123_456]);
});

describe("plans that name a problem file", () => {
	const readText = async (path: string, from: string | undefined) => ({
		text: stringify(xor),
		path: `${from?.replace(/[^/]*$/, "")}${path}`,
	});
	test("are as those that hold it, and mistakes in it name that file", async () => {
		const inside = await planWith();
		const named = await planWith({ problem: "xor.yaml" }, { file: "plans/plan.yaml", readText });
		expect(named.digest).toBe(inside.digest);
		const broken = async () => ({ text: "lossatlas: [", path: "plans/xor.yaml" });
		const { where } = await mistakeIn(planFile({ problem: "xor.yaml" }), { readText: broken });
		expect(where).toMatchObject({ file: "plans/xor.yaml", line: 1 });
		const list = async () => ({ text: "3", path: "plans/xor.yaml" });
		const { message } = await mistakeIn(planFile({ problem: "xor.yaml" }), { readText: list });
		expect(message).toMatch(/holds no problem/);
	});
});
