import { expect, test } from "vitest";
import { construct } from "../../src/constructions/construct.ts";
import { constructions } from "../../src/constructions/constructions.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import { train } from "../../src/search/training/train.ts";
import { check } from "../../src/survey/check-with-proofs.ts";
import { survey } from "../../src/survey/survey.ts";
import { CellRunner } from "../../src/sweep/run-cell.ts";
import { questionIds } from "../../src/theory/question.ts";
import { planWith, xor } from "./plans.ts";

const xorOfWidth = (width: number) =>
	parseProblem({ ...xor, network: { layers: [{ width, activation: "tanh" }, { width: 1 }] } });

test("survey: a cell gives what the survey of its problem with its seed gives", async () => {
	const plan = await planWith({
		do: { survey: { starts: 4, init: "normal:1", certify: true } },
		measure: ["digest", "points.length", "levels", "starts.outcomes.converged", "certified.p1.proved.claim"],
	});
	const row = await new CellRunner(plan).run(4);
	const problem = await xorOfWidth(2);
	const { survey: direct, starts } = await survey(
		problem,
		{ starts: 4, init: "normal:1", seed: 2 },
		{ theory: false, certify: true },
	).result();
	expect(row).toEqual({
		cell: 4,
		status: "done",
		sentence: null,
		evaluations: starts.reduce((sum, { evaluations }) => sum + evaluations, 0),
		values: [
			direct.digest,
			direct.points.length,
			direct.points.filter(({ kind }) => kind === "minimum").map(({ loss }) => loss),
			direct.starts.outcomes.converged,
			direct.certified?.p1?.proved?.claim ?? null,
		],
	});
});

test("train: a cell is the training of its problem with its seed and its options", async () => {
	const plan = await planWith({
		axes: { width: [2], rate: [0.01, 0.1], seed: { count: 2 } },
		do: { train: { optimizer: { name: "sgd", momentum: 0.5 }, rate: "${rate}", epochs: 7, batch: 3 } },
		measure: ["loss", "theta", "trainingError", "epochs"],
	});
	const direct = train(await xorOfWidth(2), {
		optimizer: { name: "sgd", momentum: 0.5 },
		rate: 0.1,
		epochs: 7,
		batch: 3,
		seed: 1,
	});
	const row = await new CellRunner(plan).run(2);
	expect(row.values).toEqual([direct.loss, direct.theta, direct.trainingError, 7]);
	expect(row.evaluations).toBe(direct.evaluations);
});

test("check: a cell answers as the theory desk does", async () => {
	const plan = await planWith({ axes: { width: [1, 5] }, do: "check" });
	const direct = await check(await xorOfWidth(5), { remedies: false });
	const row = await new CellRunner(plan).run(1);
	expect(row.values).toEqual(
		questionIds.map((id) => direct.questions.find(({ question }) => question === id)?.answer),
	);
});

test("construct: a cell makes and checks the construction of its settings and seed", async () => {
	const id = "liang-2018/dead-relu";
	const plan = await planWith({
		problem: undefined,
		axes: { width: [2, 3], seed: { count: 2 } },
		do: {
			construct: { id, set: { width: "${width}" }, certify: true, descend: { distance: 0.01, starts: 2 } },
		},
		measure: [
			"made",
			"passed",
			"loss",
			"betterLoss",
			"certified",
			"descend[0].starts",
			"document.settings.width",
		],
	});
	const direct = await construct(id, { settings: { width: 3 }, seed: 2 });
	const row = await new CellRunner(plan).run(3);
	expect(row.sentence).toBeNull();
	expect(row.values?.slice(0, 3)).toEqual([true, direct.passed, direct.document.loss]);
	expect(row.values?.slice(5)).toEqual([2, 3]);
	expect(row.evaluations).toBeGreaterThan(0);
	expect(constructions.some((each) => each.id === id)).toBe(true);
});

test("the axis seed is the action's seed only where the plan gives none", async () => {
	const base = { measure: ["seed"].map((field) => ({ drawn: field })) };
	const own = await new CellRunner(await planWith(base)).run(2);
	expect(own.values).toEqual([3]);
	const given = await planWith({
		...base,
		axes: { width: [1], seed: { count: 3 } },
		problem: { ...xor, name: "xor ${seed}" },
		do: { survey: { starts: 1, seed: 9 } },
	});
	expect((await new CellRunner(given).run(2)).values).toEqual([9]);
});

test("what a cell gives does not depend on the cells before it", async () => {
	const plan = await planWith({ measure: ["bestLoss", "digest"] });
	const one = new CellRunner(plan);
	const inTurn = [];
	for (let cell = plan.grid.cells - 1; cell >= 0; cell--) inTurn.unshift(await one.run(cell));
	for (let cell = 0; cell < plan.grid.cells; cell++)
		expect(await new CellRunner(plan).run(cell)).toEqual(inTurn[cell]);
	expect(await one.run(3)).toEqual(inTurn[3]);
});

test("a cell that cannot be run is a failed row with a sentence for people", async () => {
	const plan = await planWith({
		axes: { width: [1, -2], epochs: [1, 0.5] },
		do: { train: { epochs: "${epochs}" } },
		measure: ["loss"],
	});
	const rows = [];
	for (let cell = 0; cell < 4; cell++) rows.push(await new CellRunner(plan).run(cell));
	expect(rows.map(({ status }) => status)).toEqual(["done", "failed", "failed", "failed"]);
	expect(rows[1]).toMatchObject({ evaluations: 0, values: null });
	expect(rows[1].sentence).toMatch(/^epochs is 0\.5; a whole number of at least 0 was expected\.$/);
	expect(rows[2].sentence).toMatch(/network\.layers\[0\]\.width/);
});
