import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emptyFolder, lossatlas } from "./command-line.ts";

interface Survey {
	readonly schema: string;
	readonly digest: string;
	readonly starts: { readonly total: number; readonly outcomes: Record<string, number> };
	readonly points: readonly { readonly id: string; readonly loss: number }[];
}

async function surveyOf(args: readonly string[]): Promise<Survey> {
	const { code, stdout, stderr } = await lossatlas(["survey", ...args, "--json"]);
	expect(code, stderr).toBe(0);
	expect(stdout.trimEnd().split("\n")).toHaveLength(1);
	return JSON.parse(stdout) as Survey;
}

describe("survey", () => {
	it("prints one document, writes the folder, and gives the same digest with 1 and 2 threads", async () => {
		const out = emptyFolder();
		const one = await surveyOf([
			"examples/xor.yaml",
			"--starts",
			"120",
			"--threads",
			"1",
			"--out",
			join(out, "one"),
		]);
		const two = await surveyOf([
			"examples/xor.yaml",
			"--starts",
			"120",
			"--threads",
			"2",
			"--out",
			join(out, "two"),
		]);
		expect(one.schema).toBe("lossatlas/survey@1");
		expect(two.digest).toBe(one.digest);
		const files = readdirSync(join(out, "one"));
		for (const file of ["survey.json", "starts.json", "spectra.json", "report.html", "figures", "points"])
			expect(files).toContain(file);
		expect(files).not.toContain("progress");
		const pictures = readdirSync(join(out, "one", "figures"));
		expect(pictures.filter((name) => name.endsWith(".svg")).length).toBeGreaterThanOrEqual(6);
		expect(pictures.filter((name) => name.endsWith(".png"))).toHaveLength(pictures.length / 2);
		expect(readFileSync(join(out, "one", "report.html"), "utf8")).not.toMatch(
			/<(script|link|img)[^>]+(src|href)="http/,
		);
		const point = join(out, "one", "points", "p1.npz");
		const { code, stdout } = await lossatlas(["classify", "examples/xor.yaml", "--point", point, "--json"]);
		expect(code).toBe(0);
		expect(JSON.parse(stdout)).toMatchObject({
			schema: "lossatlas/classify@1",
			kind: "minimum",
			nullity: 5,
			nullityExplained: 5,
		});
	});

	it("saves what was finished when interrupted, and --resume ends with the same digest", async () => {
		const out = join(emptyFolder(), "out");
		const args = ["examples/random-targets.yaml", "--starts", "120", "--threads", "2", "--budget", "6000"];
		const interrupted = await lossatlas(["survey", ...args, "--out", out, "--json"], {
			interruptWhen: /[4-9]\d of 120/,
		});
		expect(interrupted.code).toBe(130);
		expect(JSON.parse(interrupted.stdout)).toMatchObject({ schema: "lossatlas/error@1", code: 130 });
		expect(existsSync(join(out, "survey.json"))).toBe(false);
		expect(readdirSync(join(out, "progress")).length).toBeGreaterThan(1);
		const changed = await lossatlas(["survey", ...args, "--seed", "2", "--out", out, "--resume", "--json"]);
		expect(changed.code).toBe(2);
		expect(JSON.parse(changed.stdout).message).toMatch(/seed was 1, now 2/);
		const resumed = await surveyOf([...args, "--out", out, "--resume"]);
		const whole = await surveyOf([...args, "--out", `${out}-whole`]);
		expect(resumed.starts.total).toBe(120);
		expect(resumed.digest).toBe(whole.digest);
	});

	it("refuses a folder that holds results, and replaces them with --force", async () => {
		const out = join(emptyFolder(), "out");
		const args = ["examples/xor.yaml", "--starts", "10", "--out", out];
		await surveyOf(args);
		const refused = await lossatlas(["survey", ...args, "--json"]);
		expect(refused.code).toBe(2);
		expect(JSON.parse(refused.stdout)).toMatchObject({ schema: "lossatlas/error@1", code: 2 });
		expect(JSON.parse(refused.stdout).try).toMatch(/--resume|--force/);
		await surveyOf([...args, "--force"]);
	});
});

describe("mistakes", () => {
	it("in a problem file: exit code 2, one document with file, line and what to try, no stack trace", async () => {
		const file = join(emptyFolder(), "wrong.yaml");
		writeFileSync(
			file,
			"lossatlas: 1\ndata: {builtin: {name: xor}}\nnetwork:\n  layers:\n    - {width: 2, activation: softpluss}\n    - {width: 1}\nloss: {name: squared}\n",
		);
		const { code, stdout, stderr } = await lossatlas(["survey", file, "--json"]);
		expect(code).toBe(2);
		const document = JSON.parse(stdout);
		expect(document).toMatchObject({ schema: "lossatlas/error@1", code: 2, where: { file, line: 5 } });
		expect(document.message).toMatch(/Did you mean softplus/);
		expect(stderr).not.toMatch(/\n\s+at /);
	});

	it("in the command line: nearest command, value that does not fit, missing file", async () => {
		const unknown = await lossatlas(["surve", "examples/xor.yaml"]);
		expect([unknown.code, unknown.stdout]).toEqual([2, ""]);
		expect(unknown.stderr).toMatch(/survey/);
		const value = await lossatlas(["survey", "examples/xor.yaml", "--starts", "many", "--json"]);
		expect(value.code).toBe(2);
		expect(JSON.parse(value.stdout).message).toMatch(/many/);
		const missing = await lossatlas(["classify", "nowhere.yaml", "--point", "p.json", "--json"]);
		expect(missing.code).toBe(2);
		expect(JSON.parse(missing.stdout).message).toMatch(/nowhere\.yaml.*does not exist/);
	});
});
