import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, lossatlas } from "../commands/command-line.ts";
import { endlessPlan, planOfSixty, Running, resultIn, shardsIn, until } from "./queue-processes.ts";
import { freePort, RedisServer, withoutRedis } from "./redis-server.ts";

/** Long enough that things can happen in the middle. */
const starts = 12;
const plan = planOfSixty(starts);
const working = /has its blocks computed here/;

describe.skipIf(withoutRedis)("a sweep on a queue", () => {
	let redis: RedisServer;
	let digest = "";
	const running: Running[] = [];

	const begin = (args: readonly string[], env: Record<string, string> = {}) => {
		const command = new Running(args, { LOSSATLAS_QUEUE: redis.url, ...env });
		running.push(command);
		return command;
	};
	const work = (...more: string[]) => begin(["work", "--threads", "1", ...more]);
	const sweep = (out: string, path = plan, ...more: string[]) =>
		begin(["sweep", path, "--executor", "queue", "--out", out, ...more]);
	const sizeOf = (list: "active" | "wait") => redis.client.llen(`bull:lossatlas:${list}`);

	/** The sweep ends well, with the digest that threads give and every cell once. */
	async function expectSame(command: Running, out: string): Promise<void> {
		expect(await command.ended, command.stderr).toBe(0);
		expect(command.stderr).not.toMatch(/^ +at /m);
		expect(resultIn(out)).toMatchObject({ digest, cells: { total: 60, done: 60, failed: 0 } });
		const counts = "select count(*), count(distinct cell) from cells";
		const { stdout } = await lossatlas(["query", out, counts, "--json"]);
		expect(JSON.parse(stdout).rows[0]).toEqual([60, 60]);
	}

	beforeAll(async () => {
		redis = await RedisServer.start();
		const out = join(emptyFolder(), "threads");
		const { code, stderr } = await lossatlas(["sweep", plan, "--out", out]);
		expect(code, stderr).toBe(0);
		digest = resultIn(out).digest;
	});
	afterEach(async () => {
		for (const command of running.splice(0)) command.crash();
		await redis.client.flushall();
	});
	afterAll(() => redis?.stop());

	it("on two workers gives the digest of threads, and leaves next to nothing in Redis", async () => {
		const out = join(emptyFolder(), "out");
		const [one, two] = [work(), work()];
		const command = sweep(out);
		await expectSame(command, out);
		expect(command.stderr).not.toMatch(/warning/i);
		for (const worker of [one, two]) expect(worker.stderr.match(/computed here/g)).toHaveLength(1);

		one.interrupt("SIGINT");
		two.interrupt("SIGTERM");
		expect([await one.ended, await two.ended]).toEqual([130, 0]);
		const keys = await redis.client.keys("*");
		expect(keys.filter((key) => !key.startsWith("bull:lossatlas:"))).toEqual([]);
		expect(keys.length).toBeLessThanOrEqual(5);
		let bytes = 0;
		for (const key of keys) bytes += (await redis.client.memory("USAGE", key, "SAMPLES", 0)) ?? 0;
		expect(bytes).toBeLessThan(64_000);
	});

	it("goes on when a worker is killed, and its blocks are computed by another", async () => {
		const out = join(emptyFolder(), "out");
		const command = sweep(out);
		const victim = begin(["work", "--threads", "2"]);
		await victim.says(working);
		await until(
			() => shardsIn(out) > 4,
			() => "shards",
		);
		victim.crash();
		await victim.ended;
		expect(await sizeOf("active")).toBeGreaterThan(0);
		work();
		await expectSame(command, out);
	});

	it("gives up a block whose worker was lost three times, in words", async () => {
		const out = join(emptyFolder(), "out");
		const command = sweep(out, endlessPlan());
		for (let loss = 0; loss < 3; loss++) {
			const worker = work();
			await worker.says(working);
			worker.crash();
			await worker.ended;
		}
		work();
		// Nothing but failures.
		expect(await command.ended, command.stderr).toBe(1);
		expect(resultIn(out).cells).toMatchObject({ done: 0, failed: 1 });
		expect(command.stdout).toContain("was lost 3 times");
	});

	it("takes a block back from a worker that is asked to end", async () => {
		const out = join(emptyFolder(), "out");
		const command = sweep(out, endlessPlan());
		const worker = work();
		await worker.says(working);
		worker.interrupt("SIGTERM");
		expect(await worker.ended, worker.stderr).toBe(0);
		expect([await sizeOf("active"), await sizeOf("wait")]).toEqual([0, 1]);
		command.interrupt();
		expect(await command.ended).toBe(130);
	});

	it("goes on with another executor after an interruption, which empties the queue", async () => {
		const out = join(emptyFolder(), "out");
		const command = sweep(out);
		const worker = work();
		await command.says(/of 60 cells/);
		command.interrupt();
		expect(await command.ended, command.stderr).toBe(130);
		expect(await sizeOf("wait")).toBe(0);
		await until(
			async () => (await sizeOf("active")) === 0,
			() => "the worker to drop its block",
		);
		expect(worker.isOver).toBe(false);
		const before = shardsIn(out);
		expect(before).toBeGreaterThan(0);
		expect(before).toBeLessThan(60);
		await expectSame(begin(["sweep", plan, "--out", out, "--resume", "--threads", "2"]), out);
	});

	it("shares the queue with another sweep", async () => {
		const [one, two] = [join(emptyFolder(), "one"), join(emptyFolder(), "two")];
		const commands = [sweep(one), sweep(two, planOfSixty(starts, 2))];
		begin(["work", "--threads", "2"]);
		await expectSame(commands[0], one);
		expect(await commands[1].ended, commands[1].stderr).toBe(0);
		expect(resultIn(two).cells).toMatchObject({ done: 60, failed: 0 });
		expect(resultIn(two).digest).not.toBe(digest);
	});

	it("has its shards written in place by workers that share the folder", async () => {
		const out = join(emptyFolder(), "out");
		work("--shared-folder");
		const monitor = await redis.client.monitor();
		let largest = 0;
		monitor.on("monitor", (_, words: string[]) => {
			for (const word of words) if (word.startsWith("PAR1")) largest = Math.max(largest, word.length);
		});
		await expectSame(sweep(out), out);
		monitor.disconnect();
		expect(largest).toBe(0);
		expect(readdirSync(join(out, "shards")).filter((name) => !name.endsWith(".parquet"))).toEqual([]);
	});

	it("is left alone by workers of another version", async () => {
		const worker = work();
		await worker.says(/Waiting for blocks/);
		const { Queue } = await import("bullmq");
		const queue = new Queue("lossatlas", {
			connection: { host: "127.0.0.1", port: Number(new URL(redis.url).port) },
		});
		const later = { title: "later", plan: "00", run: "11", engine: "portable", version: "99.0.0" };
		const ids = ["r0-b000000", "r0-b000001"].map((name) => `later-${name}`);
		for (const jobId of ids) await queue.add("r0-b000000", later, { jobId });
		await worker.says(/"later".*leaves its blocks to other workers: they need lossatlas 99\.0\.0/);
		const out = join(emptyFolder(), "out");
		await expectSame(sweep(out), out);
		expect(worker.stderr.match(/leaves its blocks/g)).toHaveLength(1);
		for (const id of ids) expect(await queue.getJobState(id)).toMatch(/^(waiting|delayed|active)$/);
		await queue.close();
	});

	it("needs a Redis that can be reached, and never shows its password", async () => {
		const queue = `redis://me:secret@127.0.0.1:${await freePort()}`;
		const commands = [
			["sweep", plan, "--executor", "queue", "--out", join(emptyFolder(), "out"), "--queue", queue],
			["work", "--queue", queue],
		];
		for (const args of commands) {
			const begun = performance.now();
			const { code, stdout, stderr } = await lossatlas(args);
			expect(code).toBe(2);
			expect(performance.now() - begun).toBeLessThan(20_000);
			expect(stderr).toMatch(
				/redis:\/\/127\.0\.0\.1:\d+ cannot be used: nothing listens there[\s\S]*try: Start one/,
			);
			expect(stdout + stderr).not.toMatch(/secret|^ +at .*:\d+:\d+/m);
		}
	});
});

describe.skipIf(withoutRedis)("a sweep whose Redis is killed and started again", () => {
	it.each([
		["with its data", RedisServer.keeping],
		["empty", []],
	])("%s loses nothing", async (_, settings) => {
		const threads = join(emptyFolder(), "threads");
		expect((await lossatlas(["sweep", plan, "--out", threads])).code).toBe(0);
		const redis = await RedisServer.start(...settings);
		const env = { LOSSATLAS_QUEUE: redis.url };
		const out = join(emptyFolder(), "out");
		const workers = [1, 2].map(() => new Running(["work", "--threads", "1"], env));
		const command = new Running(["sweep", plan, "--executor", "queue", "--out", out], env);
		try {
			for (let outage = 1; outage <= 2; outage++) {
				await until(
					() => shardsIn(out) > 10 * outage,
					() => command.stderr,
				);
				await redis.kill();
				await setTimeout(1500);
				await redis.restart(...settings);
			}
			expect(await command.ended, command.stderr).toBe(0);
			expect(resultIn(out)).toMatchObject({
				digest: resultIn(threads).digest,
				cells: { total: 60, done: 60, failed: 0 },
			});
			for (const { stderr } of [command, ...workers]) {
				expect(stderr.match(/is lost; waiting/g)).toHaveLength(2);
				expect(stderr.match(/answers again/g)).toHaveLength(2);
				expect(stderr).not.toMatch(/^ +at /m);
			}
			const keys = await redis.client.keys("lossatlas:{plan,result,arrived}*");
			expect(keys).toEqual([]);
		} finally {
			for (const each of [command, ...workers]) each.crash();
			await redis.stop();
		}
	});
});
