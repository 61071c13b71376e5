// npm run bench:points: critical points a second from the same starts, one thread, beside SciPy and JAX.
//
// A point counts where both we and the peer end with a gradient of at most 1e-10 on the same level of the loss.
// --starts 200      starts of each problem        --rounds 3     rounds, interleaved; medians
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parseProblem } from "../../packages/core/dist/index.js";
import { initialPoint } from "../../packages/core/dist/search/initialisers.js";
import { peakMeter } from "../peak/measure-peak.mjs";
import { Contestant } from "./contestant-process.mjs";
import { machine, peersPython, versions } from "./environment.mjs";
import { median, writeResult } from "./result-file.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
	options: {
		starts: { type: "string", default: "200" },
		rounds: { type: "string", default: "3" },
		dry: { type: "boolean", default: false },
	},
});
const count = Number(options.starts);
const wantedRounds = Number(options.rounds);
const tolerance = 1e-10;
const leastPeak = 0.8;
/** Two losses are one level. */
const sameLevel = (a, b) => Math.abs(a - b) <= 1e-8 * Math.max(1e-3, Math.abs(a));

const problems = [
	{
		name: "iris 4-4-1 (versicolor against the rest), tanh, squared, weight decay 0.001",
		decay: 1e-3,
		data: {
			builtin: { name: "iris", classes: ["versicolor", ["setosa", "virginica"]] },
			standardize: true,
		},
		layers: [
			{ width: 4, activation: "tanh" },
			{ width: 1, activation: "identity" },
		],
	},
	{
		name: "teacher and student 2-4-1, tanh, squared, 200 samples, weight decay 0.001",
		decay: 1e-3,
		data: { builtin: { name: "teacher", samples: 200, inputs: 2, width: 4, activation: "tanh", seed: 1 } },
		layers: [
			{ width: 4, activation: "tanh" },
			{ width: 1, activation: "identity" },
		],
	},
];

async function writeProblem(folder, { data, layers, decay }) {
	const problem = await parseProblem({ lossatlas: 1, data, network: { layers }, loss: { name: "squared" } });
	const { parameters } = problem.network;
	const { x, y, samples, inputs } = problem.data;
	const starts = new Float64Array(count * parameters);
	for (let k = 0; k < count; k++)
		starts.set(initialPoint(problem, { kind: "glorot" }, 1, k, "minima"), k * parameters);
	writeFileSync(join(folder, "case.json"), JSON.stringify({ samples, inputs, layers, decay }));
	writeFileSync(join(folder, "x.bin"), Float64Array.from(x));
	writeFileSync(join(folder, "y.bin"), Float64Array.from(y));
	writeFileSync(join(folder, "theta.bin"), starts.slice(0, parameters));
	writeFileSync(join(folder, "direction.bin"), starts.slice(0, parameters));
	writeFileSync(join(folder, "starts.bin"), starts);
}

const python = peersPython();
const script = (name) => join(here, "contestants", name);
const scipy = (backend, method) => ({
	name: `scipy ${method} on ${backend}`,
	process: `scipy ${backend}`,
	request: { method },
});
const processes = {
	lossatlas: new Contestant("lossatlas", process.execPath, [script("points_lossatlas.mjs")]),
	"scipy numpy": new Contestant("scipy numpy", python, [script("points_scipy.py"), "numpy"]),
	"scipy jax": new Contestant("scipy jax", python, [script("points_scipy.py"), "jax"]),
	jax: new Contestant("jax", python, [script("points_jax.py")]),
};
/** The default, and the one for many points a second. */
const ourSolvers = ["trust-region-newton", "hybrid-newton"];
const contestants = [
	...ourSolvers.map((solver) => ({
		name: `lossatlas ${solver}`,
		process: "lossatlas",
		request: { solver },
	})),
	scipy("numpy", "BFGS"),
	scipy("numpy", "trust-exact"),
	scipy("numpy", "Newton-CG"),
	scipy("jax", "BFGS"),
	scipy("jax", "trust-exact"),
	{ name: "jax, all starts at once", process: "jax", request: { batch: count } },
	{ name: "jax, 20 starts at once", process: "jax", request: { batch: 20 } },
];

function compared(ours, theirs) {
	const good = ({ gradients }, k) => gradients[k] !== null && gradients[k] <= tolerance;
	let both = 0;
	let otherLevel = 0;
	for (let k = 0; k < count; k++) {
		if (!good(ours, k) || !good(theirs, k)) continue;
		if (sameLevel(ours.losses[k], theirs.losses[k])) both++;
		else otherLevel++;
	}
	const failed = (result) => result.losses.filter((_, k) => !good(result, k)).length;
	return { both, otherLevel, failed: failed(theirs), oursFailed: failed(ours) };
}

const meter = await peakMeter();
let best = 0;
for (let k = 0; k < 20; k++) best = Math.max(best, meter.separate());
const folder = mkdtempSync(join(tmpdir(), "lossatlas-points-"));
const rows = [];
try {
	for (const problem of problems) {
		await writeProblem(folder, problem);
		const last = {};
		const seconds = Object.fromEntries(contestants.map(({ name }) => [name, []]));
		let dropped = 0;
		for (let round = 0; round < wantedRounds && dropped < 3 * wantedRounds; ) {
			const before = meter.separate();
			const found = {};
			for (const { name, process, request } of contestants)
				found[name] = await processes[process].ask({ do: "search", folder, count, tolerance, ...request });
			const after = meter.separate();
			best = Math.max(best, before, after);
			if (Math.min(before, after) < leastPeak * best) {
				dropped++;
				continue;
			}
			round++;
			for (const [name, answer] of Object.entries(found)) {
				last[name] = answer;
				if (answer.seconds !== undefined) seconds[name].push(answer.seconds);
			}
		}
		for (const { name } of contestants) {
			const answer = last[name];
			if (answer?.losses === undefined) {
				rows.push({ problem: problem.name, name, unable: answer?.unable ?? "no round counted" });
				continue;
			}
			const time = median(seconds[name]);
			const own = name.startsWith("lossatlas");
			const against = Object.fromEntries(
				ourSolvers.map((solver) => {
					const outcome = compared(last[`lossatlas ${solver}`], answer);
					return [solver, { ...outcome, ratio: time / median(seconds[`lossatlas ${solver}`]) }];
				}),
			);
			const { both, failed } = against[ourSolvers[0]];
			rows.push({
				...{ problem: problem.name, name, starts: count, seconds: time, spread: seconds[name] },
				...{ perSecond: (own ? count - failed : both) / time, failed, against, dropped },
			});
		}
	}
} finally {
	for (const each of Object.values(processes)) each.end();
	rmSync(folder, { recursive: true });
}

const head = [
	"problem",
	"",
	"points a second",
	...ourSolvers.map((solver) => `${solver} over it`),
	...ourSolvers.map((solver) => `same level as ${solver} (other)`),
	"failed",
];
const table = [
	head,
	head.map(() => "---"),
	...rows.map(({ problem, name, unable, perSecond, against, failed }) =>
		unable !== undefined
			? [problem, name, unable, "", "", "", "", ""]
			: [
					...[problem, name, perSecond.toFixed(1)],
					...ourSolvers.map((solver) =>
						against[solver].both === 0 ? "-" : against[solver].ratio.toFixed(1),
					),
					...ourSolvers.map((solver) => `${against[solver].both} (${against[solver].otherLevel})`),
					String(failed),
				],
	),
]
	.map((cells) => `| ${cells.join(" | ")} |`)
	.join("\n");
process.stdout.write(`${table}\n`);
if (!options.dry)
	writeResult("points", {
		document: {
			schema: "lossatlas/bench-points@1",
			machine: machine(),
			versions: versions(python),
			tolerance,
			rows,
		},
		text: `Starts from Glorot's law, the same for all; one core. A point counts where both end with a gradient of at most ${tolerance} on the same level of the loss; "failed" did not get there. Time is that of all starts; ratios are of times.\n\n${table}`,
	});
