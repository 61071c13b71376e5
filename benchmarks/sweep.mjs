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

/** Small cells of two kinds: trainings of 7 ms in the kernels, surveys of 2 ms of which most is JavaScript. */
const kinds = {
	trainings: (seeds) => ({
		problem: {
			data: { builtin: { name: "gaussian", inputs: 5, samples: 50, seed: "${seed}" } },
			network: { layers: [{ width: 10, activation: "tanh" }, { width: 1 }] },
			regularizer: { "weight-decay": "${decay}" },
		},
		axes: { decay: [0.0001, 0.0002], seed: { count: seeds / 2 } },
		do: { train: { epochs: 300, batch: 25 } },
		measure: ["loss", "trainingError"],
	}),
	surveys: (seeds) => ({
		problem: {
			data: { builtin: { name: "xor" } },
			network: { layers: [{ width: 2, activation: "tanh" }, { width: 1 }] },
			regularizer: { "weight-decay": "${decay}" },
		},
		axes: { decay: Array.from({ length: 100 }, (_, k) => (k + 1) / 10000), seed: { count: seeds / 100 } },
		do: { survey: { starts: 4, init: "normal:1" } },
		measure: ["bestLoss", "worseShare"],
	}),
};

function plan(kind, cells) {
	const path = join(folder, `${kind}-${cells}.json`);
	const { problem, ...rest } = kinds[kind](cells);
	const whole = { lossatlas: 1, loss: { name: "squared" }, ...problem };
	const reduce = { over: "seed", with: ["mean"] };
	writeFileSync(path, JSON.stringify({ lossatlas: 1, name: kind, problem: whole, ...rest, reduce }));
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

const results = [];
for (const kind of Object.keys(kinds)) {
	const path = plan(kind, Number(options.cells));
	const rounds = [];
	for (let k = 0; k < Number(options.rounds); k++) {
		const one = await sweep(path, 1);
		const two = await sweep(path, 2);
		if (one.digest !== two.digest) throw new Error("One and two threads gave different digests.");
		const third = two.memory[Math.floor(two.memory.length / 3)]?.now ?? null;
		const { now: last = null, peak = null } = two.memory.at(-1) ?? {};
		rounds.push({
			one: one.seconds,
			two: two.seconds,
			gain: one.seconds / two.seconds,
			memory: { third, last, peak },
		});
		process.stderr.write(
			`${kind}, round ${k + 1}: ${one.seconds.toFixed(1)} s, ${two.seconds.toFixed(1)} s\n`,
		);
	}
	results.push({ kind, rounds });
}
const million = await sweep(plan("surveys", 1_000_000), 2, 60);
rmSync(folder, { recursive: true });
const of = (rounds, name) => median(rounds.map((round) => round[name])).toFixed(1);
const text = [
	`Sweeps of ${options.cells} small cells, start and report included; one thread and two in turns, medians of ${options.rounds} rounds; same digest.`,
	[
		"| cells | one thread | two threads | times as fast | memory of the sharing process: after a third, at the end, at most |",
		"| --- | --- | --- | --- | --- |",
		...results.map(
			({ kind, rounds }) =>
				`| ${kind} | ${of(rounds, "one")} s | ${of(rounds, "two")} s | ${median(rounds.map(({ gain }) => gain)).toFixed(2)} (${rounds.map(({ gain }) => gain.toFixed(2)).join(", ")}) | ${rounds.at(-1).memory.third}, ${rounds.at(-1).memory.last}, ${rounds.at(-1).memory.peak} MB |`,
		),
	].join("\n"),
	"A cell that lives in JavaScript keeps the engine's own threads (garbage collection, compilation) on the second core busy already when it is alone.",
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
			results,
			million: { firstCell: million.firstCell, memory: million.memory.at(-1) ?? null },
		},
		text,
	});
