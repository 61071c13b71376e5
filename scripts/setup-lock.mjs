// One set-up at a time: a second one would write the same files, so it waits for the first.
import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";

/** After this long without a readable owner, a lock is left over from a process that was killed. */
const ownerless = 5_000;

/**
 * Runs `work` while holding the lock file, which names the process that holds it. A lock whose owner
 * has ended, for instance by Ctrl-C, counts for nothing. `say` is told once when there is a wait.
 */
export async function withLock(file, work, say) {
	let told = false;
	while (!take(file)) {
		const owner = ownerOf(file);
		if (owner === "gone" && clear(file)) continue;
		if (!told && owner !== "gone")
			say(`another set-up is running (process ${owner}); waiting for it, or for ${file} to go ...`);
		told ||= owner !== "gone";
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	const release = () => rmSync(file, { force: true });
	process.once("exit", release);
	try {
		await work();
	} finally {
		process.off("exit", release);
		release();
	}
}

function take(file) {
	try {
		const handle = openSync(file, "wx");
		writeSync(handle, String(process.pid));
		closeSync(handle);
		return true;
	} catch (error) {
		if (error.code === "EEXIST") return false;
		throw error;
	}
}

/**
 * Removes a lock whose owner has ended; false when another process is about to. Looked at again under a
 * lock of its own, so that one that was taken in the meantime is not removed.
 */
function clear(file) {
	const claim = `${file}.clearing`;
	if (!take(claim)) {
		const found = statSync(claim, { throwIfNoEntry: false });
		if (found !== undefined && Date.now() - found.mtimeMs > ownerless) rmSync(claim, { force: true });
		return false;
	}
	try {
		if (ownerOf(file) === "gone") rmSync(file, { force: true });
		return true;
	} finally {
		rmSync(claim, { force: true });
	}
}

/** The number of the process that holds the lock; "gone" if it has ended, "unknown" while it writes it. */
function ownerOf(file) {
	const found = statSync(file, { throwIfNoEntry: false });
	if (found === undefined) return "gone";
	let text = "";
	try {
		text = readFileSync(file, "utf8");
	} catch {
		return "gone";
	}
	if (text === "") return Date.now() - found.mtimeMs > ownerless ? "gone" : "unknown";
	return isAlive(Number(text)) ? Number(text) : "gone";
}

function isAlive(id) {
	try {
		process.kill(id, 0);
		return true;
	} catch (error) {
		return error.code === "EPERM";
	}
}
