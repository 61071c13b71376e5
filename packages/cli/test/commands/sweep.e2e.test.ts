import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readNpz } from "../../src/formats/npz.ts";
import { planAt, shardsIn, swept, training } from "../executors/sweep-runs.ts";
import { emptyFolder, lossatlas } from "./command-line.ts";

const folder = () => join(emptyFolder(), "out");
const quick = (change = {}) =>
	training({ axes: { width: [2, 3], seed: { count: 3 } }, do: { train: { epochs: 5 } }, ...change });

/** The mistake that a command ends with: one document, one sentence for people, no stack trace. */
async function refused(code: number, ...args: string[]) {
	const ended = await lossatlas([...args, "--json"]);
	expect(ended.code, ended.stderr).toBe(code);
	expect(ended.stderr).not.toMatch(/\n\s+at /);
	const document = JSON.parse(ended.stdout);
	expect(document).toMatchObject({ schema: "lossatlas/error@1", code });
	return document as { message: string; try?: string; where: Record<string, unknown> };
}

describe("sweep, query, export", () => {
	it("from a plan to rows, queries and files", async () => {
		const out = folder();
		const sweep = await swept(planAt(quick()), out);
		expect(sweep).toMatchObject({
			schema: "lossatlas/sweep@1",
			cells: { total: 6, done: 6, failed: 0 },
			failures: [],
		});
		expect(sweep.digest).toMatch(/^[0-9a-f]{64}$/);
		expect(sweep.rows.map(({ cell, width, seed }) => [cell, width, seed])).toEqual([
			[0, 2, 1],
			[1, 2, 2],
			[2, 2, 3],
			[3, 3, 1],
			[4, 3, 2],
			[5, 3, 3],
		]);
		const { stdout } = await lossatlas([
			"query",
			out,
			"SELECT cell, loss FROM cells ORDER BY cell",
			"--json",
		]);
		expect(JSON.parse(stdout).rows).toEqual(sweep.rows.map(({ cell, loss }) => [cell, loss]));
		const text = await lossatlas([
			"query",
			out,
			"SELECT width, count(*) AS n FROM cells GROUP BY 1 ORDER BY 1",
		]);
		expect(text.stdout).toBe("width  n\n    2  3\n    3  3\n");
		for (const format of ["csv", "parquet", "npz"]) {
			const { code, stdout } = await lossatlas(["export", out, "--format", format, "--json"]);
			expect(code).toBe(0);
			expect(JSON.parse(stdout)).toMatchObject({ format, cells: 6, file: join(out, `cells.${format}`) });
		}
		const arrays = readNpz(readFileSync(join(out, "cells.npz")), "cells.npz");
		expect(Array.from(arrays.find(({ name }) => name === "loss")?.values ?? [])).toEqual(
			sweep.rows.map(({ loss }) => loss),
		);
	});

	it("mistakes in words", async () => {
		const out = folder();
		await swept(planAt(quick()), out);
		const query = await refused(2, "query", out, "SELECT los FROM cells");
		expect(query.message).toMatch(/cannot be run: .*"?los"?/);
		expect(query.try).toMatch(/called cells; its columns: .*loss/);
		expect((await refused(2, "query", out, "SELEC 1")).message).toMatch(/syntax error/);
		expect((await refused(2, "query", emptyFolder(), "SELECT 1")).message).toMatch(/holds no sweep/);
		expect((await refused(2, "export", "nowhere", "--format", "csv")).message).toMatch(/holds no sweep/);
		expect((await refused(2, "export", out, "--format", "xlsx")).message).toMatch(/xlsx/);
		expect((await refused(2, "export", out, "--format", "csv", "--out", "no/where.csv")).message).toMatch(
			/folder .* does not exist/,
		);
		const file = join(emptyFolder(), "plan.yaml");
		writeFileSync(
			file,
			"lossatlas: 1\naxes: {seed: {count: 2}}\ndo: {survey: {strats: 3}}\nproblem: {name: '${seed}'}\n",
		);
		const plan = await refused(2, "sweep", file, "--out", out);
		expect(plan.where).toMatchObject({ file, line: 3, field: "do.survey.strats" });
		expect(plan.message).toMatch(/Did you mean starts/);
		expect((await refused(2, "sweep", "none.yaml")).message).toMatch(/none\.yaml.*does not exist/);
		for (const [flag, value] of [
			["--threads", "0"],
			["--cell-seconds", "-1"],
			["--cell-memory", "10"],
			["--executor", "thread"],
		])
			expect((await refused(2, "sweep", planAt(quick()), "--out", folder(), flag, value)).message).toContain(
				value,
			);
	});

	it("a table longer than any stack", async () => {
		const out = folder();
		await swept(planAt(quick()), out);
		const { code, stdout } = await lossatlas(["query", out, "SELECT range AS n FROM range(300000)"]);
		expect([code, stdout.split("\n").length]).toEqual([0, 300_002]);
	});
});

describe("the folder of a sweep", () => {
	it("is not that of a survey, nor the other way round", async () => {
		const survey = folder();
		const args = ["survey", "examples/xor.yaml", "--starts", "2", "--out"];
		expect((await lossatlas([...args, survey])).code).toBe(0);
		expect((await refused(2, "sweep", planAt(quick()), "--out", survey)).message).toMatch(/holds a survey/);
		expect((await refused(2, "query", survey, "SELECT 1")).message).toMatch(/holds no sweep/);
		const sweep = folder();
		await swept(planAt(quick()), sweep);
		for (const flag of [[], ["--force"], ["--resume"]])
			expect((await refused(2, ...args, sweep, ...flag)).message).toMatch(/holds a sweep/);
		expect(shardsIn(sweep)).toHaveLength(6);
	});

	it("keeps what it holds unless told otherwise; --force removes what sweep wrote and nothing else", async () => {
		const out = folder();
		const plan = planAt(quick());
		await swept(plan, out);
		const again = await refused(2, "sweep", plan, "--out", out);
		expect(again.message).toMatch(/holds results already/);
		expect(again.try).toMatch(/--force/);
		for (const name of ["notes.txt", "shards/mine.parquet", "cells.csv"])
			writeFileSync(join(out, name), "mine");
		writeFileSync(join(out, "shards", ".r0-b000000.parquet.0123abcd.part"), "half");
		const other = planAt(quick({ axes: { width: [2], seed: [1] } }));
		expect((await refused(2, "sweep", other, "--out", out, "--resume")).message).toMatch(
			/another plan: axes\.width was \[2,3\], now \[2\]; axes\.seed was \[1,2,3\], now \[1\]/,
		);
		expect((await swept(other, out, "--force")).cells.total).toBe(1);
		expect(readdirSync(join(out, "shards")).sort()).toEqual(["mine.parquet", "r0-b000000.parquet"]);
		for (const name of ["notes.txt", "shards/mine.parquet", "cells.csv"])
			expect(readFileSync(join(out, name), "utf8")).toBe("mine");
	});

	it("that is finished is finished again by --resume, with the same document", async () => {
		const out = folder();
		const plan = planAt(quick());
		const first = await swept(plan, out);
		expect(await swept(plan, out, "--resume")).toEqual(first);
		rmSync(join(out, "shards", "r0-b000003.parquet"));
		expect(await swept(plan, out, "--resume")).toEqual(first);
	});

	it.runIf(process.platform === "linux")(
		"that cannot be written is refused before anything runs",
		async () => {
			expect((await refused(2, "sweep", planAt(quick()), "--out", "/proc/sweep")).message).toMatch(
				/cannot be written/,
			);
			const file = join(emptyFolder(), "file");
			writeFileSync(file, "");
			expect((await refused(2, "sweep", planAt(quick()), "--out", join(file, "out"))).message).toMatch(
				/is a file/,
			);
		},
	);
});

/** Mounts a small file system on a new folder and runs `use`; false where mounting is not permitted. */
async function onSmallDisk(options: string, use: (disk: string) => Promise<void>): Promise<boolean> {
	const disk = join(emptyFolder(), "disk");
	mkdirSync(disk);
	if (spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", disk]).status !== 0) return false;
	try {
		await use(disk);
	} finally {
		spawnSync("umount", ["-l", disk]);
	}
	return true;
}

describe("a disk", () => {
	it("that is full: exit code 1 in words, nothing half-written, and on it goes once there is room", async (context) => {
		const plan = planAt(quick({ axes: { width: [2, 3, 4], seed: { count: 40 } } }));
		const whole = await swept(plan, folder());
		const could = await onSmallDisk("size=256k", async (disk) => {
			const out = join(disk, "out");
			const full = await refused(1, "sweep", plan, "--out", out);
			expect(full.message).toMatch(/disk is full/i);
			expect(full.try).toMatch(/--resume/);
			const shards = shardsIn(out).length;
			expect(shards).toBeGreaterThan(0);
			expect(shards).toBeLessThan(120);
			const left = readdirSync(join(out, "shards")).filter((name) => !/^r0-b\d+\.parquet$/.test(name));
			expect(left).toEqual([]);
			expect(existsSync(join(out, "sweep.json"))).toBe(false);
			expect((await refused(1, "sweep", plan, "--out", out, "--resume")).message).toMatch(/disk is full/i);
			expect(spawnSync("mount", ["-o", "remount,size=64m", disk]).status).toBe(0);
			const resumed = await swept(plan, out, "--resume");
			expect(resumed.digest).toBe(whole.digest);
			expect(shardsIn(out)).toHaveLength(120);
		});
		if (!could) context.skip("file systems cannot be mounted here");
	});

	it("that is read-only: exit code 2 in words", async (context) => {
		const could = await onSmallDisk("size=1m,ro", async (disk) => {
			const { message } = await refused(2, "sweep", planAt(quick()), "--out", join(disk, "out"));
			expect(message).toMatch(/read-only/);
		});
		if (!could) context.skip("file systems cannot be mounted here");
	});
});
