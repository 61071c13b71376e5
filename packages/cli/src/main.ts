import { InputError } from "@lossatlas/core";
import { Command, CommanderError } from "commander";
import { addSurveyOptions } from "./common-options.ts";
import { exitCodes, reportFailure } from "./output/failure.ts";

const version = "0.1.0";

/** Runs a command line, `process.argv`; sets the exit code, never throws. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
	process.stdout.on("error", (error: NodeJS.ErrnoException) => {
		if (error.code === "EPIPE") process.exit(exitCodes.done);
		throw error;
	});
	const json = argv.includes("--json");
	const program = buildProgram();
	try {
		if (argv[2] === "complete") (await import("./completion.ts")).addCompletion(program);
		await program.parseAsync(argv as string[]);
	} catch (error) {
		if (error instanceof CommanderError) {
			if (error.exitCode === 0) return;
			reportFailure(
				new InputError(
					error.message.replace(/^error: /, ""),
					{},
					"`lossatlas --help` lists the commands, `lossatlas COMMAND --help` the options.",
				),
				json,
			);
		} else reportFailure(error, json);
	}
}

function buildProgram(): Command {
	const program = new Command("lossatlas")
		.description("A loss-landscape laboratory: what are the critical points of this network on these data?")
		.version(version)
		.exitOverride()
		.configureOutput({ writeErr: () => {} })
		.showSuggestionAfterError()
		.addHelpText(
			"after",
			"\nExamples:\n  lossatlas survey examples/penguins.yaml --starts 200 --seed 1\n  lossatlas classify examples/xor.yaml --point lossatlas-out/exclusive-or/points/p1.npz\n  lossatlas schema problem > problem.schema.json\n\nExit codes: 0 done, 1 a fault of the program, 2 bad input, 3 not proved, 130 interrupted.",
		);

	addSurveyOptions(program.command("survey").argument("<problem>", "a problem file (YAML or JSON)"))
		.description("run a solver from many starts; list, classify and draw the critical points found")
		.option("--out <dir>", "where results go (default lossatlas-out/<name>)")
		.option("--resume", "go on with an interrupted survey in that folder")
		.option("--force", "replace the results in that folder")
		.option("--save <what>", "hessian: keep the Hessian of each point as npz")
		.option("--json", "print the survey as one JSON document")
		.addHelpText(
			"after",
			"\nExamples:\n  lossatlas survey examples/penguins.yaml --starts 200 --out lossatlas-out/penguins\n  lossatlas survey examples/xor.yaml --starts 500 --json > xor.json\n  lossatlas survey examples/autoencoder-deep.yaml --target all    saddles too",
		)
		.action(async (path, flags) => (await import("./commands/survey.ts")).surveyCommand(path, flags));

	program
		.command("classify")
		.argument("<problem>", "a problem file")
		.description("say what one point is: minimum, saddle, maximum, not critical")
		.requiredOption(
			"--point <file>",
			"a point: .json, .npz or .safetensors, also a trained PyTorch nn.Sequential",
		)
		.option("--json", "print one JSON document")
		.addHelpText(
			"after",
			"\nExamples:\n  lossatlas classify examples/xor.yaml --point point.json\n  lossatlas classify my.yaml --point checkpoint.safetensors --json",
		)
		.action(async (path, flags) => (await import("./commands/classify.ts")).classifyCommand(path, flags));

	addSurveyOptions(program.command("estimate").argument("<problem>", "a problem file"))
		.description("say what a survey will cost: time, memory, disk")
		.option("--json", "print one JSON document")
		.addHelpText("after", "\nExample:\n  lossatlas estimate examples/digits.yaml --starts 50 --threads 2")
		.action(async (path, flags) => (await import("./commands/estimate.ts")).estimateCommand(path, flags));

	program
		.command("plot")
		.argument("[subject]", "a folder of results, or a problem file")
		.argument("[figure]", "which figure")
		.description("draw one figure as SVG or PNG")
		.option("--list", "list the figures")
		.option("--out <file>", "a file ending in .svg or .png")
		.option("--json", "print one JSON document")
		.addHelpText(
			"after",
			"\nExamples:\n  lossatlas plot --list\n  lossatlas plot lossatlas-out/penguins loss-levels --out levels.svg",
		)
		.action(async (subject, figure, flags) =>
			(await import("./commands/plot.ts")).plotCommand(subject, figure, flags),
		);

	program
		.command("schema")
		.argument("[name]", "which document")
		.description("print the JSON Schema of a document")
		.option("--json", "accepted everywhere; a schema is JSON anyway")
		.addHelpText(
			"after",
			"\nExamples:\n  lossatlas schema              list them\n  lossatlas schema problem      for an editor's completion of problem files",
		)
		.action(async (name) => (await import("./commands/schema.ts")).schemaCommand(name));

	for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => {} });
	return program;
}
