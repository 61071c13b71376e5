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
import { machine, peersPython, versions } from "./environment.mjs";
import { median, writeResult } from "./result-file.mjs";
import { time } from "./table.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
	options: { rounds: { type: "string", default: "7" }, dry: { type: "boolean", default: false } },
});
const python = peersPython();
const contestants = [
	new Contestant("lossatlas", process.execPath, [join(here, "contestants", "eigen_lossatlas.mjs")]),
	new Contestant("lapack", python, [join(here, "contestants", "eigen_lapack.py")]),
];
const meter = await peakMeter();
const folder = mkdtempSync(join(tmpdir(), "lossatlas-eigen-"));
const rows = [];
let best = meter.separate();
try {
	for (const n of [20, 100, 500, 1000]) {
		const stream = randomStream(1, "bench eigen", n);
		const matrix = new Float64Array(n * n);
		for (let i = 0; i < n; i++)
			for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = stream.normal();
		writeFileSync(join(folder, "matrix.bin"), matrix);
		for (const vectors of [false, true]) {
			const seconds = { lossatlas: [], lapack: [] };
			let difference = 0;
			let dropped = 0;
			while (seconds.lapack.length < Number(options.rounds) && dropped < 30) {
				const before = meter.separate();
				const answers = [];
				for (const each of contestants) answers.push(await each.ask({ folder, n, vectors, seconds: 0.1 }));
				const after = meter.separate();
				best = Math.max(best, before, after);
				if (Math.min(before, after) < 0.8 * best) {
					dropped++;
					continue;
				}
				answers.forEach(({ seconds: cost }, k) => {
					seconds[contestants[k].name].push(cost);
				});
				const [ours, theirs] = answers.map(({ values }) => values);
				const largest = Math.max(Math.abs(theirs[0]), Math.abs(theirs[n - 1]));
				ours.forEach((value, k) => {
					difference = Math.max(difference, Math.abs(value - theirs[k]) / largest);
				});
			}
			if (difference > 1e-12) throw new Error(`n = ${n}: the eigenvalues differ by ${difference}.`);
			const [ours, theirs] = [median(seconds.lossatlas), median(seconds.lapack)];
			rows.push({ n, vectors, ours, theirs, slower: ours / theirs, difference, seconds, dropped });
		}
	}
} finally {
	for (const each of contestants) each.end();
	rmSync(folder, { recursive: true });
}
const head = ["n", "", "Lossatlas", "LAPACK", "times slower", "largest difference", "dropped"];
const lines = rows.map(({ n, vectors, ours, theirs, slower, difference, dropped }) => [
	...[n, vectors ? "values and vectors" : "values", time(ours), time(theirs), slower.toFixed(2)],
	...[difference.toExponential(1), dropped],
]);
const table = [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
process.stdout.write(`${table}\n`);
if (!options.dry)
	writeResult("eigen", {
		document: { schema: "lossatlas/bench-eigen@1", machine: machine(), versions: versions(python), rows },
		text: `Random symmetric matrices; LAPACK through numpy.linalg.eigvalsh and eigh (OpenBLAS), one core each, interleaved, medians.\n\n${table}`,
	});
