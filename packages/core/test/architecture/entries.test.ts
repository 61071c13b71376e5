import { dirname, join } from "node:path/posix";
import { describe, expect, it } from "vitest";
import { coreSource, sourcesBelow, withoutComments } from "./sources.ts";

const sources = new Map(sourcesBelow(coreSource).map(({ path, text }) => [path, withoutComments(text)]));

/** Files and packages that loading a file loads too: static imports that are not of types alone. */
function loadedBy(entry: string): Set<string> {
	const loaded = new Set<string>();
	const visit = (path: string) => {
		if (loaded.has(path)) return;
		loaded.add(path);
		const statements = (sources.get(path) ?? "").matchAll(
			/^(?:import|export)(?! type)\s[^;]*?from\s+"([^"]+)"/gm,
		);
		for (const [, target] of statements) visit(target.startsWith(".") ? join(dirname(path), target) : target);
	};
	visit(entry);
	return loaded;
}

const roomsOf = (files: Set<string>) => new Set([...files].map((path) => path.split("/")[0]));
const packagesOf = (files: Set<string>) => [...files].filter((path) => !path.endsWith(".ts")).sort();

describe("what an entry of the library loads", () => {
	it("index.ts: everything, so that the others say something", () => {
		const loaded = loadedBy("index.ts");
		expect([...roomsOf(loaded)]).toEqual(expect.arrayContaining(["problem", "survey", "figures"]));
		expect(packagesOf(loaded)).toEqual(expect.arrayContaining(["zod", "yaml", "linkedom"]));
	});

	it("names.ts: no package at all, for a command line that answers at once", () => {
		expect(packagesOf(loadedBy("names.ts"))).toEqual([]);
	});

	it("laboratory.ts: everything but the figures and their libraries", () => {
		const loaded = loadedBy("laboratory.ts");
		expect([...roomsOf(loaded)]).toEqual(
			expect.arrayContaining(["problem", "survey", "theory", "constructions"]),
		);
		expect(roomsOf(loaded)).not.toContain("figures");
		expect(packagesOf(loaded).filter((name) => /linkedom|plot/.test(name))).toEqual([]);
	});

	it("worker.ts: no figures, which every thread would load", () => {
		const loaded = loadedBy("worker.ts");
		expect(roomsOf(loaded)).not.toContain("figures");
		expect(packagesOf(loaded).filter((name) => /linkedom|plot|noble/.test(name))).toEqual([]);
	});
});
