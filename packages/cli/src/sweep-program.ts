import { type Command, Option } from "commander";
import { engineOption } from "./survey-flags.ts";

const jsonOption = () => new Option("--json", "print one JSON document");

/** The commands of sweeps with their options and help. */
export function addSweepCommands(program: Command): void {
	addSweep(program);
	addQuery(program);
	addExport(program);
	addWork(program);
	addReproduce(program);
}

/** How and where cells are run. */
function addRunOptions(command: Command): Command {
	return command
		.option("--out <dir>", "where results go (default: lossatlas-out/<name>)")
		.option(
			"--executor <name>",
			"threads: this machine; slurm: job arrays; queue: workers on any machines",
			"threads",
		)
		.option("--resume", "go on with the sweep in that folder: only what is missing is run")
		.option("--retry-failed", "with --resume: run the cells that failed again first")
		.addOption(new Option("--force", "replace the results in that folder").conflicts("resume"))
		.option("--threads <count>", "cells at a time on one machine (default: all cores; slurm: 1 in a task)")
		.option("--cell-seconds <number>", "a cell that takes longer has failed", "3600")
		.option(
			"--cell-memory <MB>",
			"a cell that needs more memory has failed (default: 80 % of the machine's, shared out)",
		)
		.option("--slurm-options <text>", 'for sbatch, as "--partition=short --time=60"')
		.option("--queue <url>", "redis://HOST:PORT of the executor queue (default: LOSSATLAS_QUEUE)")
		.addOption(engineOption())
		.addOption(jsonOption());
}

function addSweep(program: Command): void {
	addRunOptions(program.command("sweep").argument("<plan>", "a plan file (YAML or JSON)"))
		.summary("run a plan: surveys, trainings, checks over a grid")
		.description(
			"Run every cell of a plan: a problem with axes such as width, samples and seed, and what to do and measure in each.",
		)
		.addHelpText(
			"after",
			`
Examples:
  lossatlas sweep examples/sweeps/width-samples.yaml --out lossatlas-out/width
  lossatlas sweep examples/sweeps/width-samples.yaml --out lossatlas-out/width --resume    # after an interruption
  lossatlas sweep examples/sweeps/width-samples.yaml --executor queue --queue redis://queue.example:6379

Writes plan.json, shards/*.parquet, sweep.json, figures/*.svg and .png, report.html.`,
		)
		.action(async (path, flags) => (await import("./commands/sweep.ts")).sweepCommand(path, flags));
}

function addQuery(program: Command): void {
	program
		.command("query")
		.argument("<dir>", "a folder that sweep wrote, finished or not")
		.argument("<sql>", "a query of the table cells")
		.summary("ask the cells of a sweep, in SQL")
		.description(
			"Run SQL (DuckDB) on the table cells: one row per cell, with axes, measures, status and provenance.",
		)
		.addOption(jsonOption())
		.addHelpText(
			"after",
			`
Examples:
  lossatlas query DIR "select width, samples, avg(bestLoss) from cells group by all order by all"
  lossatlas query DIR "select cell, sentence from cells where status = 'failed'" --json`,
		)
		.action(async (folder, sql, flags) =>
			(await import("./commands/query.ts")).queryCommand(folder, sql, flags),
		);
}

function addExport(program: Command): void {
	program
		.command("export")
		.argument("<dir>", "a folder that sweep wrote, finished or not")
		.summary("write the cells of a sweep as csv, parquet or npz")
		.description("Write all cells of a sweep into one file, in the order of their numbers.")
		.addOption(new Option("--format <name>", "the format").choices(["csv", "parquet", "npz"]).default("csv"))
		.option("--out <file>", "the file (default: DIR/cells.<format>)")
		.addOption(jsonOption())
		.addHelpText(
			"after",
			`
Examples:
  lossatlas export lossatlas-out/width --format csv --out width.csv
  lossatlas export lossatlas-out/width --format npz      # numpy.load("lossatlas-out/width/cells.npz")["width"]`,
		)
		.action(async (folder, flags) => (await import("./commands/export.ts")).exportCommand(folder, flags));
}

function addWork(program: Command): void {
	program
		.command("work")
		.summary("compute cells for sweeps that others began")
		.description("Wait for blocks of cells and compute them, for sweeps that run with --executor queue.")
		.option("--queue <url>", "redis://HOST:PORT, the queue of the sweeps (default: LOSSATLAS_QUEUE)")
		.option("--shared-folder", "write straight into a sweep's folder where this machine has it too")
		.addOption(new Option("--job <file>", "a job that the executor slurm wrote").hideHelp())
		.addOption(new Option("--task <number>", "which task of the job").hideHelp())
		.addOption(engineOption().hideHelp())
		.option("--threads <count>", "cells at a time on this machine (default: all cores)")
		.option("--cell-seconds <number>", "a cell that takes longer has failed", "3600")
		.option(
			"--cell-memory <MB>",
			"a cell that needs more memory has failed (default: 80 % of the machine's, shared out)",
		)
		.addOption(jsonOption())
		.addHelpText(
			"after",
			`
Examples:
  lossatlas work --queue redis://queue.example:6379      # on any number of machines, until Ctrl-C
  lossatlas work --queue redis://queue.example:6379 --threads 8 --shared-folder

Sweeps hand their blocks over with --executor queue and the same address. docs/sweeps-on-a-queue.md has more.`,
		)
		.action(async (flags) => (await import("./commands/work.ts")).workCommand(flags));
}

function addReproduce(program: Command): void {
	addRunOptions(program.command("reproduce").argument("[id]", "which experiment"))
		.summary("repeat a paper's experiment, and say what came out")
		.description(
			"Repeat an experiment of a paper as sweeps; the report says the paper's setting, what is found, and what is not reproduced.",
		)
		.option("--list", "list the experiments")
		.addHelpText(
			"after",
			`
Examples:
  lossatlas reproduce --list
  lossatlas reproduce soudry-2016/figure-2 --out figure-2
  lossatlas reproduce soudry-2016/figure-1 --out figure-1 --resume     # after an interruption

Writes report.html, report.md, figures/ and a folder of cells for each plan.`,
		)
		.action(async (id, flags) => (await import("./commands/reproduce.ts")).reproduceCommand(id, flags));
}
