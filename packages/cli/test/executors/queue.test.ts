import { afterEach, describe, expect, it, vi } from "vitest";
import { infoField, queueUrl, shownAddress, unreachable } from "../../src/executors/queue/connection.ts";
import { jobId, lockMilliseconds } from "../../src/executors/queue/jobs.ts";
import { failureSentence, unlessAborted, within } from "../../src/executors/queue/outage.ts";
import { isParquet } from "../../src/executors/queue/results.ts";
import { mostOutstanding, whyNot, workersText } from "../../src/executors/queue/workers.ts";

afterEach(() => vi.unstubAllEnvs());

describe("the address of a queue", () => {
	it("comes from the flag, else from the environment", () => {
		vi.stubEnv("LOSSATLAS_QUEUE", "redis://elsewhere");
		expect(queueUrl("redis://here:1234").host).toBe("here:1234");
		expect(queueUrl(undefined).host).toBe("elsewhere");
		vi.stubEnv("LOSSATLAS_QUEUE", "");
		expect(() => queueUrl(undefined)).toThrow(/address of a queue is missing/);
	});

	it.each(["localhost:6379", "http://localhost", "redis://", "nonsense"])("is not %s", (text) => {
		expect(() => queueUrl(text)).toThrow(`The address of the queue "${text}" cannot be read`);
	});

	it("is shown without name and password, also when it cannot be read", () => {
		expect(shownAddress(new URL("redis://me:secret@host/2"))).toBe("redis://host:6379/2");
		expect(shownAddress(new URL("rediss://:secret@host:7000"))).toBe("rediss://host:7000");
		expect(() => queueUrl("http://me:secret@host")).toThrow(/^((?!secret).)*$/);
	});

	it("that leads nowhere is explained", () => {
		const why = (message: string, code?: string) =>
			unreachable("redis://host:1", Object.assign(new Error(message), { code })).message;
		expect(why("connect", "ECONNREFUSED")).toContain("nothing listens there");
		expect(why("getaddrinfo", "ENOTFOUND")).toContain("no host of that name");
		expect(why("connect ETIMEDOUT")).toContain("no answer came");
		expect(why("WRONGPASS invalid username-password pair")).toContain("password is missing or wrong");
		expect(why("Unknown RESP type 72")).toContain("something else than Redis");
	});

	it("is asked for its version", () => {
		expect(infoField("# Server\r\nredis_version:7.0.15\r\nredis_mode:standalone\r\n", "redis_version")).toBe(
			"7.0.15",
		);
		expect(infoField("", "redis_version")).toBe(null);
	});
});

describe("workers", () => {
	const need = { version: "1.2.0", engine: "fused" };
	const worker = (version: string, engines: string[], threads = 4) => ({ version, engines, threads });
	const able = worker("1.2.0", ["portable", "fused"]);
	const old = worker("1.1.0", ["portable", "fused"]);
	const plain = worker("1.2.0", ["portable"]);

	it("leave blocks of another version or engine to others", () => {
		expect(whyNot(able, need)).toBe(null);
		expect(whyNot(old, need)).toBe("they need lossatlas 1.2.0, and this is 1.1.0");
		expect(whyNot(plain, need)).toMatch(/cannot compute with the engine fused/);
	});

	it("get two blocks for each that they compute at a time, within bounds", () => {
		expect(mostOutstanding([], need)).toBe(16);
		expect(mostOutstanding([able, old, plain], need)).toBe(16);
		expect(mostOutstanding([worker("1.2.0", ["fused"], 40), able], need)).toBe(88);
		expect(mostOutstanding([worker("1.2.0", ["fused"], 4000)], need)).toBe(512);
	});

	it("are described with what to do when none can compute", () => {
		const said = (...workers: (typeof able)[]) => workersText(workers, need, "redis://host:1");
		expect(said()).toContain("start some with `lossatlas work --queue redis://host:1`");
		expect(said(able)).toBe("1 worker computes, 4 blocks at a time.");
		expect(said(able, able, old)).toMatch(/^2 workers compute, 8 blocks at a time; 1 of another version/);
		expect(said(old)).toMatch(/this is lossatlas 1\.2\.0, the workers at redis:\/\/host:1 are 1\.1\.0/);
		expect(said(old, plain)).toMatch(/has the engine fused.*--engine portable/);
	});
});

describe("jobs of the queue", () => {
	it("have names without colons, which the queue forbids", () => {
		expect(jobId("0123456789abcdef0123", "89abcdef", "r0-b000012")).toBe(
			"0123456789abcdef.89abcdef.r0-b000012",
		);
	});

	it("are claimed for 30 s, or what the environment says", () => {
		expect(lockMilliseconds("")).toBe(30_000);
		expect(lockMilliseconds("2.5")).toBe(2500);
		expect(() => lockMilliseconds("0")).toThrow(/LOSSATLAS_QUEUE_LOCK is "0"/);
	});

	it("that have failed say why", () => {
		expect(failureSentence("job stalled more than allowable limit")).toMatch(/lost 3 times/);
		expect(failureSentence("host: The disk is full.")).toBe(
			"No worker could compute it: host: The disk is full.",
		);
	});

	it("give whole Parquet files or nothing", () => {
		expect(isParquet(Buffer.from(`PAR1${"x".repeat(20)}PAR1`))).toBe(true);
		expect(isParquet(Buffer.from(`PAR1${"x".repeat(20)}`))).toBe(false);
		expect(isParquet(Buffer.from("PAR1"))).toBe(false);
	});
});

describe("waiting for Redis", () => {
	it("ends with the reason of an interruption, and leaves no listener behind", async () => {
		const controller = new AbortController();
		expect(await unlessAborted(Promise.resolve(3), controller.signal)).toBe(3);
		const never = unlessAborted(new Promise(() => {}), controller.signal);
		controller.abort(new Error("enough"));
		await expect(never).rejects.toThrow("enough");
		await expect(unlessAborted(Promise.resolve(3), controller.signal)).rejects.toThrow("enough");
	});

	it("is given up in time", async () => {
		expect(await within(Promise.resolve(), 1000)).toBe(true);
		expect(await within(Promise.reject(new Error("no")), 1000)).toBe(false);
		expect(await within(new Promise(() => {}), 1)).toBe(false);
	});
});
