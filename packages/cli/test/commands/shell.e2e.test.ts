import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { documentSchemaNames, figureIds, solverNames } from "@lossatlas/core";
import { describe, expect, it } from "vitest";
import { emptyFolder, lossatlas, repository } from "./command-line.ts";

const bin = join(repository, "packages", "cli", "bin", "lossatlas.js");
const windows = process.platform === "win32";

/** Runs a line of bash, in which "$0" "$1" is the command line, as a person's shell would. */
function bash(line: string) {
	const { status, stdout, stderr } = spawnSync("bash", ["-c", line, process.execPath, bin], {
		encoding: "utf8",
	});
	return { status, stdout, stderr };
}

/** A folder with the command line under its own name, for PATH. */
function onPath(): string {
	const folder = emptyFolder();
	const file = join(folder, "lossatlas");
	writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`);
	chmodSync(file, 0o755);
	return folder;
}

/** What a shell offers for the last word, and whether it may offer files instead. */
async function offers(...words: string[]): Promise<{ values: string[]; files: boolean }> {
	const { code, stdout } = await lossatlas(["complete", "--", ...words]);
	expect(code).toBe(0);
	const lines = stdout.trimEnd().split("\n");
	const directive = Number(lines.pop()?.slice(1));
	return { values: lines.map((line) => line.split("\t")[0]), files: (directive & 4) === 0 };
}

describe("completion", () => {
	it("offers commands, options and the values of options", async () => {
		expect((await offers("")).values).toEqual(
			expect.arrayContaining(["survey", "classify", "estimate", "plot", "schema", "complete"]),
		);
		expect(await offers("survey", "a.yaml", "--st")).toEqual({ values: ["--starts"], files: false });
		expect(await offers("survey", "--target", "")).toEqual({ values: ["minima", "all"], files: false });
		expect((await offers("estimate", "a.yaml", "--solver", "")).values).toEqual(solverNames);
		expect((await offers("plot", "lossatlas-out/xor", "")).values).toEqual([...figureIds]);
		expect((await offers("schema", "")).values).toEqual([...documentSchemaNames]);
	});

	it("leaves files to the shell where a file is meant", async () => {
		expect(await offers("survey", "")).toEqual({ values: [], files: true });
		expect(await offers("classify", "a.yaml", "--point", "")).toEqual({ values: [], files: true });
		expect(await offers("survey", "--init", "")).toEqual({
			values: ["glorot", "he", "normal:1"],
			files: true,
		});
	});
});

describe("the completion script", () => {
	it("of each shell asks the command line", async () => {
		for (const shell of ["bash", "zsh", "fish", "powershell"]) {
			const { code, stdout } = await lossatlas(["complete", shell]);
			expect(code).toBe(0);
			expect(stdout).toMatch(/lossatlas complete '?--/);
		}
	});

	it.skipIf(windows)("works in bash without the bash-completion package", () => {
		const { stdout } = bash(`
			PATH="${onPath()}:$PATH"
			unset -f _get_comp_words_by_ref
			source <(lossatlas complete bash)
			complete -p lossatlas
			compopt() { :; }
			offer() {
				COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
				__lossatlas_complete
				echo "$(IFS=,; echo "\${COMPREPLY[*]}")"
			}
			offer lossatlas sur
			offer lossatlas survey a.yaml --target ""
			offer lossatlas survey a.yaml --solver new
		`);
		expect(stdout.trimEnd().split("\n")).toEqual([
			"complete -o default -F __lossatlas_complete lossatlas",
			"survey",
			"minima,all",
			"newton,newton-mr",
		]);
	});

	it("is not mixed into what it asks for", async () => {
		expect((await lossatlas(["complete", "--", "bash"])).stdout).not.toContain("_get_comp_words_by_ref");
	});
});

describe("standard output", () => {
	it.skipIf(windows)("may be closed early, as by `head`, without a word", () => {
		const status = "$" + "{PIPESTATUS[0]}";
		expect(bash(`"$0" "$1" schema problem | true; echo ${status}`)).toEqual({
			status: 0,
			stdout: "0\n",
			stderr: "",
		});
	});

	it.skipIf(process.platform !== "linux")("on a full disk is a fault of the machine, in words", () => {
		const { status, stderr } = bash('"$0" "$1" schema problem > /dev/full');
		expect(status).toBe(1);
		expect(stderr).toContain("The disk is full.");
		expect(stderr).not.toMatch(/\n\s+at /);
	});
});

describe("a working tree that is not built", () => {
	it("says what to run", () => {
		const copy = join(emptyFolder(), "bin");
		mkdirSync(copy);
		copyFileSync(bin, join(copy, "lossatlas.mjs"));
		const { status, stdout, stderr } = spawnSync(process.execPath, [join(copy, "lossatlas.mjs"), "--help"], {
			encoding: "utf8",
		});
		expect([status, stdout]).toEqual([1, ""]);
		expect(stderr).toMatch(/^lossatlas is not built yet\. Run `npm run setup`.*\n$/);
	});
});
