import { dirname, join } from "node:path/posix";
import { describe, expect, it } from "vitest";
import { coreSource, type SourceFile, sourcesBelow, withoutComments } from "./sources.ts";

/**
 * Rooms from the ground up; imports run downward only, rooms of one line do not import each other. The formulas are a
 * room of their own below `problem`: the certificate checker will import them and nothing else of it.
 */
const storeys: readonly (readonly string[])[] = [
	["rigor", "numerics"],
	["problem/formula"],
	["problem"],
	["objective"],
	["closed-forms"],
	["points"],
	["search"],
	["theory"],
	["constructions"],
	["certificate", "paths"],
	["survey"],
	["sweep"],
	["figures"],
	["reproductions"],
	["laboratory.ts", "names.ts", "worker.ts"],
	["index.ts"],
];

/** Exceptions with their reasons. */
const allowed = new Set<string>([]);

function roomOf(path: string): string {
	if (path.startsWith("problem/formula/")) return "problem/formula";
	return path.includes("/") ? path.slice(0, path.indexOf("/")) : path;
}

function storeyOf(room: string): number {
	return storeys.findIndex((rooms) => rooms.includes(room));
}

function importsOf({ path, text }: SourceFile): string[] {
	const found = withoutComments(text).matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g);
	return [...found].map(([, target]) =>
		target.startsWith(".") ? join(dirname(path), target) : `package:${target}`,
	);
}

function violations(files: readonly SourceFile[]): string[] {
	const wrong: string[] = [];
	for (const file of files) {
		const from = roomOf(file.path);
		for (const target of importsOf(file)) {
			if (target.startsWith("package:")) {
				if (target.startsWith("package:node:")) wrong.push(`${file.path} imports ${target.slice(8)}`);
				continue;
			}
			const to = roomOf(target);
			if (to === from) continue;
			if (storeyOf(to) < 0 || storeyOf(from) < 0) wrong.push(`${file.path}: a room that is not on the plan`);
			else if (storeyOf(to) >= storeyOf(from) && !allowed.has(`${file.path} -> ${target}`))
				wrong.push(`${file.path} imports ${target}, which lies above it`);
		}
	}
	return wrong;
}

describe("imports run downward", () => {
	it("in every file of the library", () => {
		const files = sourcesBelow(coreSource);
		expect(files.length).toBeGreaterThan(100);
		expect(violations(files)).toEqual([]);
	});

	it("and a planted violation is seen", () => {
		const planted = [
			{ path: "numerics/vector.ts", text: 'import { survey } from "../survey/survey.ts";' },
			{ path: "points/point.ts", text: 'import { run } from "../search/driver.ts";' },
			{ path: "problem/formula/loss.ts", text: 'export { parseProblem } from "../parse.ts";' },
			{ path: "survey/survey.ts", text: 'import { readFile } from "node:fs/promises";' },
			{ path: "objective/objective.ts", text: 'const later = await import("../points/kinks.ts");' },
		];
		expect(violations(planted)).toHaveLength(planted.length);
	});
});
