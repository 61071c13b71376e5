import { documentSchemaNames, figureIds, solverNames } from "@lossatlas/core";
import tab from "@bomb.sh/tab/commander";
import type { Command } from "commander";

const values: Readonly<Record<string, readonly string[]>> = {
	target: ["minima", "all"],
	init: ["glorot", "he", "normal:1"],
	solver: solverNames,
	save: ["hessian"],
};

/** Adds the `complete` command: completion of commands, options and their values for bash, zsh, fish, PowerShell. */
export function addCompletion(program: Command): void {
	const completion = tab(program);
	for (const command of completion.commands.values()) {
		for (const [name, option] of command.options) {
			const known = values[name];
			if (known !== undefined) option.handler = (complete) => known.forEach((each) => complete(each, ""));
		}
	}
	const offer = (command: string, argument: string, known: readonly string[]) =>
		completion.commands.get(command)?.argument(argument, (complete) => known.forEach((each) => complete(each, "")));
	offer("schema", "name", documentSchemaNames);
	offer("plot", "figure", figureIds);
}
