import tab from "@bomb.sh/tab/commander";
import { documentSchemaNames, figureIds, solverNames } from "@lossatlas/core";
import type { Command } from "commander";

type Complete = (value: string, description: string) => void;
type Handler = (complete: Complete) => void;

/** What a shell does after the offers: 0 adds files when there are none, 4 never adds files. */
const directives = { files: 0, noFiles: 4 } as const;

/**
 * What bash needs besides the library's script: file names where nothing else is offered, and, where the
 * bash-completion package is missing, the words as bash itself divides them.
 */
const bashSupplement = `if ! declare -F _get_comp_words_by_ref > /dev/null; then
    _get_comp_words_by_ref() {
        cur=\${COMP_WORDS[COMP_CWORD]}
        prev=\${COMP_WORDS[COMP_CWORD - 1]}
        words=("\${COMP_WORDS[@]}")
        cword=$COMP_CWORD
    }
fi
complete -o default -F __lossatlas_complete lossatlas
`;

/**
 * Adds `complete SHELL`, which prints a completion script for bash, zsh, fish or PowerShell, and the
 * `complete -- WORDS` that those scripts call: commands, options, values of options, files. `words` is what
 * follows `complete`.
 */
export function addCompletion(program: Command, words: readonly string[]): void {
	const root = tab(program);
	let directive: number = directives.noFiles;
	const files: Handler = () => {
		directive = directives.files;
	};
	// The library rules out files always, but a problem is one: what the handlers asked for stands.
	Object.defineProperty(root, "directive", { get: () => directive, set: () => {} });

	const offer =
		(known: readonly string[]): Handler =>
		(complete) => {
			for (const each of known) complete(each, "");
		};
	const optionValues: Readonly<Record<string, Handler>> = {
		target: offer(["minima", "all"]),
		init: (complete) => {
			offer(["glorot", "he", "normal:1"])(complete);
			files(complete);
		},
		solver: offer(solverNames),
		save: offer(["hessian"]),
		out: files,
		point: files,
		better: files,
	};
	for (const command of root.commands.values()) {
		for (const [name, option] of command.options) {
			const handler = optionValues[name];
			if (handler !== undefined) option.handler = handler;
		}
		if (command.arguments.has("problem")) command.argument("problem", files);
	}
	program.hook("postAction", () => {
		if (words[0] === "bash") process.stdout.write(bashSupplement);
	});
	root.commands.get("plot")?.argument("subject", files).argument("figure", offer(figureIds));
	root.commands.get("schema")?.argument("name", offer(documentSchemaNames));
}
