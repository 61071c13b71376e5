import { execFileSync } from "node:child_process";
import { InputError } from "@lossatlas/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sbatchArguments, scriptText } from "../../../src/executors/slurm/job-script.ts";
import { quotedForShell, shellWords } from "../../../src/executors/slurm/shell-words.ts";

const words = (text: string) => shellWords(text, "--slurm-options");

/** What a real shell makes of a text. */
function shellSays(text: string): string[] {
	const printed = execFileSync("sh", ["-c", `printf '%s\\0' ${text}`], { encoding: "utf8" });
	return printed.split("\0").slice(0, -1);
}

describe("the words of --slurm-options", () => {
	it("are parted as a shell parts them", () => {
		for (const text of [
			"--partition=short --time=60",
			"  --a   --b\t--c ",
			`--comment="two words" --constraint='a|b'`,
			`--comment=a' b 'c"d e"`,
			`--x="say \\"yes\\"" --y=a\\ b --z='\\n'`,
			`"" '' --empty=""`,
			`"a\\b" a\\\\b`,
		])
			expect(words(text), text).toEqual(shellSays(text));
		expect(words("")).toEqual([]);
	});

	it("any words survive quoting", () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: "grapheme" })), (given) => {
				expect(words(given.map(quotedForShell).join(" "))).toEqual(given);
			}),
		);
	});

	it("an open quote is a mistake that is shown", () => {
		for (const text of [`--comment="two words`, "--comment='two words", "--comment=two\\"])
			expect(() => words(text)).toThrow(InputError);
		expect(() => words(`--comment="two`)).toThrow(/quote ".*--slurm-options.*--comment="two/);
	});
});

const array = { tasks: 12, folder: "/data/a 50% run", logs: "/data/a 50% run/slurm", script: "/x/job-1.sh" };

describe("the script of a job array", () => {
	it("starts the worker with the very same words, whatever the folders are called", () => {
		const file = `/data/o'd "folder" $HOME \`x\` 50%/slurm/job-1.json`;
		const program = { node: "/opt/my node/bin/node", script: "/opt/it's here/bin/lossatlas.js" };
		const text = scriptText(program, file, { threads: 3, engine: "fused" });
		expect(text.startsWith("#!/bin/sh\n")).toBe(true);
		expect(text).toContain("\n#SBATCH --cpus-per-task=3\n");
		const line = text.split("\n").find((each) => each.includes("work")) as string;
		const said = execFileSync("sh", ["-c", `SLURM_ARRAY_TASK_ID=7; printf '%s\\0' ${line}`], {
			encoding: "utf8",
		});
		expect(said.split("\0").slice(0, -1)).toEqual([
			program.node,
			program.script,
			...["work", "--job", file, "--task", "7", "--engine", "fused"],
		]);
	});

	it("ends with the worker's exit code and names the signal that ended it", () => {
		const run = (body: string) => {
			const program = { node: "/bin/sh", script: "-c" };
			// The worker is a shell with its words as a script.
			const text = scriptText(program, "", { threads: 1, engine: "portable" }).replace("'work'", () =>
				quotedForShell(body),
			);
			const ended = execFileSync("sh", ["-c", `(${text}); echo "code $?"`], {
				encoding: "utf8",
				env: { PATH: process.env.PATH, SLURM_ARRAY_TASK_ID: "0" },
				stdio: ["ignore", "pipe", "ignore"],
			});
			return ended.trim().split("\n").slice(1);
		};
		expect(run("exit 3")).toEqual(["code 3"]);
		expect(run("kill -9 $$")).toEqual(["The worker was ended by signal 9.", "code 137"]);
	});

	it("is submitted with the person's options before ours, which win", () => {
		const args = sbatchArguments(["--partition=short", "--array=0-9", "--time", "60"], array);
		expect(args.at(-1)).toBe(array.script);
		expect(args).toContain("--parsable");
		expect(args.lastIndexOf("--array=0-11")).toBeGreaterThan(args.indexOf("--array=0-9"));
		expect(args.indexOf("--export=ALL")).toBeLessThan(args.indexOf("--partition=short"));
		expect(args).toContain("--chdir=/data/a 50% run");
		// A % would begin a placeholder of Slurm's.
		expect(args).toContain("--output=/data/a 50%% run/slurm/task-%A_%a.log");
	});

	it("cannot have logs in a folder with a backslash in its name", () => {
		expect(() => sbatchArguments([], { ...array, logs: "/data/a\\b/slurm" })).toThrow(/backslash/);
	});
});
