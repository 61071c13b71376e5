// Sets up, then runs the checks and a tier of tests: `npm test` the fast one, `npm run test:slow` the long one.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, setup } from "./setup.mjs";

const slow = process.argv.includes("--slow");
await setup();

/** Runs a tool of node_modules; whether it succeeded. */
function run(title, file, args) {
	process.stderr.write(`> ${title}\n`);
	const done = spawnSync(process.execPath, [join(root, "node_modules", ...file), ...args], {
		cwd: root,
		stdio: "inherit",
	});
	return done.status === 0;
}

const checks = [
	["biome check", ["@biomejs", "biome", "bin", "biome"], ["check", "."]],
	["knip", ["knip", "bin", "knip.js"], []],
	["tsc, the tests", ["typescript", "bin", "tsc"], ["--noEmit", "-p", "tsconfig.test.json"]],
];
const failedChecks = slow ? 0 : checks.filter((check) => !run(...check)).length;

const results = join(root, "node_modules", ".lossatlas-tests");
mkdirSync(results, { recursive: true });
const report = join(results, slow ? "slow.json" : "fast.json");
rmSync(report, { force: true });
const passed = run(
	slow ? "vitest, the long tests" : "vitest, the fast tests",
	["vitest", "vitest.mjs"],
	[
		"run",
		...(slow ? ["--config", "vitest.slow.config.ts"] : []),
		"--reporter=default",
		"--reporter=json",
		`--outputFile.json=${report}`,
	],
);

/** Counts of the report; a file that could not even be loaded, or a missing report, is one failure. */
function count() {
	try {
		const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, "utf8"));
		return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
	} catch {
		return { passed: 0, failed: 0, skipped: 0 };
	}
}

const tests = count();
const failed = failedChecks + (passed ? tests.failed : Math.max(1, tests.failed));
const skipped = tests.skipped > 0 ? `, ${tests.skipped} skipped` : "";
process.stdout.write(`${tests.passed} passed, ${failed} failed${skipped}\n`);
process.exitCode = failed > 0 ? 1 : 0;
