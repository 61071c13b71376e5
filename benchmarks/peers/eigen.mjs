// npm run bench:eigen: eigenvalues, and with vectors, of random symmetric matrices beside LAPACK (numpy), one core.
//
// --rounds 7   rounds, interleaved; medians      --dry   no files
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { randomStream } from "../../packages/core/dist/numerics/random.js";
import { peakMeter } from "../peak/measure-peak.mjs";
import { Contestant } from "./contestant-process.mjs";
import { machine, peersPython, usableEngines, versions } from "./environment.mjs";
import { median, writeResult } from "./result-file.mjs";
import { time } from "./table.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
	options: { rounds: { type: "string", default: "7" }, dry: { type: "boolean", default: false } },
});
const python = peersPython();
const engines = usableEngines();
const contestants = [
	...engines.map(
		(engine) =>
			new Contestant(engine, process.execPath, [join(here, "contestants", "eigen_lossatlas.mjs"), engine]),
	),
	new Contestant("lapack", python, [join(here, "contestants", "eigen_lapack.py")]),
];
const meter = await peakMeter();
const folder = mkdtempSync(join(tmpdir(), "lossatlas-eigen-"));
const rows = [];
let best = meter.separate();

/** From this size on only the native engine is measured. */
const largeSize = 2000;

/** One matrix, by all contestants in turn until enough rounds count. */
async function measure(n, vectors, taking) {
	const seconds = Object.fromEntries(taking.map(({ name }) => [name, []]));
	let difference = 0;
	let dropped = 0;
	while (seconds.lapack.length < Number(options.rounds) && dropped < 30) {
		const before = meter.separate();
		const answers = new Map();
		for (const each of taking) answers.set(each.name, await each.ask({ folder, n, vectors, seconds: 0.1 }));
		const after = meter.separate();
		best = Math.max(best, before, after);
		const theirs = answers.get("lapack").values;
		const largest = Math.max(Math.abs(theirs[0]), Math.abs(theirs[n - 1]));
		for (const { values } of answers.values())
			values.forEach((value, k) => {
				difference = Math.max(difference, Math.abs(value - theirs[k]) / largest);
			});
		if (Math.min(before, after) < 0.8 * best) dropped++;
		else for (const [name, { seconds: cost }] of answers) seconds[name].push(cost);
	}
	if (difference > 1e-12) throw new Error(`n = ${n}: the eigenvalues differ by ${difference}.`);
	const theirs = median(seconds.lapack);
	return engines
		.filter((engine) => seconds[engine] !== undefined)
		.map((engine) => {
			const ours = median(seconds[engine]);
			const goal = goals[`${n} ${vectors} ${engine}`];
			return { n, vectors, engine, ours, theirs, slower: ours / theirs, goal, difference, seconds, dropped };
		});
}

/** Times LAPACK's that are still good. */
const goals = {
	"500 false portable": 1.5,
	"500 true portable": 3,
	"2000 false native": 1.2,
	"2000 true native": 1.2,
};

try {
	for (const n of [20, 100, 500, 1000, largeSize]) {
		const stream = randomStream(1, "bench eigen", n);
		const matrix = new Float64Array(n * n);
		for (let i = 0; i < n; i++)
			for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = stream.normal();
		writeFileSync(join(folder, "matrix.bin"), matrix);
		const taking = contestants.filter(({ name }) => n < largeSize || name === "native" || name === "lapack");
		if (taking.length < 2) continue;
		for (const vectors of [false, true]) rows.push(...(await measure(n, vectors, taking)));
	}
} finally {
	for (const each of contestants) each.end();
	rmSync(folder, { recursive: true });
}
const head = [
	"n",
	"",
	"engine",
	"Lossatlas",
	"LAPACK",
	"times its time (goal)",
	"largest difference",
	"dropped",
];
const lines = rows.map(({ n, vectors, engine, ours, theirs, slower, goal, difference, dropped }) => [
	...[n, vectors ? "values and vectors" : "values", engine, time(ours), time(theirs)],
	`${slower.toFixed(2)}${goal === undefined ? "" : ` (${slower <= goal ? "" : "not "}${goal})`}`,
	...[difference.toExponential(1), dropped],
]);
const table = [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
process.stdout.write(`${table}\n`);
if (!options.dry)
	writeResult("eigen", {
		document: { schema: "lossatlas/bench-eigen@1", machine: machine(), versions: versions(python), rows },
		text: `Random symmetric matrices; LAPACK through numpy.linalg.eigvalsh and eigh (OpenBLAS), one core each, interleaved, medians.\n\n${table}`,
	});
