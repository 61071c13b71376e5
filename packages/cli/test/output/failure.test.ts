import { InputError } from "@lossatlas/core";
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { Interrupted, reportFailure } from "../../src/output/failure.ts";

let stdout: MockInstance;
let stderr: MockInstance;
beforeEach(() => {
	stdout = vi.spyOn(process.stdout, "write").mockReturnValue(true);
	stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => {
	vi.restoreAllMocks();
	process.exitCode = undefined;
});

const textOf = (stream: MockInstance): string => stream.mock.calls.map(([text]) => text).join("");

/** What a script sees: the exit code and the one document. */
function forScript(error: unknown) {
	reportFailure(error, true);
	const text = textOf(stdout);
	expect(text.trimEnd().split("\n")).toHaveLength(1);
	return { exit: process.exitCode, document: JSON.parse(text) };
}

/** An error as Node's file functions throw it. */
function systemError(code: string, path?: string): Error {
	return Object.assign(new Error(`${code}: something, open '${path}'`), {
		code,
		...(path === undefined ? {} : { path }),
	});
}

describe("a failure", () => {
	it("of a person's is exit code 2: what, where and what to try, in one document or in words", () => {
		const error = new InputError(
			"The width is 0; a whole number of at least 1 was expected.",
			{ file: "a.yaml", line: 5, column: 9, field: "network.layers[0].width" },
			"Write 1.",
		);
		expect(forScript(error)).toEqual({
			exit: 2,
			document: {
				schema: "lossatlas/error@1",
				code: 2,
				message: error.message,
				where: { file: "a.yaml", line: 5, column: 9, field: "network.layers[0].width" },
				try: "Write 1.",
			},
		});
		expect(textOf(stderr)).toBe(
			`error: ${error.message}\n  at: a.yaml, line 5, column 9, network.layers[0].width\n  try: Write 1.\n`,
		);
	});

	it("for a person alone leaves standard output empty", () => {
		reportFailure(new InputError("No."), false);
		expect(textOf(stdout)).toBe("");
		expect(textOf(stderr)).toBe("error: No.\n");
		expect(process.exitCode).toBe(2);
	});

	it("that is an interruption is exit code 130 and not called an error", () => {
		const { exit, document } = forScript(new Interrupted("Interrupted; saved in out.", "Use --resume."));
		expect([exit, document.code, document.try]).toEqual([130, 130, "Use --resume."]);
		expect(textOf(stderr)).toBe("Interrupted; saved in out.\n  try: Use --resume.\n");
	});

	it.each(["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "EISDIR", "ENOENT", "ENAMETOOLONG"])(
		"of a place that was named, %s, is exit code 2 and names the file, not the one it was written through",
		(code) => {
			const { exit, document } = forScript(systemError(code, "/out/.survey.json.0123abcd.part"));
			expect(exit).toBe(2);
			expect(document.where).toEqual({ file: "/out/survey.json" });
			expect(document.message).toContain("/out/survey.json");
			expect(document.message).not.toMatch(/\.part|E[A-Z]{4}/);
			expect(document.try).toContain("--out");
		},
	);

	it.each(["ENOSPC", "EDQUOT"])("of a full disk, %s, is exit code 1, with or without a name", (code) => {
		reportFailure(systemError(code, "/out/report.html"), false);
		expect(process.exitCode).toBe(1);
		reportFailure(systemError(code), false);
		expect(process.exitCode).toBe(1);
		const text = textOf(stderr);
		expect(text).toContain("The disk is full: /out/report.html could not be written.");
		expect(text.match(/The disk is full/g)).toHaveLength(2);
	});

	it("of the program is exit code 1, without a stack trace unless it is asked for", () => {
		reportFailure(new TypeError("x is not a function"), false);
		expect(process.exitCode).toBe(1);
		expect(textOf(stderr)).toContain("A fault of the program: x is not a function");
		expect(textOf(stderr)).not.toMatch(/\n {4}at /);
		vi.stubEnv("LOSSATLAS_DEBUG", "1");
		reportFailure(new TypeError("x is not a function"), false);
		vi.unstubAllEnvs();
		expect(textOf(stderr)).toMatch(/\n {4}at /);
	});
});
