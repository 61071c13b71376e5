import { expect, test } from "vitest";
import { InputError } from "../../src/problem/input-error.ts";
import type { Action } from "../../src/sweep/actions/action.ts";
import { actions } from "../../src/sweep/actions.ts";
import { type MeasureValue, readMeasure } from "../../src/sweep/measure.ts";

const action = (name: string) => actions.find((each) => each.name === name) as Action;

function measured(text: string, document: unknown, of = "survey"): MeasureValue {
	return readMeasure(text, "column", action(of), "measure[0]").of(document);
}

function refusal(text: string, of = "survey"): string {
	try {
		readMeasure(text, "column", action(of), "measure[2]");
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		expect(error.where.field).toBe("measure[2]");
		return `${error.message} ${error.advice ?? ""}`;
	}
	return "accepted";
}

const point = (loss: number, more = {}) => ({ kind: "minimum", loss, hits: 1, theta: [loss, -0], ...more });
const document = {
	starts: { total: 7, outcomes: { converged: 5, "gradient-flat": 2 } },
	points: [
		point(0.25, { trainingError: null, strict: "yes", descent: Float64Array.of(1, 2) }),
		point(Infinity),
	],
	options: { solver: "newton" },
	notes: ["a", "b", "c"],
};

test.each<[string, MeasureValue]>([
	["starts.total", 7],
	["starts.outcomes.gradient-flat", 2],
	["points[0].loss", 0.25],
	["points.0.loss", 0.25],
	["points.length", 2],
	["points[1].loss", Infinity],
	["points[0].theta", [0.25, -0]],
	["points[0].theta[0]", 0.25],
	["points[0].theta.length", 2],
	["points[0].descent", [1, 2]],
	["points[0].kind", "minimum"],
	["points[0].trainingError", null],
	["points[9].loss", null],
	["points[9].theta[3]", null],
	["options.solver", "newton"],
	["notes.length", 3],
	["points[0].loss < 0.5", true],
	["points[0].loss<=0.25", true],
	["points[0].loss >= 0.26", false],
	["points[0].loss > 2.5e-1", false],
	["points[1].loss == Infinity", true],
	["points[1].loss < Infinity", false],
	["points[0].loss == 0.25", true],
	["points[0].loss != 0.25", false],
	["points[0].kind == minimum", true],
	['points[0].kind == "saddle"', false],
	["points[0].kind != saddle", true],
	["points[9].loss == 0", null],
	["points[9].loss < 1", null],
	["points[9].loss != 0", null],
	["points[0].strict > 1", null],
	["bestLoss", 0.25],
	["bestLoss < 1", true],
	["pointsFound == 2", true],
])("%s is %j", (text, expected) => {
	expect(measured(text, document)).toStrictEqual(expected);
});

test("a name that the document does not know is refused with the nearest", () => {
	expect(refusal("bestLos")).toMatch(/no "bestLos".*survey gives.*"bestLoss"\?/);
	expect(refusal("starts.outcomes.convergd")).toMatch(/has no "convergd".*"starts\.outcomes\.converged"\?/);
	expect(refusal("points[0].los < 1")).toMatch(/"points\.0\.loss"\?/);
	expect(refusal("trainingErorr == 0", "train")).toMatch(/"trainingError"\?/);
	expect(refusal("bad-basinn", "check")).toMatch(/"bad-basin"\?/);
	expect(refusal("points[first].loss")).toMatch(/has no "first"/);
	expect(refusal("bestLoss = 0")).toMatch(/There is no "bestLoss = 0"/);
});

test("names that every object has are no fields", () => {
	for (const name of ["toString", "constructor", "__proto__", "hasOwnProperty", "starts.constructor"])
		expect(refusal(name), name).toMatch(/There is no/);
});

test("what is not one value is refused before anything runs, with the fields in it", () => {
	expect(refusal("")).toMatch(/no name/);
	expect(refusal("== 3")).toMatch(/no name/);
	expect(refusal("starts.outcomes")).toMatch(/an object.*converged/);
	expect(refusal("points")).toMatch(/a list.*points\.length/);
	expect(refusal("points[0]")).toMatch(/an object.*kind/);
	expect(refusal("notes")).toMatch(/a list/);
	expect(refusal("points[0].family.further")).toMatch(/a list/);
	for (const list of [
		"points[0].theta",
		"points[0].family.norm",
		"points[0].closedForm.selection",
		"options.anything",
	])
		expect(refusal(list), list).toBe("accepted");
	expect(refusal("bestLoss < much")).toMatch(/compares with a number; found much/);
});

test("what only a cell shows to be an object fails there, in words", () => {
	expect(() => measured("options.init", { options: { init: { point: [1] } } })).toThrow(
		/an object, not a value/,
	);
	expect(() => measured("options.init", { options: { init: ["a"] } })).toThrow(/a list, not a value/);
});
