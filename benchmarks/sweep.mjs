// npm run bench:sweep: a plan of 10,000 small cells on one thread and on two, interleaved; memory along the way; a plan of a million cells.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
		cells: { type: "string", default: "10000" },
		rounds: { type: "string", default: "3" },
		dry: { type: "boolean", default: false },
	},
});
const folder = mkdtempSync(join(tmpdir(), "lossatlas-sweep-"));

/** A plan of small cells: surveys of the exclusive or from a few starts each. */
function plan(cells) {
	const path = join(folder, `plan-${cells}.json`);
	writeFileSync(
		path,
		JSON.stringify({
			lossatlas: 1,
			name: "small cells",
			problem: {
				lossatlas: 1,
				data: { builtin: { name: "xor" } },
				network: { layers: [{ width: 2, activation: "tanh" }, { width: 1 }] },
				loss: { name: "squared" },
				regularizer: { "weight-decay": 0.001 },
			},
			axes: { seed: { count: cells } },
			do: { survey: { starts: 4, init: "normal:1" } },
			measure: ["bestLoss", "worseShare"],
			reduce: { over: "seed", with: ["mean"] },
		}),
	);
	return path;
}

/** Memory of a process in MB: what is resident now, and its largest so far. */
function memoryOf(pid) {
	try {
		const status = readFileSync(`/proc/${pid}/status`, "utf8");
		const of = (name) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
		return { now: of("VmRSS"), peak: of("VmHWM") };
	} catch {
		return null;
	}
}

/** Runs a sweep; `until`, if given, ends it by force after so many seconds. */
function sweep(path, threads, until = null) {
	const out = join(folder, "out");
	rmSync(out, { recursive: true, force: true });
	return new Promise((resolve, reject) => {
		const begun = process.hrtime.bigint();
		const seconds = () => Number(process.hrtime.bigint() - begun) * 1e-9;
		const child = spawn(process.execPath, [
			bin,
			"sweep",
			path,
			"--out",
			out,
			"--threads",
			String(threads),
			"--json",
		]);
		const memory = [];
		let stdout = "";
		let firstCell = null;
		child.stdout.on("data", (chunk) => {
			stdout += chunk;
		});
		child.stderr.on("data", (chunk) => {
			if (firstCell === null && / cells, /.test(String(chunk))) firstCell = seconds();
		});
		const look = setInterval(() => {
			const found = memoryOf(child.pid);
			if (found !== null) memory.push(found);
			if (until !== null && seconds() > until) child.kill("SIGKILL");
		}, 1000);
		child.on("error", reject);
		child.on("close", (code) => {
			clearInterval(look);
			const ended = { seconds: seconds(), firstCell, memory };
			if (until !== null) resolve(ended);
			else if (code === 0) resolve({ ...ended, digest: JSON.parse(stdout).digest });
			else reject(new Error(`A sweep ended with code ${code}.`));
		});
	});
}

const small = plan(Number(options.cells));
const rounds = [];
for (let k = 0; k < Number(options.rounds); k++) {
	const one = await sweep(small, 1);
	const two = await sweep(small, 2);
	if (one.digest !== two.digest) throw new Error("One and two threads gave different digests.");
	const third = (list) => list[Math.floor(list.length / 3)]?.now ?? null;
	rounds.push({
		one: one.seconds,
		two: two.seconds,
		gain: one.seconds / two.seconds,
		memory: {
			third: third(two.memory),
			last: two.memory.at(-1)?.now ?? null,
			peak: two.memory.at(-1)?.peak ?? null,
		},
	});
	process.stderr.write(`round ${k + 1}: ${one.seconds.toFixed(1)} s, ${two.seconds.toFixed(1)} s\n`);
}
const million = await sweep(plan(1_000_000), 2, 60);
rmSync(folder, { recursive: true });
const gains = rounds.map(({ gain }) => gain);
const text = [
	`${options.cells} cells (the exclusive or, 4 starts each). Two threads against one, start and report included, interleaved: ${median(gains).toFixed(2)} times as fast (${gains.map((gain) => gain.toFixed(2)).join(", ")}); ${median(rounds.map(({ one }) => one)).toFixed(1)} s and ${median(rounds.map(({ two }) => two)).toFixed(1)} s; same digest.`,
	`Memory of the process that shares out the cells, in MB: ${rounds.map(({ memory }) => `${memory.third} after a third, ${memory.last} at the end, ${memory.peak} at most`).join("; ")}.`,
	`A plan of a million cells: the first progress after ${million.firstCell?.toFixed(1)} s, ${million.memory.at(-1)?.peak} MB at most in its first minute.`,
].join("\n\n");
process.stdout.write(`${text}\n`);
if (!options.dry)
	writeResult("sweep", {
		document: {
			schema: "lossatlas/bench-sweep@1",
			machine: machine(),
			versions: {
				lossatlas: JSON.parse(readFileSync(join(here, "../packages/core/package.json"), "utf8")).version,
				node: process.versions.node,
			},
			rounds,
			million: { firstCell: million.firstCell, memory: million.memory.at(-1) ?? null },
		},
		text,
	});
