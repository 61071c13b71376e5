import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { repository } from "../commands/command-line.ts";

it("the pages of theorems and constructions, and their figures, are those that the library gives", () => {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[join(repository, "scripts", "generate-pages.mjs"), "--check"],
		{ cwd: repository, encoding: "utf8" },
	);
	expect(`${stdout}${stderr}`).toBe("");
	expect(status).toBe(0);
}, 120_000);
