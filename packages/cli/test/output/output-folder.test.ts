import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "@lossatlas/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defaultFolder, prepareFolder } from "../../src/output/output-folder.ts";

let place: string;
beforeEach(() => {
	place = mkdtempSync(join(tmpdir(), "lossatlas-folder-"));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const plainly = { resume: false, force: false };

/** Lays files, given by their paths, into a folder. */
function lay(folder: string, ...paths: string[]): void {
	for (const path of paths) {
		mkdirSync(join(folder, path, ".."), { recursive: true });
		writeFileSync(join(folder, path), "x");
	}
}

async function refusal(folder: string, how = plainly): Promise<InputError> {
	const error = await prepareFolder(folder, how).then(
		() => null,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(InputError);
	return error as InputError;
}

describe("the folder for results", () => {
	it("is named by the problem, safely on every system", () => {
		expect(defaultFolder("penguins, Adelie against Gentoo")).toBe(
			join("lossatlas-out", "penguins-adelie-against-gentoo"),
		);
		expect(defaultFolder("../../etc")).toBe(join("lossatlas-out", "etc"));
		expect(defaultFolder("???")).toBe(join("lossatlas-out", "unnamed"));
	});

	it("is made with all folders above it, and what else lies in it does not matter", async () => {
		const folder = join(place, "a", "b", "c");
		expect(await prepareFolder(folder, plainly)).toBe("fresh");
		lay(folder, "notes.txt", "progress/notes.txt");
		expect(await prepareFolder(folder, plainly)).toBe("fresh");
	});

	it("is refused when it holds results or an unfinished survey, with the way out", async () => {
		lay(place, "done/survey.json", "begun/progress/00000000.json");
		const done = await refusal(join(place, "done"));
		expect(done.message).toContain("holds results already");
		expect(done.advice).toContain("--force");
		const begun = await refusal(join(place, "begun"));
		expect(begun.message).toContain("unfinished survey");
		expect(begun.advice).toContain("--resume");
		const resume = { resume: true, force: false };
		expect(await prepareFolder(join(place, "done"), resume)).toBe("finished");
		expect(await prepareFolder(join(place, "begun"), resume)).toBe("unfinished");
		expect(readdirSync(join(place, "done"))).toEqual(["survey.json"]);
	});

	it("with --force loses what a survey wrote, and nothing of anyone else's", async () => {
		const own = [
			"survey.json",
			"starts.json",
			"report.html",
			".report.html.0123abcd.part",
			"points/p12.npz",
			"figures/loss-levels.svg",
			"progress/00000064.json",
			"hessians/p1.npz",
		];
		const foreign = ["thesis.tex", "points/mine.npz", "figures/Photo.png", ".git/config", "src/survey.json"];
		lay(place, ...own, ...foreign);
		expect(await prepareFolder(place, { resume: false, force: true })).toBe("fresh");
		for (const path of own) expect(existsSync(join(place, path)), path).toBe(false);
		for (const path of foreign) expect(existsSync(join(place, path)), path).toBe(true);
		expect(existsSync(join(place, "progress"))).toBe(false);
	});

	it("that is a file, or lies below one, is a mistake in words", async () => {
		lay(place, "file");
		for (const folder of [join(place, "file"), join(place, "file", "below")]) {
			const error = await refusal(folder);
			expect(error.message).toBe(
				`The folder ${folder} cannot be written: it, or a part of its path, is a file.`,
			);
			expect(error.where).toEqual({ file: folder });
			expect(error.advice).toContain("--out");
		}
	});

	it.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
		"without permission is a mistake in words",
		async () => {
			chmodSync(place, 0o500);
			expect((await refusal(join(place, "new"))).message).toContain("permission is missing");
			chmodSync(place, 0o700);
		},
	);

	it.skipIf(process.platform !== "linux")(
		"where no folder can be made is a mistake, not a wait",
		async () => {
			expect((await refusal("/proc/lossatlas/out")).message).toContain("cannot be made");
		},
	);
});
