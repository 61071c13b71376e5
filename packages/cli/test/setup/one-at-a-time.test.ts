import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

type WithLock = (file: string, work: () => Promise<void>, say: (line: string) => void) => Promise<void>;
const scripts = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "..", "scripts");
const { withLock } = (await import(pathToFileURL(join(scripts, "setup-lock.mjs")).href)) as {
	withLock: WithLock;
};

/** No process has this number: the largest that Linux gives is 4194304. */
const ended = "99999999";

let folder: string;
let lock: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "lossatlas-lock-"));
	lock = join(folder, ".lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

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
		const { seen, work } = exclusiveWork();
		const lines: string[] = [];
		const say = (line: string) => lines.push(line);
		await Promise.all([withLock(lock, work, say), withLock(lock, work, say)]);
		expect(seen).toEqual({ running: 0, most: 1, done: 2 });
		expect(lines).toHaveLength(1);
		expect(lines[0]).toContain(`process ${process.pid}`);
		expect(existsSync(lock)).toBe(false);
	});

	it("take over from one that was killed, still one after the other", async () => {
		writeFileSync(lock, ended);
		const { seen, work } = exclusiveWork();
		await Promise.all(Array.from({ length: 6 }, () => withLock(lock, work, () => {})));
		expect(seen).toEqual({ running: 0, most: 1, done: 6 });
	});

	it("take over a lock without an owner once it is old", async () => {
		writeFileSync(lock, "");
		utimesSync(lock, 0, 0);
		const { seen, work } = exclusiveWork();
		await withLock(lock, work, () => {});
		expect(seen.done).toBe(1);
	});

	it("release the lock when the work fails", async () => {
		const broken = withLock(
			lock,
			() => Promise.reject(new Error("no network")),
			() => {},
		);
		await expect(broken).rejects.toThrow("no network");
		expect(existsSync(lock)).toBe(false);
	});
});
