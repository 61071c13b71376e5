import { InputError } from "@lossatlas/core/laboratory";
import { quotedForShell } from "./shell-words.ts";

/** How this program was started, so that nodes start the same. */
export interface Program {
	readonly node: string;
	/** bin/lossatlas.js, absolute. */
	readonly script: string;
}

/** The script of a job array: what a person may override with --slurm-options stands in its first lines. */
export function scriptText(
	{ node, script }: Program,
	jobFile: string,
	{ threads, engine }: { readonly threads: number; readonly engine: string },
): string {
	const worker = [node, script, "work", "--job", jobFile].map(quotedForShell).join(" ");
	return `#!/bin/sh
#SBATCH --job-name=lossatlas
#SBATCH --nodes=1
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=${threads}
#SBATCH --no-requeue
# Blocks of a task that is lost are submitted again by the sweep that wrote this file.
echo "$(date) on $(hostname): task $SLURM_ARRAY_TASK_ID"
${worker} --task "$SLURM_ARRAY_TASK_ID" --engine ${quotedForShell(engine)}
status=$?
if [ "$status" -gt 128 ]; then echo "The worker was ended by signal $((status - 128))."; fi
exit "$status"
`;
}

/** Arguments of sbatch. What is ours comes after the person's options: the last of two wins. */
export function sbatchArguments(
	options: readonly string[],
	array: { readonly tasks: number; readonly folder: string; readonly logs: string; readonly script: string },
): string[] {
	if (array.logs.includes("\\"))
		throw new InputError(
			`Slurm cannot write logs into ${array.logs}: there is a backslash in the name.`,
			{ field: "--out" },
			"Choose another folder with --out.",
		);
	return [
		"--export=ALL",
		...options,
		"--parsable",
		`--array=0-${array.tasks - 1}`,
		`--chdir=${array.folder}`,
		// A % in the folder's name is no placeholder of Slurm's.
		`--output=${array.logs.replaceAll("%", "%%")}/task-%A_%a.log`,
		"--open-mode=append",
		array.script,
	];
}
