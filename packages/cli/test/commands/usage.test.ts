import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { shellWords } from "../../src/executors/slurm/shell-words.ts";
import { buildProgram } from "../../src/program.ts";
import { version } from "../../src/version.ts";
import { emptyFolder, repository } from "./command-line.ts";
import { say } from "./in-process.ts";

const xor = join(repository, "examples", "xor.yaml");

/** Whether the parser takes a command line; nothing is run. */
function isTaken(words: readonly string[]): boolean {
	const program = buildProgram({ json: true, completing: true });
	for (const command of program.commands) command.action(() => {});
	try {
		program.parse(["node", "lossatlas", ...words]);
		return true;
	} catch {
		return false;
	}
}

describe("help", () => {
	it("of every command has --json and examples, each of which the parser takes", async () => {
		expect(isTaken(["survey", "a.yaml", "--stars", "3"])).toBe(false);
		for (const command of buildProgram({ json: true, completing: true }).commands) {
			const { code, stdout } = await say(command.name(), "--help");
			expect(code).toBe(0);
			expect(stdout).toContain("--json");
			const examples = [...stdout.matchAll(/^ {2}lossatlas (.+?)(?: +[>#].*)?$/gm)].map(([, line]) => line);
			expect(examples.length, command.name()).toBeGreaterThanOrEqual(2);
			for (const example of examples) {
				expect(example.startsWith(`${command.name()} `) || example === command.name()).toBe(true);
				expect(isTaken(shellWords(example, "example")), example).toBe(true);
			}
		}
	});

	it("is what a command line without a command gets, with exit code 2", async () => {
		const { code, stdout, stderr } = await say();
		expect([code, stdout]).toEqual([2, ""]);
		expect(stderr).toMatch(/Commands:[\s\S]*survey[\s\S]*A command was expected/);
	});

	it("and --version says the version of the package", async () => {
		const { version: packaged } = JSON.parse(
			readFileSync(join(repository, "packages", "cli", "package.json"), "utf8"),
		);
		expect(version).toBe(packaged);
		expect(await say("--version")).toEqual({ code: 0, stdout: `${packaged}\n`, stderr: "" });
	});
});

describe("a mistake in the command line has exit code 2 and says what to do", () => {
	const cases: readonly (readonly [readonly string[], RegExp])[] = [
		[["surve", xor], /Unknown command 'surve'[\s\S]*Did you mean survey\?/],
		[["survey", xor, "--stars", "3"], /Unknown option '--stars'[\s\S]*Did you mean --starts\?/],
		[["survey"], /Missing required argument 'problem'/],
		[["survey", xor, xor], /Too many arguments/],
		[["survey", xor, "--resume", "--force"], /--force' cannot be used with option '--resume'/],
		[["survey", xor, "--target", "maxima"], /'maxima' is invalid. Allowed choices are minima, all/],
		[["survey", xor, "--save", "gradient"], /Allowed choices are hessian/],
		[["survey", xor, "--starts", "0"], /--starts is "0"; a whole number of at least 1/],
		[["survey", xor, "--starts", "2.5"], /--starts is "2.5"/],
		[["survey", xor, "--seed", "-1"], /--seed is "-1"/],
		[["survey", xor, "--threads", "none"], /--threads is "none"/],
		[["survey", xor, "--budget", ""], /--budget is ""/],
		[["survey", xor, "--tolerance", "2"], /--tolerance is "2"; a number between 0 and 1/],
		[["survey", xor, "--solver", "lbfgs"], /one of trust-region-newton[\s\S]*Did you mean l-bfgs\?/],
		[["survey", xor, "--init", "glorott"], /glorot, he, normal:SCALE[\s\S]*Did you mean glorot\?/],
		[["survey", xor, "--init", "normal:-1"], /must be a positive number/],
		[["classify", xor], /--point/],
		[["plot", "somewhere"], /plot needs/],
		[
			["plot", "somewhere", "spectra", "--out", "a.svg"],
			/no figure "spectra"[\s\S]*Did you mean "spectrum"\?/,
		],
		[["plot", "somewhere", "spectrum", "--out", "a.pdf"], /ending in .svg or .png/],
		[["plot", emptyFolder(), "spectrum", "--out", "a.svg"], /holds no finished survey/],
		[["schema", "serwey"], /no schema "serwey"[\s\S]*Did you mean "survey"\?/],
		[["complete", "csh"], /Allowed choices are zsh, bash, fish, powershell/],
	];

	it.each(cases)("%j", async (args, expected) => {
		const { code, stdout, stderr } = await say(...args);
		expect([code, stdout]).toEqual([2, ""]);
		expect(stderr).toMatch(expected);
		expect(stderr).toMatch(/^error: /m);
		expect(stderr).not.toMatch(/\n\s+at .*:\d+:\d+/);
	});

	it.each(cases.filter(([[command]]) => command !== "complete"))("%j --json: one document", async (args) => {
		const { code, stdout } = await say(...args, "--json");
		expect(code).toBe(2);
		expect(stdout.trimEnd().split("\n")).toHaveLength(1);
		const document = JSON.parse(stdout);
		expect(document).toMatchObject({ schema: "lossatlas/error@1", code: 2 });
		expect(document.message).toEqual(expect.any(String));
		expect(document.where).toEqual(expect.any(Object));
	});
});

describe("with --json every list and schema is one document too", () => {
	it.each([
		[["schema", "--json"], "lossatlas/schemas@1"],
		[["plot", "--list", "--json"], "lossatlas/figures@1"],
	])("%j", async (args, schema) => {
		const { code, stdout } = await say(...args);
		expect(code).toBe(0);
		expect(JSON.parse(stdout).schema).toBe(schema);
	});

	it("each schema is a JSON Schema", async () => {
		const { names } = JSON.parse((await say("schema", "--json")).stdout) as { names: string[] };
		expect(names).toEqual(
			expect.arrayContaining(["problem", "point", "survey", "classify", "estimate", "error"]),
		);
		for (const name of names) {
			const { stdout } = await say("schema", name, "--json");
			expect(JSON.parse(stdout).$schema, name).toContain("json-schema.org");
		}
	});
});
