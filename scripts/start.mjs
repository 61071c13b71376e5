// Sets up, surveys a real data set that ships with the repository, leaves a report.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root, setup } from "./setup.mjs";

await setup();
const out = join("lossatlas-out", "penguins");
const args = [
	"survey",
	join("examples", "penguins.yaml"),
	"--starts",
	"200",
	"--seed",
	"1",
	"--out",
	out,
	"--force",
];
process.stderr.write(`> npx lossatlas ${args.join(" ")}\n`);
const done = spawnSync(process.execPath, [join(root, "packages", "cli", "bin", "lossatlas.js"), ...args], {
	cwd: root,
	stdio: "inherit",
});
if (done.status === 0)
	process.stdout.write(
		`\nOpen ${join(out, "report.html")} in a browser. \`npx lossatlas --help\` says what else there is.\n`,
	);
process.exit(done.status ?? 1);
