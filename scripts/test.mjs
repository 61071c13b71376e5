// Sets up, then runs the checks and a tier of tests: `npm test` the fast one, `npm run test:slow` the long one.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root, setup } from "./setup.mjs";

const slow = process.argv.includes("--slow");
await setup();

function run(title, file, args) {
	process.stderr.write(`> ${title}\n`);
	const done = spawnSync(process.execPath, [join(root, "node_modules", ...file), ...args], {
		cwd: root,
		stdio: "inherit",
	});
	return done.status ?? 1;
}

let failed = 0;
if (!slow) {
	failed += run("biome check", ["@biomejs", "biome", "bin", "biome"], ["check", "."]) ? 1 : 0;
	failed += run("knip", ["knip", "bin", "knip.js"], []) ? 1 : 0;
}
const results = join(root, "node_modules", ".lossatlas-tests");
mkdirSync(results, { recursive: true });
const report = join(results, slow ? "slow.json" : "fast.json");
const config = slow ? ["--config", "vitest.slow.config.ts"] : [];
const status = run(
	slow ? "vitest, the long tests" : "vitest, the fast tests",
	["vitest", "vitest.mjs"],
	["run", ...config, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
);
const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, "utf8"));
failed += numFailedTests + (status !== 0 && numFailedTests === 0 ? 1 : 0);
process.stdout.write(
	`${numPassedTests} passed, ${failed} failed${numPendingTests > 0 ? `, ${numPendingTests} skipped` : ""}\n`,
);
process.exit(failed > 0 ? 1 : 0);
