import { runCommandLine } from "../../src/main.ts";

export interface Said {
	readonly code: number | string | undefined;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs a command line in this process and catches what it says; quick, for what needs no survey. */
export async function say(...args: string[]): Promise<Said> {
	const said = { stdout: "", stderr: "" };
	const streams = ["stdout", "stderr"] as const;
	const writers = streams.map((name) => process[name].write);
	const log = console.log;
	const exitCode = process.exitCode;
	const listeners = process.listeners("uncaughtException");
	for (const name of streams)
		process[name].write = ((text: string | Uint8Array) => {
			said[name] += String(text);
			return true;
		}) as typeof process.stdout.write;
	// The completion library prints so, which the test runner would catch first.
	console.log = (...words: unknown[]) => {
		said.stdout += `${words.join(" ")}\n`;
	};
	try {
		process.exitCode = undefined;
		await runCommandLine(["node", "lossatlas", ...args]);
		return { code: process.exitCode ?? 0, ...said };
	} finally {
		streams.forEach((name, k) => {
			process[name].write = writers[k];
			process[name].removeAllListeners("error");
		});
		console.log = log;
		process.exitCode = exitCode;
		for (const listener of process.listeners("uncaughtException"))
			if (!listeners.includes(listener)) process.off("uncaughtException", listener);
	}
}
