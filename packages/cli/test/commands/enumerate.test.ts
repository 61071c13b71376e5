import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emptyFolder } from "./command-line.ts";
import { say } from "./in-process.ts";

/** X = I, targets diag(3, 2, 1), summed: losses by hand. */
function diagonalFile(hidden: readonly number[]): string {
	const layers = [...hidden, 3].map((width) => `{width: ${width}, activation: identity, bias: false}`);
	const file = join(emptyFolder(), "diagonal.yaml");
	writeFileSync(
		file,
		`lossatlas: 1
name: diagonal
data: {inline: {x: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], y: [[3, 0, 0], [0, 2, 0], [0, 0, 1]]}}
network: {layers: [${layers.join(", ")}]}
loss: {name: squared}
reduction: sum
`,
	);
	return file;
}

function reluFile(samples: number, outputBias = false): string {
	const file = join(emptyFolder(), "relu.yaml");
	const x = Array.from({ length: samples }, (_, i) => `[${i - 1}]`);
	const y = Array.from({ length: samples }, (_, i) => Math.abs(i - 1));
	writeFileSync(
		file,
		`lossatlas: 1
name: absolute value
data: {inline: {x: [${x}], y: [${y}]}}
network: {layers: [{width: 2, activation: relu}, {width: 1, activation: identity, bias: ${outputBias}}]}
loss: {name: squared}
reduction: sum
`,
	);
	return file;
}

describe("enumerate", () => {
	it("prints a sentence, then a table of the values, best first", async () => {
		const { code, stdout, stderr } = await say("enumerate", diagonalFile([2, 2]));
		expect([code, stderr]).toEqual([0, ""]);
		const [sentence, , titles, ...rows] = stdout.split("\n");
		expect(sentence).toMatch(
			/^Every critical point of this linear network of 3 layers .* all 7 of them are listed/,
		);
		expect(titles.trim().split(/ {2,}/)).toEqual(["loss", "kind", "strict", "index", "nullity", "selected"]);
		expect(rows[0].split(/ {2,}/).slice(0, 5)).toEqual(["1", "0.5", "global minimum", "no", "0"]);
		expect(rows.slice(0, 7).map((row) => row.split(/ {2,}/).at(-1))).toEqual(
			"110 101 100 011 010 001 000".split(" "),
		);
		expect(rows[2]).toMatch(/varies +0 or more +at most \d+/);
		expect(stdout).toMatch(/strict "varies":/);
	});

	it("--json prints one document; with --limit it is not complete", async () => {
		const { code, stdout, stderr } = await say("enumerate", diagonalFile([2]), "--limit", "3", "--json");
		expect([code, stderr]).toEqual([0, ""]);
		const document = JSON.parse(stdout);
		expect(document).toMatchObject({
			schema: "lossatlas/enumerate@1",
			complete: false,
			total: "7",
			points: null,
		});
		expect(document.values.map(({ selection }: { selection: number[] }) => selection)).toEqual([
			[1, 1, 0],
			[1, 0, 1],
			[1, 0, 0],
		]);
		document.values.forEach(({ loss }: { loss: number }, k: number) => {
			expect(loss).toBeCloseTo([0.5, 2, 2.5][k], 13);
		});
	});

	it("--realize writes points that classify says are what the list says", async () => {
		const problem = diagonalFile([2]);
		const out = join(emptyFolder(), "points");
		const made = await say(
			"enumerate",
			problem,
			"--realize",
			"2",
			"--limit",
			"3",
			"--out",
			out,
			"--seed",
			"4",
		);
		expect([made.code, made.stderr]).toEqual([0, ""]);
		expect(made.stdout).toMatch(/All checks passed/);
		expect(readdirSync(out).sort()).toEqual([
			"enumerate.json",
			...["v1-1.json", "v1-2.json", "v2-1.json", "v2-2.json", "v3-1.json", "v3-2.json"],
		]);
		const { values } = JSON.parse(readFileSync(join(out, "enumerate.json"), "utf8"));
		for (const k of [1, 2, 3]) {
			const { stdout } = await say("classify", problem, "--point", join(out, `v${k}-2.json`), "--json");
			const found = JSON.parse(stdout);
			expect(found.kind).toBe(values[k - 1].kind);
			expect(found.closedForm.selection).toEqual(values[k - 1].selection);
			expect(found.index).toBe(values[k - 1].index);
			expect(found.descent === null).toBe(k === 1);
		}
		const again = await say("enumerate", problem, "--realize", "1", "--out", out);
		expect(again.code).toBe(2);
		expect(again.stderr).toMatch(/holds results already/);
		const forced = await say("enumerate", problem, "--realize", "1", "--limit", "1", "--out", out, "--force");
		expect(forced.code).toBe(0);
		expect(readdirSync(out).sort()).toEqual(["enumerate.json", "v1-1.json"]);
	});

	it("lists the product cones of a ReLU layer and says that other patterns are missing", async () => {
		const problem = reluFile(3);
		const { code, stdout } = await say("enumerate", problem);
		expect(code).toBe(0);
		expect(stdout).toMatch(/other activation patterns have no closed form and are not listed/);
		expect(stdout).toMatch(/0\.333333333333 +local minimum .* 2 +0 1 2/);
		const better = join(emptyFolder(), "better.json");
		writeFileSync(better, '{"schema": "lossatlas/point@1", "theta": [1, -1, 0, 0, 1, 1]}');
		const told = await say("enumerate", problem, "--better", better, "--json");
		const document = JSON.parse(told.stdout);
		expect(document.complete).toBe(false);
		expect(document.values[0]).toMatchObject({
			kind: "minimum",
			global: "no",
			pattern: { samples: [0, 1, 2] },
		});
	});

	it.each([
		["an activation without closed form", ["enumerate", "examples/xor.yaml"], /no closed form.*sigmoid/],
		["a limit of 0", ["enumerate", diagonalFile([2]), "--limit", "0"], /--limit is "0"/],
		["points without a number", ["enumerate", diagonalFile([2]), "--realize", "many"], /--realize is "many"/],
		["--out without points", ["enumerate", diagonalFile([2]), "--out", "x"], /--out says where points go/],
		["too many samples of a ReLU layer", ["enumerate", reluFile(13)], /13 samples/],
		["an output bias of a ReLU layer", ["enumerate", reluFile(3, true)], /output layer has a bias/],
	])("refuses %s with exit code 2", async (_, words, sentence) => {
		const { code, stdout, stderr } = await say(...words);
		expect([code, stdout]).toEqual([2, ""]);
		expect(stderr).toMatch(sentence);
		expect(stderr).toMatch(/error: /);
		const json = await say(...words, "--json");
		expect(JSON.parse(json.stdout)).toMatchObject({ schema: "lossatlas/error@1", code: 2 });
	});
});
