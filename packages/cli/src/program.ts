import { Command, Option } from "commander";
import { addSurveyOptions, engineOption } from "./survey-flags.ts";
import { addSweepCommands } from "./sweep-program.ts";
import { version } from "./version.ts";

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
  lossatlas check examples/penguins.yaml
  lossatlas classify examples/xor.yaml --point lossatlas-out/exclusive-or/points/p1.npz
  lossatlas schema problem > problem.schema.json

Every command takes --json: one JSON document on standard output and nothing else.
Exit codes: 0 done, 1 a fault of the program or machine, 2 bad usage or input, 3 not proved, 130 interrupted.`,
		);
	program.hook("preAction", async (_, action) => {
		const { engine = "portable" } = action.opts<{ engine?: string }>();
		if (engine !== "portable") await (await import("./engine.ts")).useEngine(engine);
	});
	addSurvey(program);
	addCheck(program);
	addClassify(program);
	addCertify(program);
	addVerify(program);
	addConstruct(program);
	addEnumerate(program);
	addEstimate(program);
	addSweepCommands(program);
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
		.option("--certify", "prove what the points are: certificates/ID.json, for verify")
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

Writes report.html, survey.json, starts.json, spectra.json, slice.json, points/ID.npz, figures/ID.svg and .png,
with --certify certificates/ID.json.`,
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
		.addOption(engineOption())
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

function addCertify(program: Command): void {
	program
		.command("certify")
		.argument("<problem>", "a problem file")
		.summary("prove what a point is")
		.description(
			"Prove that a critical point lies near a point, what it is, and bounds of its loss; the proof goes into a file that verify checks from nothing else.",
		)
		.addOption(new Option("--point <file>", "a point, such as points/p1.npz of a survey").conflicts("path"))
		.option(
			"--path <file>",
			"a path: npz with theta (points x parameters), as construct writes; bounds the loss along it",
		)
		.option(
			"--better <file>",
			"a point of lower loss, also of another width of the hidden layer: the minimum is bad",
		)
		.option("--lift", "prove the point of every wider network that splits a unit")
		.option("--out <file>", "where the certificate goes: .json or .json.gz")
		.addOption(jsonOption())
		.addHelpText(
			"after",
			`
Examples:
  lossatlas certify examples/xor.yaml --point lossatlas-out/exclusive-or/points/p1.npz --out p1.json
  lossatlas certify my.yaml --point trap.npz --better best.npz --out trap.json.gz
  lossatlas certify way/problem.yaml --path way/path.npz --out way.json

Exit code 3: not proved; what failed and what to try is said.`,
		)
		.action(async (path, flags) => (await import("./commands/certify.ts")).certifyCommand(path, flags));
}

function addVerify(program: Command): void {
	program
		.command("verify")
		.argument("<certificate>", "a .json or .json.gz file that certify wrote")
		.summary("check a certificate from its own text")
		.description(
			"Check a certificate: every bound is computed again by interval arithmetic from the data in the file.",
		)
		.addOption(jsonOption())
		.addHelpText(
			"after",
			`
Examples:
  lossatlas verify p1.json
  lossatlas verify trap.json.gz --json

Exit code 0: accepted; 3: rejected, with the reason.`,
		)
		.action(async (path, flags) => (await import("./commands/verify.ts")).verifyCommand(path, flags));
}

function addCheck(program: Command): void {
	program
		.command("check")
		.argument("<problem>", "a problem file")
		.summary("the theory desk: can this objective trap me?")
		.description(
			"Say which theorems exclude, or prove, bad local minima, basins, valleys and decreasing paths to infinity for this network, loss and data, hypothesis by hypothesis, and what would change the verdict.",
		)
		.option("--no-remedies", "do not try changes of the problem")
		.option(
			"--point <file>",
			"a point that remedies start from, such as perturbing and freezing the lower layers",
		)
		.option("--all", "print the hypotheses of theorems that do not apply too")
		.addOption(engineOption())
		.addOption(jsonOption())
		.addHelpText(
			"after",
			`
Examples:
  lossatlas check examples/penguins.yaml
  lossatlas check examples/xor.yaml --no-remedies --json`,
		)
		.action(async (path, flags) => (await import("./commands/check.ts")).checkCommand(path, flags));
}

function addConstruct(program: Command): void {
	program
		.command("construct")
		.argument("[id]", "which construction")
		.summary("write down a counterexample or a path, checked")
		.description(
			"Write down a bad local minimum, a saddle or a path after a paper, with its problem, and check every claim about it.",
		)
		.option("--list", "list the constructions with their claims and settings")
		.option("--out <dir>", "where it goes (default: lossatlas-out/<id>)")
		.option("--set <name=value...>", "settings, such as width=20; problem=FILE and point=FILE bring your own")
		.option("--seed <n>", "random numbers", "1")
		.option("--force", "replace an earlier construction in that folder")
		.addOption(engineOption())
		.addOption(jsonOption())
		.addHelpText(
			"after",
			`
Examples:
  lossatlas construct --list
  lossatlas construct liang-2018/dead-relu --set width=20 --out dead
  lossatlas construct li-2018/monotone-path --set problem=my.yaml point=trained.npz --out path

Writes problem.yaml, point.json, construct.json and, where it is part of the claim, better.json or path.npz.`,
		)
		.action(async (id, flags) => (await import("./commands/construct.ts")).constructCommand(id, flags));
}

function addEnumerate(program: Command): void {
	program
		.command("enumerate")
		.argument("<problem>", "a problem file")
		.summary("write down all critical values of a linear network")
		.description(
			"List the critical values in closed form, best first: of a linear network of any depth all of them, of one ReLU layer without output bias those in the cones where all active units share their samples.",
		)
		.option("--limit <n>", "list the best n values (default: 1000, of which 40 are printed as text)")
		.option("--realize <k>", "write k random critical points for each listed value, checked")
		.option("--out <dir>", "where points go (default: lossatlas-out/<name>-enumerated)")
		.option("--better <file>", "a point of low loss: local minima above it are spurious (ReLU)")
		.option("--seed <n>", "random numbers", "1")
		.option("--force", "replace the points in that folder")
		.addOption(engineOption())
		.addOption(jsonOption())
		.addHelpText(
			"after",
			`
Examples:
  lossatlas enumerate examples/autoencoder-deep.yaml --limit 20
  lossatlas enumerate examples/autoencoder-deep.yaml --limit 5 --realize 2 --out points

With --realize it writes v1-1.json, ... (value, copy) and enumerate.json; exit code 3 if a check fails.`,
		)
		.action(async (path, flags) => (await import("./commands/enumerate.ts")).enumerateCommand(path, flags));
}

function addEstimate(program: Command): void {
	addSurveyOptions(program.command("estimate").argument("<problem>", "a problem file, or a plan"))
		.summary("say what a survey or a sweep will cost")
		.description(
			"Say what a survey, or a plan's sweep, will cost in time, memory and disk, after running a few of its starts or cells.",
		)
		.addOption(jsonOption())
		.addHelpText(
			"after",
			`
Examples:
  lossatlas estimate examples/digits.yaml --starts 50 --threads 2
  lossatlas estimate examples/sweeps/width-samples.yaml --threads 2
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
