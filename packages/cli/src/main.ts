import { CommanderError } from "commander";
import { exitCodes, reportFailure } from "./output/failure.ts";
import { buildProgram } from "./program.ts";
import { usageError } from "./usage-error.ts";

/** Runs a command line, `process.argv`; sets the exit code, never throws. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
	const json = argv.includes("--json");
	closeQuietly();
	process.on("uncaughtException", (error) => {
		reportFailure(error, json);
		process.exit();
	});
	try {
		const program = buildProgram({ json, completing: argv[2] === "complete" });
		if (argv[2] === "complete")
			(await import("./commands/complete.ts")).addCompletion(program, argv.slice(3));
		await program.parseAsync(argv as string[]);
	} catch (error) {
		if (!(error instanceof CommanderError)) reportFailure(error, json);
		else if (error.exitCode !== 0) reportFailure(usageError(error), json);
	}
}

/** A reader that has seen enough, as `head` does, is no fault. */
function closeQuietly(): void {
	for (const stream of [process.stdout, process.stderr])
		stream.on("error", (error: NodeJS.ErrnoException) => {
			if (error.code === "EPIPE") process.exit(exitCodes.done);
			throw error;
		});
}
