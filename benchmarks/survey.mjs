// npm run bench:survey: one thread against two, interleaved, and the memory of a long survey (--starts 100000).
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { machine } from "./peers/environment.mjs";
import { median, writeResult } from "./peers/result-file.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const bin = join(here, "..", "packages", "cli", "bin", "lossatlas.js");
const { values: options } = parseArgs({
	options: {
		starts: { type: "string", default: "100000" },
		rounds: { type: "string", default: "5" },
		dry: { type: "boolean", default: false },
	},
});
const folder = mkdtempSync(join(tmpdir(), "lossatlas-survey-"));
const problem = join(folder, "problem.yaml");
writeFileSync(
	problem,
	`lossatlas: 1
name: teacher and student
data: { builtin: { name: teacher, samples: 200, inputs: 2, width: 4, activation: tanh, seed: 1 } }
network: { layers: [{ width: 4, activation: tanh }, { width: 1 }] }
loss: { name: squared }
regularizer: { weight-decay: 0.001 }
`,
);
const timer = existsSync("/usr/bin/time");

/** Wall seconds, the digest, and the largest resident size in bytes where GNU time is there. */
function survey(starts, threads) {
	const args = [bin, "survey", problem, "--starts", String(starts), "--threads", String(threads)];
	const all = [...args, "--json", "--force", "--out", join(folder, "out")];
	const begin = process.hrtime.bigint();
	const done = timer
		? spawnSync("/usr/bin/time", ["-f", "%M", process.execPath, ...all], { encoding: "utf8", maxBuffer: 1e9 })
		: spawnSync(process.execPath, all, { encoding: "utf8", maxBuffer: 1e9 });
	const seconds = Number(process.hrtime.bigint() - begin) * 1e-9;
	if (done.status !== 0) throw new Error(done.stderr);
	const bytes = timer ? 1024 * Number(done.stderr.trim().split("\n").at(-1)) : null;
	return { seconds, bytes, digest: JSON.parse(done.stdout).digest };
}

/** Seconds of the starts alone: what a survey of many takes beyond one of few. */
const few = 100;
const many = 4000;
const rounds = [];
for (let k = 0; k < Number(options.rounds); k++) {
	const at = (threads) => {
		const whole = survey(many, threads);
		return { starts: whole.seconds - survey(few, threads).seconds, ...whole };
	};
	const [one, two] = [at(1), at(2)];
	if (one.digest !== two.digest) throw new Error("One and two threads gave different digests.");
	rounds.push({ one: one.starts, two: two.starts, gain: one.starts / two.starts });
}
const gain = median(rounds.map((round) => round.gain));
const sizes = [1000, 10_000, Number(options.starts)].map((starts) => ({ starts, ...survey(starts, 2) }));
rmSync(folder, { recursive: true });
const text = [
	`Teacher and student 2-4-1, 200 samples. Two threads against one, ${many} starts less ${few}, interleaved: ${gain.toFixed(2)} times as fast (median of ${rounds.map((round) => round.gain.toFixed(2)).join(", ")}); same digest.`,
	["| starts | wall time | largest resident size |", "| --- | --- | --- |"]
		.concat(
			sizes.map(
				({ starts, seconds, bytes }) =>
					`| ${starts} | ${seconds.toFixed(1)} s | ${bytes === null ? "not measured" : `${Math.round(bytes / 1e6)} MB`} |`,
			),
		)
		.join("\n"),
].join("\n\n");
process.stdout.write(`${text}\n`);
if (!options.dry)
	writeResult("survey", {
		document: {
			schema: "lossatlas/bench-survey@1",
			machine: machine(),
			versions: {
				lossatlas: JSON.parse(readFileSync(join(here, "../packages/core/package.json"), "utf8")).version,
				node: process.versions.node,
			},
			rounds,
			sizes,
		},
		text,
	});
