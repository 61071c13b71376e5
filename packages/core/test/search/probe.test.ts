import { it } from "vitest";
import { createObjective } from "/work/main/packages/core/src/objective/create-objective.ts";
import { run } from "/work/main/packages/core/src/search/driver.ts";
import { initialPoint } from "/work/main/packages/core/src/search/initialisers.ts";
import { solvers, successorOf } from "/work/main/packages/core/src/search/solvers.ts";
import { knownProblem, problems } from "/work/main/packages/core/test/problems.ts";

it("probe", async () => {
	for (const p of problems) {
		const problem = await knownProblem(p.name);
		const known = p.known(problem);
		console.log(
			"##",
			p.name,
			JSON.stringify({ min: known.minima, crit: known.criticalValues, inf: known.infimum }),
		);
		const o = createObjective(problem);
		for (const s of solvers) {
			const t0 = performance.now();
			const target = s.finds === "minima" ? "minima" : "all";
			const out: string[] = [];
			let ev = 0;
			for (let k = 0; k < 6; k++) {
				const start = initialPoint(problem, { kind: "normal", scale: 1 }, 1, k, target);
				const r = run(o, start, {
					solver: s,
					successor: successorOf(s, o.parameters),
					target,
					budget: 20000,
					tolerance: 1e-10,
				});
				ev += r.evaluations;
				out.push(
					`${r.outcome.kind.slice(0, 4)} ${r.value.toPrecision(12)}${r.classification ? " " + r.classification.kind.slice(0, 3) + r.classification.index + "/" + r.classification.nullity + "/" + r.classification.nullityExplained : ""}`,
				);
			}
			console.log(s.name.padEnd(22), (performance.now() - t0).toFixed(0) + "ms", ev, out.join(" | "));
		}
	}
}, 600000);
