import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InputError, type Plan, parsePlan, Rounds } from "@lossatlas/core/laboratory";
import { expect, test } from "vitest";
import { planDifferences } from "../../src/store/plan-differences.ts";
import { type Block, SweepStore } from "../../src/store/sweep-store.ts";
import { folderFor, planOfColumns, rowOf } from "./stores.ts";

function emptyFolder(): string {
	const folder = folderFor("sweep");
	mkdirSync(folder);
	return folder;
}

const roundOf = (count: number, number = 0) => ({ number, count, cell: (k: number) => 2 * k });

test("blocks hold every cell of a round once, in order; few enough to list, none beyond two thousand cells", async () => {
	const store = await SweepStore.begin(emptyFolder(), await planOfColumns(["a"]));
	for (const count of [1, 2, 999, 1000, 1001, 2500, 123_456, 2_000_000]) {
		const blocks = [...store.blocks(roundOf(count))];
		const cells = blocks.flatMap((block) => block.cells);
		expect(cells.length).toBe(count);
		expect(cells.every((cell, k) => cell === 2 * k)).toBe(true);
		expect(new Set(blocks.map(({ name }) => name)).size).toBe(blocks.length);
		expect(blocks.map(({ name }) => name)).toEqual(blocks.map(({ name }) => name).sort());
		expect(Math.max(...blocks.map((block) => block.cells.length))).toBeLessThanOrEqual(2000);
		if (count <= 1_000_000) expect(blocks.length).toBeLessThanOrEqual(500);
	}
	store.close();
});

test("a plan of a million cells is cut into blocks in little memory", async () => {
	const plan = await planOfColumns(["a"], { width: { count: 1000 }, seed: { count: 1000 } });
	const before = process.memoryUsage().heapUsed;
	const store = await SweepStore.begin(emptyFolder(), plan);
	const round = new Rounds(plan).next();
	if (round === null) throw new Error("a round was expected");
	const blocks = [...store.blocks(round)];
	expect([blocks.length, blocks.at(-1)?.cells.at(-1)]).toEqual([500, 999_999]);
	expect(process.memoryUsage().heapUsed - before).toBeLessThan(200e6);
	store.close();
});

test("rows of many shards and rounds come in the order of cells", async () => {
	const folder = emptyFolder();
	const plan = await planOfColumns(["a"], { width: { count: 200 }, seed: [1] });
	const store = await SweepStore.begin(folder, plan);
	const save = (name: string, ...cells: number[]) =>
		store.save(
			{ name, cells },
			cells.map((cell) => rowOf(cell, cell / 3)),
		);
	for (let k = 0; k < 70; k++) await save(`r0-b${String(k).padStart(6, "0")}`, k);
	const cells = async (round?: number) => {
		const found: number[] = [];
		for await (const { cell } of store.rows(round)) found.push(cell);
		return found;
	};
	const first = Array.from({ length: 70 }, (_, k) => k);
	expect(await cells()).toEqual(first);
	await save("r1-b000000", 100, 103);
	await save("r10-b000000", 99, 104);
	expect(await cells()).toEqual([...first, 99, 100, 103, 104]);
	expect(await cells(1)).toEqual([100, 103]);
	expect([...(await store.finished())].length).toBe(72);
	writeFileSync(join(folder, "shards", ".r2-b000000.parquet.0123abcd.part"), "half");
	expect([...(await store.finished())].length).toBe(72);
	store.close();
});

test("what a stop rule would not have run is removed, the rest stays", async () => {
	const store = await SweepStore.begin(emptyFolder(), await planOfColumns(["a"], { width: { count: 50 } }));
	const block = (name: string, ...cells: number[]): Block => ({ name, cells });
	for (const each of [
		block("r0-b000000", 0, 1),
		block("r1-b000000", 10, 11),
		block("r1-b000001", 12, 13),
		block("r1-b000002", 14),
		block("r2-b000000", 20),
		block("r12-b000000", 30),
	])
		await store.save(
			each,
			each.cells.map((cell) => rowOf(cell, 1)),
		);
	await store.keepOnly(1, [block("r1-b000000", 10, 11), block("r1-b000001", 12, 15)]);
	expect([...(await store.finished())].sort()).toEqual([
		"r0-b000000",
		"r1-b000000",
		"r12-b000000",
		"r2-b000000",
	]);
	await store.dropFrom(2);
	expect([...(await store.finished())].sort()).toEqual(["r0-b000000", "r1-b000000"]);
	store.close();
});

async function refusal(folder: string, plan: Plan): Promise<string> {
	try {
		(await SweepStore.continue(folder, plan)).close();
		return "accepted";
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		return error.message;
	}
}

test("another plan is refused with what differs; the same one goes on", async () => {
	const folder = emptyFolder();
	const axes = { width: [1, 2], seed: { count: 2 } };
	const plan = await planOfColumns(["a", "b"], axes);
	(await SweepStore.begin(folder, plan)).close();
	expect(await refusal(folder, await planOfColumns(["a", "b"], axes))).toBe("accepted");
	expect(await refusal(folder, await planOfColumns(["a", "b"], { ...axes, width: [1, 3] }))).toMatch(
		/axes\.width was \[1,2\], now \[1,3\]/,
	);
	const turned = { seed: axes.seed, width: axes.width };
	const problem = plan.canonical.problem as Record<string, unknown>;
	const reordered = await parsePlan({
		lossatlas: 1,
		problem,
		axes: turned,
		do: { survey: { starts: 1 } },
		measure: [{ a: "bestLoss" }, { b: "bestLoss" }],
	});
	expect(await refusal(folder, reordered)).toMatch(/axes stand in another order/);
	expect(await refusal(folder, await planOfColumns(["a"], axes))).toMatch(/measure was/);
	const stored = JSON.parse(readFileSync(join(folder, "plan.json"), "utf8"));
	expect(stored).toMatchObject({ schema: "lossatlas/sweep-plan@1", digest: plan.digest });
	writeFileSync(join(folder, "plan.json"), JSON.stringify({ ...stored, engine: "fused" }));
	expect(await refusal(folder, plan)).toMatch(/engine was fused, now portable/);
	expect(readdirSync(folder).sort()).toEqual(["plan.json", "shards"]);
});

test("differences are named field by field, a few, none too long", () => {
	expect(planDifferences({ a: { b: 1 }, c: [1] }, { a: { b: 2 }, c: [1] })).toEqual(["a.b was 1, now 2"]);
	expect(planDifferences({ a: 1 }, { b: 1 })).toEqual(["a was 1, now nothing", "b was nothing, now 1"]);
	expect(planDifferences({ l: [{ w: 1 }, { w: 2 }] }, { l: [{ w: 1 }, { w: 3 }] })).toEqual([
		"l[1].w was 2, now 3",
	]);
	expect(planDifferences({ a: 1, b: 2 }, { b: 2, a: 1 })).toEqual(["the fields stand in another order"]);
	const many = Object.fromEntries(Array.from({ length: 9 }, (_, k) => [`k${k}`, k]));
	expect(planDifferences(many, {})).toHaveLength(5);
	const [long] = planDifferences({ a: "x".repeat(500) }, { a: "y" });
	expect(long.length).toBeLessThan(100);
});
