import { dirname, join } from "node:path/posix";
import { describe, expect, it } from "vitest";
import { coreSource, sourcesBelow, withoutComments } from "./sources.ts";

const sources = new Map(sourcesBelow(coreSource).map(({ path, text }) => [path, text]));

/** Files and packages that the checker of certificates consists of, types included. */
function checker(): Set<string> {
	const found = new Set<string>();
	const visit = (path: string) => {
		if (found.has(path)) return;
		found.add(path);
		for (const [, target] of withoutComments(sources.get(path) ?? "").matchAll(/\bfrom\s+"([^"]+)"/g))
			visit(target.startsWith(".") ? join(dirname(path), target) : target);
	};
	visit("certificate/verify.ts");
	return found;
}

const own = [...checker()].filter((path) => path.startsWith("certificate/"));

describe("the checker of certificates", () => {
	it("rests on rigor, the formulas of activations and losses, and a digest: nothing else", () => {
		const rooms = new Set(
			[...checker()].map((path) =>
				path.startsWith("problem/formula/")
					? "problem/formula"
					: path.slice(0, path.lastIndexOf("/")).replace(/\/.*/, ""),
			),
		);
		expect([...rooms].sort()).toEqual(["@noble", "certificate", "problem/formula", "rigor"]);
		expect([...checker()].filter((path) => path.startsWith("@")).sort()).toEqual([
			"@noble/hashes/sha2.js",
			"@noble/hashes/utils.js",
		]);
	});

	it("shares no file with the search for proofs", () => {
		expect(own.filter((path) => /search|certify|embed\.ts|other-width|schema/.test(path))).toEqual([]);
	});

	it("has fewer than 1500 lines of code of its own (without imports) for networks on samples, and 200 for the population loss", () => {
		const linesOf = (paths: readonly string[]) =>
			paths.flatMap((path) =>
				withoutComments(sources.get(path) ?? "")
					.split("\n")
					.filter(
						(line) => line.trim() !== "" && !/^import |^} from |^\t(?:type )?\w+(?: as \w+)?,$/.test(line),
					),
			);
		const [population, samples] = [true, false].map((one) =>
			own.filter((path) => path.includes("/population/") === one),
		);
		expect(samples.length).toBeGreaterThan(8);
		expect(linesOf(samples).length).toBeLessThan(1500);
		expect(linesOf(population).length).toBeLessThan(200);
	});
});
