// Critical points by Lossatlas: the survey's own run of a start by the solver asked for, judged as a survey judges it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { objective, parseProblem } from "../../../packages/core/dist/index.js";
import { run } from "../../../packages/core/dist/search/driver.js";
import { solver, successorOf } from "../../../packages/core/dist/search/solvers.js";
import { readFloats, readProblem } from "./case-folder.mjs";

for await (const line of createInterface({ input: process.stdin })) {
	const request = JSON.parse(line);
	const { decay, inputs, layers } = JSON.parse(readFileSync(join(request.folder, "case.json"), "utf8"));
	const problem = await parseProblem({
		...readProblem(request.folder, inputs, layers),
		regularizer: { "weight-decay": decay },
	});
	const L = objective(problem);
	const starts = readFloats(request.folder, "starts");
	const chosen = solver(request.solver);
	const settings = {
		solver: chosen,
		successor: successorOf(chosen, L.parameters),
		target: "minima",
		budget: 100_000,
		tolerance: request.tolerance,
	};
	const at = (k) => starts.slice(k * L.parameters, (k + 1) * L.parameters);
	for (let k = 0; k < 20; k++)
		run(
			L,
			at(k).map((t) => 0.99 * t),
			settings,
		);
	const begin = process.hrtime.bigint();
	const ends = Array.from({ length: request.count }, (_, k) => run(L, at(k), settings));
	const seconds = Number(process.hrtime.bigint() - begin) * 1e-9;
	const answer = {
		seconds,
		losses: ends.map(({ value }) => value),
		gradients: ends.map(({ gradientNorm, outcome }) => (outcome.kind === "converged" ? gradientNorm : null)),
	};
	process.stdout.write(`${JSON.stringify(answer)}\n`);
}
