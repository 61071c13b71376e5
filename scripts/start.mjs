// Sets up, surveys a real data set that ships with the repository, leaves a report.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root, setup } from "./setup.mjs";

await setup();
const out = join("lossatlas-out", "penguins");
const args = ["survey", join("examples", "penguins.yaml"), "--starts", "200", "--seed", "1", "--out", out];
args.push("--force");
process.stderr.write(`> npx lossatlas ${args.join(" ")}\n`);
const survey = spawn(process.execPath, [join(root, "packages", "cli", "bin", "lossatlas.js"), ...args], {
	cwd: root,
	stdio: "inherit",
});
// Ctrl-C reaches the survey too, which saves what is finished: this process only waits for it.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => survey.kill("SIGTERM"));
survey.on("exit", (code) => {
	if (code === 0)
		process.stdout.write(
			`\nOpen ${join(root, out, "report.html")} in a browser. \`npx lossatlas --help\` says what else there is.\n`,
		);
	process.exitCode = code ?? 1;
});
