import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import * as library from "../../src/index.ts";

const readme = readFileSync(fileURLToPath(new URL("../../../../README.md", import.meta.url)), "utf8");

/** Code blocks of the README in a language. */
function blocks(language: string): string[] {
	return [...readme.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, "g"))].map(
		([, code]) => code,
	);
}

type AsyncFunction = (...values: unknown[]) => Promise<void>;
const AsyncFunction = (async () => {}).constructor as new (...parts: string[]) => AsyncFunction;

it("the library's example prints what its comments say", async () => {
	const [code] = blocks("ts");
	const imported = /import \{([^}]*)\} from "@lossatlas\/core";/.exec(code);
	if (imported === null) throw new Error("The example imports from @lossatlas/core.");
	const names = imported[1].split(",").map((name) => name.trim());
	const printed: string[] = [];
	const console = { log: (value: unknown) => printed.push(String(value)) };
	const run = new AsyncFunction(...names, "console", code.replace(imported[0], ""));
	const exported = new Map<string, unknown>(Object.entries(library));
	await run(...names.map((name) => exported.get(name)), console);
	const expected = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map(([, value]) => value);
	expect(expected.length).toBeGreaterThan(2);
	expect(printed.map((value) => String(Number(Number(value).toPrecision(12))))).toEqual(expected);
});

it("the problem file of the README is a valid one but for its data file", async () => {
	const [yaml] = blocks("yaml");
	const rows = [1, 2, 3].map((k) => [k, k * k, k % 2 === 0 ? "good" : "bad"]);
	const names = ["length", "width", "kind"];
	const problem = await library.parseProblem(yaml, {
		source: {
			read: async () => ({
				kind: "table",
				table: {
					columns: names.map((name, k) => ({ name, values: rows.map((row) => row[k]) })),
					rows: rows.length,
					source: "measurements.csv",
					line: null,
				},
			}),
		},
	});
	expect(Array.from(problem.data.y)).toEqual([-1, 1, -1]);
	expect(problem.network.parameters).toBe(25);
});
