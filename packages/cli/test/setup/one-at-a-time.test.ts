import { existsSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { emptyFolder, repository } from "../commands/command-line.ts";

type WithLock = (file: string, work: () => Promise<void>, say: (line: string) => void) => Promise<void>;
const { withLock } = (await import(pathToFileURL(join(repository, "scripts", "setup-lock.mjs")).href)) as {
	withLock: WithLock;
};

/** No process has this number: the largest that Linux gives is 4194304. */
const ended = "99999999";

/** Work that notices when other work runs at the same time. */
function exclusiveWork() {
	const seen = { running: 0, most: 0, done: 0 };
	const work = async () => {
		seen.most = Math.max(seen.most, ++seen.running);
		await pause(5);
		seen.running--;
		seen.done++;
	};
	return { seen, work };
}

describe("two set-ups at once", () => {
	it("run one after the other; the second says what it waits for", async () => {
		const lock = join(emptyFolder(), "lock");
		const { seen, work } = exclusiveWork();
		const lines: string[] = [];
		const say = (line: string) => lines.push(line);
		await Promise.all([withLock(lock, work, say), withLock(lock, work, say)]);
		expect(seen).toEqual({ running: 0, most: 1, done: 2 });
		expect(lines).toHaveLength(1);
		expect(lines[0]).toContain(`process ${process.pid}`);
		expect(existsSync(lock)).toBe(false);
	});

	it("do not wait for one that failed", async () => {
		const lock = join(emptyFolder(), "lock");
		const broken = withLock(
			lock,
			() => Promise.reject(new Error("no network")),
			() => {},
		);
		await expect(broken).rejects.toThrow("no network");
		expect(existsSync(lock)).toBe(false);
	});
});

describe("a lock that a killed set-up left", () => {
	it("is taken over by one of several at a time", async () => {
		const lock = join(emptyFolder(), "lock");
		writeFileSync(lock, ended);
		const { seen, work } = exclusiveWork();
		await Promise.all(Array.from({ length: 3 }, () => withLock(lock, work, () => {})));
		expect(seen).toEqual({ running: 0, most: 1, done: 3 });
	});

	it("is taken over when it does not name its owner and is old", async () => {
		const lock = join(emptyFolder(), "lock");
		writeFileSync(lock, "");
		utimesSync(lock, 0, 0);
		const { seen, work } = exclusiveWork();
		await withLock(lock, work, () => {});
		expect(seen.done).toBe(1);
	});

	it("is taken over although a takeover was cut short too", async () => {
		const lock = join(emptyFolder(), "lock");
		writeFileSync(lock, ended);
		writeFileSync(`${lock}.clearing`, ended);
		utimesSync(`${lock}.clearing`, 0, 0);
		const { seen, work } = exclusiveWork();
		await withLock(lock, work, () => {});
		expect(seen.done).toBe(1);
		expect([existsSync(lock), existsSync(`${lock}.clearing`)]).toEqual([false, false]);
	});
});
