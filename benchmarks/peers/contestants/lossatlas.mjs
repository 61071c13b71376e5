// Lossatlas as a contestant: the objective of the library, with the engine named on the command line.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chooseEngine, objective, parseProblem } from "../../../packages/core/dist/index.js";
import { allocateFloats, floats, kernel } from "../../../packages/core/dist/numerics/kernels.js";
import { activationDefinitions } from "../../../packages/core/dist/problem/formula/activations.js";
import { readFloats, readProblem } from "./case-folder.mjs";

await chooseEngine(process.argv[2] ?? "portable");

let loaded = null;

async function load(folder) {
	const { inputs, layers, samples } = JSON.parse(readFileSync(join(folder, "case.json"), "utf8"));
	const problem = await parseProblem(readProblem(folder, inputs, layers));
	loaded?.objective.release();
	loaded = {
		...{
			objective: objective(problem),
			theta: readFloats(folder, "theta"),
			direction: readFloats(folder, "direction"),
		},
		...{ samples, layers },
	};
	loaded.out = new Float64Array(loaded.theta.length);
	loaded.matrix = null;
}

/** A method per work: value and results of one call. */
const works = {
	gradient: (theta) => [Float64Array.of(loaded.objective.valueAndGradient(theta, loaded.out)), loaded.out],
	hessian: (theta) => {
		loaded.matrix ??= new Float64Array(theta.length * theta.length);
		return [loaded.objective.hessian(theta, loaded.matrix)];
	},
	"hessian-vector": (theta) => [loaded.objective.hessianVector(theta, loaded.direction, loaded.out)],
};

/** Seconds per hidden unit and sample of the activation with `order` derivatives, on numbers in the first cache. */
function activationCost(name, order) {
	const id = activationDefinitions.findIndex((each) => each.name === name);
	const count = 512;
	const at = allocateFloats(4 * count + 8);
	floats(at, count).set(Float64Array.from({ length: count }, (_, k) => 4 * (k / count - 0.5)));
	const address = (k) => at + 8 * k * count;
	const run = () =>
		kernel("activate")(id, order, count, address(4), address(0), address(1), address(2), address(3));
	return perCall(run, 0.05) / count;
}

function perCall(work, seconds) {
	let calls = 1;
	for (;;) {
		const start = process.hrtime.bigint();
		for (let k = 0; k < calls; k++) work(k);
		const spent = Number(process.hrtime.bigint() - start) * 1e-9;
		if (spent >= seconds) return spent / calls;
		calls = Math.max(calls + 1, Math.trunc(calls * Math.min(10, (1.2 * seconds) / Math.max(spent, 1e-9))));
	}
}

async function answer(request) {
	if (request.do === "load") {
		await load(request.folder);
		return {};
	}
	if (request.do === "activation") return { seconds: activationCost(request.name, request.order) };
	const work = works[request.what];
	if (work === undefined) return { unable: "not offered" };
	if (request.what === "hessian" && loaded.theta.length > 5000) return { unable: "the Hessian does not fit" };
	if (request.do === "compute") {
		const bytes = work(loaded.theta).map((part) =>
			Buffer.from(part.buffer, part.byteOffset, part.byteLength),
		);
		writeFileSync(request.to, Buffer.concat(bytes));
		return {};
	}
	const thetas = Array.from({ length: 8 }, (_, k) => loaded.theta.map((t) => t * (1 + 1e-9 * k)));
	return { seconds: perCall((k) => work(thetas[k & 7]), request.seconds) };
}

for await (const line of createInterface({ input: process.stdin })) {
	let reply;
	try {
		reply = await answer(JSON.parse(line));
	} catch (error) {
		reply = { unable: String(error.message ?? error) };
	}
	process.stdout.write(`${JSON.stringify(reply)}\n`);
}
