import { solverNames } from "@lossatlas/core";
import { type Command, CommanderError } from "commander";
import { describe, expect, it } from "vitest";
import { buildProgram } from "../src/program.ts";
import { usageError } from "../src/usage-error.ts";

const program = () => buildProgram({ json: false, completing: false });

/** The help of a command with all that is added to it. */
function helpOf(command: Command): string {
	let text = "";
	command.configureOutput({
		writeOut: (each) => {
			text += each;
		},
	});
	command.outputHelp();
	return text;
}

/** Reads a command line without doing what it says; the mistake that is found in it. */
function mistakeIn(...args: string[]) {
	const quiet = buildProgram({ json: true, completing: false });
	for (const command of quiet.commands) command.action(() => {});
	try {
		quiet.parse(["node", "lossatlas", ...args]);
	} catch (error) {
		expect(error).toBeInstanceOf(CommanderError);
		return usageError(error as CommanderError);
	}
	return null;
}

describe("help", () => {
	const commands = program().commands.filter((command) => command.name() !== "complete");

	it("lists the commands of this version", () => {
		const names = commands.map((command) => command.name());
		expect(names).toEqual(["survey", "classify", "estimate", "plot", "schema"]);
		for (const name of names) expect(helpOf(program())).toMatch(new RegExp(`^ {2}${name} `, "m"));
	});

	it("has examples, each of which the parser takes, and --json, for every command", () => {
		for (const command of [...commands]) {
			const help = helpOf(command);
			expect(help).toContain("--json");
			const examples = [...help.matchAll(/^ {2}lossatlas (.+?)(?: *[>#].*)?$/gm)].map(([, line]) => line);
			expect(examples.length).toBeGreaterThan(0);
			for (const example of examples) expect(mistakeIn(...example.split(/\s+/)), example).toBeNull();
		}
	});

	it("names every solver", () => {
		const text = helpOf(commands[0]).replace(/\s+/g, " ");
		for (const name of solverNames) expect(text).toContain(name);
	});
});

describe("a mistake in the command line", () => {
	it.each([
		[["srvey", "a.yaml"], "Unknown command 'srvey'.", "survey"],
		[["survey", "a.yaml", "--strats", "3"], "Unknown option '--strats'.", "--starts"],
		[["plot", "--lst"], "Unknown option '--lst'.", "--list"],
	])("%j: the nearest name", (args, message, nearest) => {
		const error = mistakeIn(...args);
		expect(error?.message).toBe(message);
		expect(error?.advice).toContain(`Did you mean ${nearest}?`);
	});

	it.each([
		[[], "A command was expected."],
		[["survey"], "Missing required argument 'problem'."],
		[["classify", "a.yaml"], "Required option '--point <file>' not specified."],
		[
			["survey", "a.yaml", "--target", "minma"],
			"Option '--target <minima|all>' argument 'minma' is invalid. Allowed choices are minima, all.",
		],
		[["survey", "a.yaml", "--force", "--resume"], "Option '--force' cannot be used with option '--resume'."],
		[["survey", "a.yaml", "b.yaml"], "Too many arguments for 'survey'. Expected 1 argument but got 2."],
	])("%j: what was expected, and where to look", (args, message) => {
		const error = mistakeIn(...args);
		expect(error?.message).toBe(message);
		expect(error?.advice).toContain("lossatlas --help");
	});
});
