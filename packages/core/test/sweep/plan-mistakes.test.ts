import { describe, expect, test } from "vitest";
import { mistakeIn, planFile, planWith, xor } from "./plans.ts";

/** What is changed in a sound plan, the field that is blamed, what is said, and what to try. */
type Mistake = [change: Record<string, unknown>, field: string, message: RegExp, advice?: RegExp];

async function expectMistake(...[change, field, message, advice]: Mistake): Promise<void> {
	const error = await mistakeIn(planFile(change));
	expect([error.where.field, error.message]).toEqual([field, expect.stringMatching(message)]);
	if (advice !== undefined) expect(error.advice).toMatch(advice);
}

test("the plan that the mistakes are made in is sound", async () => {
	expect((await planWith()).grid.cells).toBe(6);
});

const axis = (axes: Record<string, unknown>) => ({ axes: { width: [1, 2], seed: { count: 3 }, ...axes } });

describe("axes", () => {
	test.each<Mistake>([
		[
			{ problem: { ...xor, name: "${widht}" } },
			"problem.name",
			/\$\{widht\} names no axis\. Axes: width, seed\./,
			/\$\{width\}/,
		],
		[{ do: { survey: { starts: "${sed}" } } }, "do.survey.starts", /\$\{sed\} names no axis/, /\$\{seed\}/],
		[axis({ depth: [1, 2] }), "axes.depth", /"depth" is used nowhere/, /\$\{depth\}/],
		[axis({ cell: [1] }), "axes.cell", /a column of every sweep/],
		[axis({ Values: [1] }), "axes.Values", /a column of every sweep/],
		[axis({ cells: [1] }), "axes.cells", /a column of every sweep/],
		[axis({ "2d": [1] }), "axes.2d", /a word of letters/],
		[axis({ "a b": [1] }), "axes.a b", /a word of letters/],
		[axis({ Width: [3] }), "axes", /capital letters only/],
		[{ axes: { width: [1, 2, 1], seed: [1] } }, "axes.width", /holds 1 twice/],
		[{ axes: { width: ["1", 1], seed: [1] } }, "axes.width", /mixes string and number/],
		[{ axes: { width: [], seed: [1] } }, "axes.width", /at least 1/],
		[{ axes: { width: { from: 5, to: 1, step: 1 }, seed: [1] } }, "axes.width.to", /below its beginning/],
		[{ axes: { width: { from: 1, to: 5, step: 0 }, seed: [1] } }, "axes.width.step", /positive/],
		[{ axes: { width: { from: 1, to: 5, factor: 1 }, seed: [1] } }, "axes.width.factor", /above 1/],
		[{ axes: { width: { from: 1, to: 1e9, step: 1 }, seed: [1] } }, "axes.width", /1000000000 values/],
		[{ axes: { width: { count: 1e12 }, seed: [1] } }, "axes.width", /1000000000000 values/],
		[{ axes: { width: { from: 1, to: 2, factor: 1 + 1e-8 }, seed: [1] } }, "axes.width", /values/],
		[
			{ axes: { width: [1], seed: { count: 1e6 }, starts: { count: 1e6 }, a: { count: 1e6 } } },
			"axes",
			/more combinations/,
		],
		[{ zip: [["width", "seed"]] }, "zip[0]", /"width" has 2, "seed" has 3/],
		[{ zip: [["width", "sead"]] }, "zip[0]", /no axis "sead"/, /"seed"/],
		[{ axes: { width: [1, 2], seed: [1, 2] }, zip: [["width", "seed", "width"]] }, "zip[0]", /zipped twice/],
	])("%j", expectMistake);
});

describe("what is done and measured", () => {
	test.each<Mistake>([
		[{ do: "surveys" }, "do", /No action is called "surveys"\. Did you mean survey/],
		[{ do: { survey: {}, train: {} } }, "do", /names 2 actions; one of survey, train, check, construct/],
		[{ do: {} }, "do", /names 0 actions/],
		[{ do: { survey: { start: 3 } } }, "do.survey.start", /option of survey .*Did you mean starts/],
		[{ do: { survey: { starts: 0 } } }, "do.survey.starts", /whole number of at least 1/],
		[{ do: { survey: { seed: 1.5 } } }, "do.survey.seed", /found|whole number/],
		[{ do: { survey: { target: "saddles" } } }, "do.survey.target", /minima or all/],
		[{ do: { survey: { tolerance: 2 } } }, "do.survey.tolerance", /between 0 and 1/],
		[{ do: { survey: { tolerance: Infinity } } }, "do.survey.tolerance", /found Infinity/],
		[{ do: { survey: { init: "glorrot" } } }, "do.survey.init", /glorot, he/],
		[{ do: { survey: { init: "normal:-1" } } }, "do.survey.init", /positive/],
		[{ do: { survey: { solver: "newtn" } } }, "do.survey.solver", /Did you mean newton/],
		[{ do: { survey: { theory: "yes" } } }, "do.survey.theory", /true or false/],
		[{ do: { train: { epochs: -1 } } }, "do.train.epochs", /at least 0/],
		[{ do: { train: { optimizer: "adan" } } }, "do.train.optimizer", /Did you mean adam/],
		[{ do: { train: { stop: { los: 1 } } } }, "do.train", /Did you mean loss/],
		[{ do: { check: { remedies: 1 } } }, "do.check.remedies", /true or false/],
		[{ do: "construct" }, "do.construct", /needs its option id/, /construct: \{id: \.\.\.\}/],
		[{ do: { construct: { id: "liang-2018/dead-rel" } } }, "do.construct.id", /no construction/, /dead-relu/],
		[
			{ do: { construct: { id: "liang-2018/dead-relu", set: { widht: 3 } } } },
			"do.construct",
			/no setting "widht"/,
			/"width"/,
		],
		[
			{ do: { construct: { id: "liang-2018/dead-relu", descend: { distans: 1 } } } },
			"do.construct.descend",
			/Did you mean distance/,
		],
		[
			{ do: { construct: { id: "liang-2018/dead-relu", descend: [{ distance: 1, init: "he" }] } } },
			"do.construct.descend",
			/either a positive distance or an init/,
		],
		[
			{ do: { construct: { id: "liang-2018/dead-relu", descend: { distance: 1, starts: 0.5 } } } },
			"do.construct.descend.starts",
			/whole number/,
		],
		[
			{ problem: { ...xor, los: xor.loss } },
			"problem.los",
			/In the problem, There is no field "los"/,
			/"loss"/,
		],
		[{ problem: { ...xor, limit: "${seed}" } }, "problem.limit", /no field "limit"/],
		[{ problem: { ...xor, network: {} }, axes: { seed: [1] } }, "problem.network.layers", /must be a list/],
		[{ problem: undefined, axes: { seed: [1] } }, "problem", /survey needs a problem/],
		[{ problem: "xor.yaml" }, "problem", /no file system/],
		[{ measure: ["bestLoss", "bestLos"] }, "measure[1]", /no "bestLos"/, /"bestLoss"/],
		[{ measure: ["starts"] }, "measure[0]", /an object, not a value/],
		[
			{ measure: ["bestLoss", { bestLoss: "levels" }] },
			"measure[1]",
			/another measure/,
			/\{other-name: levels\}/,
		],
		[{ measure: [{ WIDTH: "bestLoss" }] }, "measure[0]", /the axis "width"/, /other-name/],
		[{ measure: ["engine"] }, "measure[0]", /a column of every sweep/, /\{other-name: engine\}/],
		[{ measure: ["seed"] }, "measure[0]", /a column of every sweep/],
		[{ do: "train", measure: ["evaluations"] }, "measure[0]", /a column of every sweep/],
		[{ measure: [] }, "measure", /at least 1/],
	])("%j", expectMistake);
});

describe("reductions and stop rules", () => {
	const reduce = { over: "seed" };
	test.each<Mistake>([
		[{ reduce: { over: "sed" } }, "reduce.over", /no axis "sed"/, /"seed"/],
		[{ reduce: { over: "seed", with: ["average"] } }, "reduce.with[0]", /one of "mean"/],
		[{ stop: { "half-width": 0.1 } }, "stop", /needs the axis/, /reduce: \{over: seed\}/],
		[{ reduce: { over: ["seed", "width"] }, stop: { "half-width": 0.1 } }, "stop", /needs the axis/],
		[{ reduce, stop: { "half-width": 0.1, of: "worse" } }, "stop.of", /"worse", which is not measured/],
		[{ reduce, stop: { "half-width": 0 } }, "stop.half-width", /positive/],
		[{ reduce, stop: { every: 5 } }, "stop", /half-width or a budget/],
		[{ reduce, stop: { halfwidth: 0.1 } }, "stop.halfwidth", /no field "halfwidth"/, /"half-width"/],
		[{ reduces: reduce }, "reduces", /no field "reduces" in a plan file/, /"reduce"/],
	])("%j", expectMistake);
});

test("in a text the line and the column are named", async () => {
	const text = [
		"lossatlas: 1",
		"problem:",
		"  lossatlas: 1",
		"  data: {builtin: {name: xor}}",
		"  network: {layers: [{width: 1}]}",
		"  loss: {name: squared}",
		"axes:",
		"  seed: {count: 3}",
		"do:",
		"  survey:",
		"    starts: 0",
	];
	const where = async (lines: readonly string[]) =>
		(await mistakeIn(lines.join("\n"), { file: "plan.yaml" })).where;
	expect(await where(text)).toMatchObject({ file: "plan.yaml", line: 11, field: "do.survey.starts" });
	const change = (line: number, by: string) => text.map((each, k) => (k + 1 === line ? by : each));
	expect(await where(change(4, "  data: {builtin: {name: '${name}'}}"))).toMatchObject({
		line: 4,
		field: "problem.data.builtin.name",
	});
	expect(await where(change(8, "  seed: {cuont: 3}"))).toMatchObject({ line: 8 });
	expect(await where(change(8, "  seed: [1, 1]"))).toMatchObject({ line: 8, field: "axes.seed" });
	expect(await where(change(8, "  seed: [1"))).toMatchObject({ line: expect.any(Number) });
	expect(await where(change(11, "    starts:"))).toMatchObject({ field: "do.survey.starts" });
});

test("what stands where a mapping is expected", async () => {
	for (const given of ["[]", "3", "", "lossatlas: 2"]) {
		const { message } = await mistakeIn(given, { file: "plan.yaml" });
		expect(message).toMatch(/plan file|lossatlas/);
	}
	const empty = await mistakeIn(planFile({ do: { survey: null } }));
	expect(empty.message).toMatch(/do/);
});
