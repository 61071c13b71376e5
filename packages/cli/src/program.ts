import { Command, Option } from "commander";
import { addSurveyOptions } from "./survey-flags.ts";

export const version = "0.1.0";

interface Circumstances {
	/** One document on standard output and nothing else; words go to standard error. */
	readonly json: boolean;
	/** The `complete` command is about to be added by the completion library. */
	readonly completing: boolean;
}

/** The commands with their options and help; what they do is loaded when one of them runs. */
export function buildProgram({ json, completing }: Circumstances): Command {
	const program = new Command("lossatlas")
		.description("A loss-landscape laboratory: what are the critical points of this network on these data?")
		.version(version)
		.exitOverride()
		.configureOutput({ outputError: () => {}, ...(json ? { writeErr: () => {} } : {}) })
		.addHelpText(
			"after",
			`
Examples:
  lossatlas survey examples/penguins.yaml --starts 200 --seed 1
  lossatlas classify examples/xor.yaml --point lossatlas-out/exclusive-or/points/p1.npz
  lossatlas schema problem > problem.schema.json

Every command takes --json: one JSON document on standard output and nothing else.
Exit codes: 0 done, 1 a fault of the program or machine, 2 bad usage or input, 3 not proved, 130 interrupted.`,
		);
	addSurvey(program);
	addClassify(program);
	addEstimate(program);
	addPlot(program);
	addSchema(program);
	if (!completing) addCompleteStub(program);
	return program;
}

const jsonOption = () => new Option("--json", "print one JSON document");

function addSurvey(program: Command): void {
	addSurveyOptions(program.command("survey").argument("<problem>", "a problem file (YAML or JSON)"))
		.summary("the main job: find, classify and draw the critical points")
		.description("Run a solver from many starts; list, classify and draw the critical points found.")
		.option("--out <dir>", "where results go (default: lossatlas-out/<name>)")
		.option("--resume", "go on with an interrupted survey in that folder")
		.addOption(new Option("--force", "replace the results in that folder").conflicts("resume"))
		.addOption(new Option("--save <what>", "keep the Hessian of each point as npz").choices(["hessian"]))
		.addOption(jsonOption())
		.addHelpText(
			"after",
			`
Examples:
  lossatlas survey examples/penguins.yaml --starts 200 --out lossatlas-out/penguins
  lossatlas survey examples/xor.yaml --starts 500 --json > xor.json
  lossatlas survey examples/autoencoder-deep.yaml --target all    # saddles too
  lossatlas survey examples/digits.yaml --starts 20 --resume      # after Ctrl-C

Writes report.html, survey.json, starts.json, spectra.json, slice.json, points/ID.npz, figures/ID.svg and .png.`,
		)
		.action(async (path, flags) => (await import("./commands/survey.ts")).surveyCommand(path, flags));
}

function addClassify(program: Command): void {
	program
		.command("classify")
		.argument("<problem>", "a problem file")
		.summary("say what one point is")
		.description(
			"Say what one point is: minimum, saddle, maximum or not critical; index, nullity, strictness.",
		)
		.requiredOption(
			"--point <file>",
			"a point: .json, .npz or .safetensors, also a trained PyTorch nn.Sequential",
		)
		.addOption(jsonOption())
		.addHelpText(
			"after",
			`
Examples:
  lossatlas classify examples/xor.yaml --point lossatlas-out/exclusive-or/points/p1.npz
  lossatlas classify my.yaml --point checkpoint.safetensors --json

In Python: safetensors.torch.save_file(model.state_dict(), "checkpoint.safetensors")`,
		)
		.action(async (path, flags) => (await import("./commands/classify.ts")).classifyCommand(path, flags));
}

function addEstimate(program: Command): void {
	addSurveyOptions(program.command("estimate").argument("<problem>", "a problem file"))
		.summary("say what a survey will cost")
		.description("Say what a survey will cost in time, memory and disk, after running a few of its starts.")
		.addOption(jsonOption())
		.addHelpText(
			"after",
			`
Examples:
  lossatlas estimate examples/digits.yaml --starts 50 --threads 2
  lossatlas estimate examples/xor.yaml --starts 100000 --json`,
		)
		.action(async (path, flags) => (await import("./commands/estimate.ts")).estimateCommand(path, flags));
}

function addPlot(program: Command): void {
	program
		.command("plot")
		.argument("[subject]", "a folder of results, or a problem file (surveyed with 50 starts)")
		.argument("[figure]", "which figure")
		.summary("draw one figure")
		.description("Draw one figure of a survey as SVG or PNG.")
		.option("--list", "list the figures")
		.option("--out <file>", "a file ending in .svg or .png")
		.addOption(jsonOption())
		.addHelpText(
			"after",
			`
Examples:
  lossatlas plot --list
  lossatlas plot lossatlas-out/penguins loss-levels --out levels.svg
  lossatlas plot examples/iris.yaml slice --out slice.png`,
		)
		.action(async (subject, figure, flags) =>
			(await import("./commands/plot.ts")).plotCommand(subject, figure, flags),
		);
}

function addSchema(program: Command): void {
	program
		.command("schema")
		.argument("[name]", "which document; without it, they are listed")
		.summary("print the JSON Schema of a document")
		.description("Print the JSON Schema of a problem file or of a document that a command prints.")
		.addOption(jsonOption())
		.addHelpText(
			"after",
			`
Examples:
  lossatlas schema                                   # list them
  lossatlas schema problem > problem.schema.json     # completion of problem files in an editor`,
		)
		.action(async (name, flags) => (await import("./commands/schema.ts")).schemaCommand(name, flags));
}

/** Only for the help: the completion library brings the command itself. */
function addCompleteStub(program: Command): void {
	program
		.command("complete")
		.argument("<shell>", "bash, zsh, fish or powershell")
		.summary("print a shell's completion script: source <(lossatlas complete bash)");
}
