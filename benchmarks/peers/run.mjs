// npm run bench:peers: every work of cases.mjs, ours and the peers' side by side on one core, interleaved.
//
// --only TEXT        cases whose name holds TEXT            --rounds 7      rounds that must count
// --peers a,b        contestants whose name holds a or b    --seconds 0.05  length of one timing
// --dry              no files
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { randomStream } from "../../packages/core/dist/numerics/random.js";
import { peakMeter } from "../peak/measure-peak.mjs";
import { activations, cases, multiplyAdds, parameters } from "./cases.mjs";
import { Contestant } from "./contestant-process.mjs";
import { readFloats } from "./contestants/case-folder.mjs";
import { machine, peersPython, usableEngines, versions } from "./environment.mjs";
import { median, writeResult } from "./result-file.mjs";
import { explained, markdown } from "./table.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
	options: {
		only: { type: "string", default: "" },
		peers: { type: "string", default: "" },
		rounds: { type: "string", default: "7" },
		seconds: { type: "string", default: "0.05" },
		dry: { type: "boolean", default: false },
	},
});
const wantedRounds = Number(options.rounds);
const seconds = Number(options.seconds);
const agreement = 1e-12;
/** Rounds whose peak is below this share of the best peak are dropped. */
const leastPeak = 0.8;
/** A single call longer than this is timed in the first round that counts only. */
const longCall = 2;

const say = (line) => process.stderr.write(`${line}\n`);
function writeCase(folder, each) {
	const p = parameters(each);
	const outputs = each.layers[each.layers.length - 1].width;
	const draw = (name, count, scale = 1) => {
		const stream = randomStream(1, `bench ${name}`);
		return Float64Array.from({ length: count }, () => scale * stream.normal());
	};
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, "case.json"), JSON.stringify(each));
	writeFileSync(join(folder, "x.bin"), draw("x", each.samples * each.inputs));
	writeFileSync(join(folder, "y.bin"), draw("y", each.samples * outputs));
	writeFileSync(join(folder, "theta.bin"), draw("theta", p, 1 / Math.sqrt(each.inputs)));
	writeFileSync(join(folder, "direction.bin"), draw("direction", p));
}

/** Largest difference, relative to the largest entry. */
function distance(a, b) {
	if (a.length !== b.length) return Number.POSITIVE_INFINITY;
	let difference = 0;
	let largest = 0;
	for (let k = 0; k < a.length; k++) {
		difference = Math.max(difference, Math.abs(a[k] - b[k]));
		largest = Math.max(largest, Math.abs(b[k]));
	}
	return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference / largest;
}

const python = peersPython();
const script = (name) => join(here, "contestants", name);
const ours = (engine) => () =>
	new Contestant(`lossatlas ${engine}`, process.execPath, [script("lossatlas.mjs"), engine]);
const peer =
	(name, file, ...args) =>
	() =>
		new Contestant(name, python, [script(file), ...args]);
const roster = [
	...usableEngines().map(ours),
	peer("numpy closed form", "numpy_closed_form.py"),
	peer("jax jit", "jax_peer.py"),
	peer("jax closed form", "jax_peer.py", "closed-form"),
	peer("torch eager", "torch_peer.py", "eager"),
	peer("torch func", "torch_peer.py", "func"),
	peer("torch compile", "torch_peer.py", "compile"),
];
const wanted = options.peers === "" ? null : options.peers.split(",");
const contestants = roster
	.map((start) => start())
	.filter((each) => {
		const takes =
			each.name.startsWith("lossatlas") || wanted === null || wanted.some((name) => each.name.includes(name));
		if (!takes) each.end();
		return takes;
	});

const peaks = await peakMeter();
let best = 0;
const rows = [];
const scratch = mkdtempSync(join(tmpdir(), "lossatlas-bench-"));

const activationCosts = new Map();
async function activationCost(name, order) {
	const key = `${name} ${order}`;
	if (!activationCosts.has(key)) {
		const { seconds: cost } = await contestants[0].ask({ do: "activation", name, order });
		activationCosts.set(key, cost);
	}
	return activationCosts.get(key);
}

/** Seconds of the multiply-adds at the peak of 128-bit registers, and of the activations at their own best. */
async function limit(each, what) {
	const cost = await activationCost(each.layers[0].activation, what === "gradient" ? 1 : 2);
	return each.samples * (multiplyAdds(each, what) / best + activations(each) * cost);
}

async function agree(each, what, folder, able) {
	const out = join(folder, "result.bin");
	let reference = null;
	const differences = {};
	for (const contestant of contestants) {
		const { unable } = await contestant.ask({ do: "compute", what, to: out });
		if (unable !== undefined) {
			differences[contestant.name] = { unable };
			continue;
		}
		const result = readFloats(folder, "result");
		reference ??= result;
		const difference = distance(result, reference);
		if (difference > agreement)
			throw new Error(
				`${each.name}, ${what}: ${contestant.name} differs by ${difference}; nothing was timed.`,
			);
		differences[contestant.name] = { difference };
		able.push(contestant);
	}
	return differences;
}

async function measure(each, what, folder) {
	const able = [];
	const differences = await agree(each, what, folder, able);
	const timings = new Map(able.map((contestant) => [contestant.name, []]));
	let dropped = 0;
	let rounds = 0;
	while (rounds < wantedRounds && dropped < 3 * wantedRounds) {
		const before = peaks.separate();
		const found = new Map();
		for (const contestant of able) {
			const earlier = timings.get(contestant.name);
			if (earlier.length > 0 && earlier[0] > longCall) continue;
			const { seconds: cost, unable } = await contestant.ask({ do: "time", what, seconds });
			if (unable === undefined) found.set(contestant.name, cost);
		}
		const after = peaks.separate();
		best = Math.max(best, before, after);
		if (Math.min(before, after) < leastPeak * best) {
			dropped++;
			continue;
		}
		rounds++;
		for (const [name, cost] of found) timings.get(name).push(cost);
	}
	const results = {};
	for (const { name } of contestants) {
		const list = timings.get(name) ?? [];
		results[name] =
			list.length === 0
				? { unable: differences[name].unable ?? "no round counted" }
				: {
						median: median(list),
						least: Math.min(...list),
						most: Math.max(...list),
						rounds: list.length,
						difference: differences[name].difference,
					};
	}
	return {
		...{
			case: each.name,
			parameters: parameters(each),
			samples: each.samples,
			what,
			goals: each.goals[what],
		},
		...{ results, rounds, dropped, limit: await limit(each, what), load: loadavg()[0] },
	};
}

try {
	for (let k = 0; k < 20; k++) best = Math.max(best, peaks.separate());
	for (const each of cases.filter(({ name }) => name.includes(options.only))) {
		const folder = join(scratch, "case");
		writeCase(folder, each);
		for (const contestant of contestants) {
			const { unable } = await contestant.ask({ do: "load", folder });
			if (unable !== undefined) throw new Error(`${contestant.name} does not load ${each.name}: ${unable}`);
		}
		for (const what of Object.keys(each.goals)) {
			const row = await measure(each, what, folder);
			rows.push(row);
			say(markdown([row]).split("\n").slice(2).join("\n"));
		}
	}
} finally {
	for (const contestant of contestants) contestant.end();
	rmSync(scratch, { recursive: true });
}

const document = {
	schema: "lossatlas/bench-peers@1",
	machine: machine(),
	versions: versions(python),
	peak: { mulAdd128: best, fused128: peaks.fused() },
	activations: Object.fromEntries(activationCosts),
	rows,
};
if (!options.dry) writeResult("peers", { document, text: explained(document) });
