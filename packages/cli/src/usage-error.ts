import { InputError } from "@lossatlas/core/names";
import type { CommanderError } from "commander";

const whereToLook = "`lossatlas --help` lists the commands, `lossatlas COMMAND --help` the options.";

/** A mistake in the command line as the parser words it, with the nearest command or option as advice. */
export function usageError(error: CommanderError): InputError {
	if (error.code === "commander.help") return new InputError("A command was expected.", {}, whereToLook);
	const [message, suggestion] = error.message.replace(/^error: /, "").split(/\n\(Did you mean /);
	const nearest = suggestion?.replace(/\?\)$/, "");
	return new InputError(
		`${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.!?]$/.test(message) ? "" : "."}`,
		{},
		nearest === undefined ? whereToLook : `Did you mean ${nearest}? ${whereToLook}`,
	);
}
