import tab from "@bomb.sh/tab/commander";
import { documentSchemaNames, figureIds, solverNames } from "@lossatlas/core";
import type { Command } from "commander";

const optionValues: Readonly<Record<string, readonly string[]>> = {
	target: ["minima", "all"],
	init: ["glorot", "he", "normal:1"],
	solver: solverNames,
	save: ["hessian"],
};

type Complete = (value: string, description: string) => void;

function offer(known: readonly string[]): (complete: Complete) => void {
	return (complete) => {
		for (const each of known) complete(each, "");
	};
}

/** Adds the `complete` command: completion of commands, options and their values for bash, zsh, fish, PowerShell. */
export function addCompletion(program: Command): void {
	const { commands } = tab(program);
	for (const command of commands.values()) {
		for (const [name, option] of command.options) {
			const known = optionValues[name];
			if (known !== undefined) option.handler = offer(known);
		}
	}
	commands.get("schema")?.argument("name", offer(documentSchemaNames));
	commands.get("plot")?.argument("figure", offer(figureIds));
}
