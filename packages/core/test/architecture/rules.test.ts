import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { coreSource, repository, sourcesBelow, withoutComments } from "./sources.ts";

/** What may be used of Math: exact IEEE operations and integer work. */
const exactMath = new Set(
	"abs max min sqrt floor ceil trunc round sign fround imul clz32 PI SQRT2".split(" "),
);

function inexact(text: string): string[] {
	const code = withoutComments(text);
	const calls = [...code.matchAll(/\bMath\.(\w+)/g)]
		.map(([, name]) => name)
		.filter((name) => !exactMath.has(name));
	return [...calls, ...(/\w\s*\*\*\s*[\w(]/.test(code) ? ["**"] : [])];
}

describe("rules of the house", () => {
	it("nothing in the library depends on the engine's elementary functions", () => {
		const wrong = sourcesBelow(coreSource).flatMap(({ path, text }) =>
			inexact(text).map((name) => `${path}: Math.${name}`),
		);
		expect(wrong).toEqual([]);
		expect(inexact("const y = Math.exp(x) + x ** 2;")).toEqual(["exp", "**"]);
	});

	it("no file is longer than 400 lines", () => {
		const folders = ["packages/core/src", "packages/core/assembly", "packages/core/test", "packages/cli/src"];
		const long = folders.flatMap((folder) =>
			sourcesBelow(join(repository, folder))
				.filter(({ text }) => text.split("\n").length > 400)
				.map(({ path }) => `${folder}/${path}`),
		);
		expect(long).toEqual([]);
	});

	it("no file is called utils, helpers, misc or manager", () => {
		const files = [coreSource, join(repository, "packages/cli/src")].flatMap(sourcesBelow);
		expect(files.filter(({ path }) => /(^|\/)(utils?|helpers?|misc|manager|common)\b/.test(path))).toEqual(
			[],
		);
	});

	it("shared code branches on declared properties, not on names of variants", () => {
		const wrong = sourcesBelow(coreSource)
			.filter(({ path }) => !/formula\/(activations|losses)\//.test(path))
			.filter(({ text }) =>
				/=== ?"(relu|leaky-relu|elu|tanh|sigmoid|softplus|squared|logistic|hinge|cross-entropy)"/.test(text),
			);
		expect(wrong.map(({ path }) => path)).toEqual([]);
	});
});

describe("the lockfile", () => {
	const lock = JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8")) as {
		packages: Record<string, { resolved?: string; hasInstallScript?: boolean; optional?: boolean }>;
	};

	it("holds no download address", () => {
		const addresses = Object.values(lock.packages).filter(({ resolved }) => resolved?.includes("://"));
		expect(addresses).toEqual([]);
	});

	it("lists the native packages of every platform", () => {
		const names = Object.keys(lock.packages).join("\n");
		for (const platform of ["darwin-arm64", "win32-x64", "linux-arm64", "linux-x64"]) {
			expect(names).toMatch(new RegExp(`@biomejs/cli-${platform}`));
			expect(names).toMatch(new RegExp(`@resvg/resvg-js-${platform}`));
		}
	});

	it("needs no script of a package: none runs at an installation", () => {
		expect(readFileSync(join(repository, ".npmrc"), "utf8")).toMatch(/^ignore-scripts=true$/m);
		const scripted = Object.entries(lock.packages).filter(([, { hasInstallScript }]) => hasInstallScript);
		expect(scripted.filter(([, { optional }]) => !optional)).toEqual([]);
	});
});
