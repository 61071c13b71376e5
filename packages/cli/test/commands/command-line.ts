import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "..");
const bin = join(repository, "packages", "cli", "bin", "lossatlas.js");

export interface Ended {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

export interface SpawnOptions {
	/** Interrupts the command, as Ctrl-C does, when its standard error matches. */
	readonly interruptWhen?: RegExp;
	/** SIGINT where it is not given. */
	readonly interruptWith?: NodeJS.Signals;
	/** Variables of its environment that are not as here. */
	readonly env?: Readonly<Record<string, string>>;
}

/** Runs the built command line in the repository's root. */
export function lossatlas(args: readonly string[], options: SpawnOptions = {}): Promise<Ended> {
	return new Promise((resolve, reject) => {
		const env = { ...process.env, ...options.env };
		const child = spawn(process.execPath, [bin, ...args], { cwd: repository, env });
		let stdout = "";
		let stderr = "";
		let interrupted = false;
		child.stdout.on("data", (chunk) => {
			stdout += chunk;
		});
		child.stderr.on("data", (chunk) => {
			stderr += chunk;
			if (!interrupted && options.interruptWhen?.test(stderr))
				interrupted = child.kill(options.interruptWith ?? "SIGINT");
		});
		child.on("error", reject);
		child.on("close", (code) => resolve({ code, stdout, stderr }));
	});
}

/** A new empty folder. */
export function emptyFolder(): string {
	return mkdtempSync(join(tmpdir(), "lossatlas-test-"));
}
