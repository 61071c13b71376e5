import { expect, test } from "vitest";
import type { Action } from "../../src/sweep/actions/action.ts";
import type { ConstructCell } from "../../src/sweep/actions/construct.ts";
import { actions } from "../../src/sweep/actions.ts";
import { type MeasureValue, readMeasure } from "../../src/sweep/measure.ts";
import { questionIds } from "../../src/theory/question.ts";

function all(name: string, document: unknown): Record<string, MeasureValue> {
	const action = actions.find((each) => each.name === name) as Action;
	return Object.fromEntries(
		Object.keys(action.measures).map((text) => [text, readMeasure(text, text, action, "").of(document)]),
	);
}

const point = (kind: string, loss: number, hits: number) => ({ kind, loss, hits, trainingError: loss });

test("survey: what its points say", () => {
	const points = [
		point("saddle", 0.5, 4),
		point("minimum", 0.5 + 1e-10, 3),
		point("minimum", 0.75, 2),
		point("minimum", 2, 1),
		point("maximum", 9, 5),
	];
	expect(all("survey", { points })).toEqual({
		bestLoss: 0.5,
		trainingError: 0.5,
		pointsFound: 5,
		worseMinima: 2,
		worseShare: 3 / 6,
		levels: [0.5 + 1e-10, 0.75, 2],
	});
	expect(all("survey", { points: [point("saddle", 1, 2)] })).toMatchObject({
		bestLoss: 1,
		worseMinima: 0,
		worseShare: null,
		levels: [],
	});
	expect(all("survey", { points: [] })).toEqual({
		bestLoss: null,
		trainingError: null,
		pointsFound: 0,
		worseMinima: 0,
		worseShare: null,
		levels: [],
	});
});

test("train: whether all samples are right", () => {
	for (const [trainingError, expected] of [
		[0, true],
		[0.25, false],
		[null, null],
	])
		expect(all("train", { trainingError })).toEqual({ zeroTrainingError: expected });
});

test("check: the answer to each question by its own name", () => {
	const questions = questionIds.map((question, k) => ({ question, answer: `answer ${k}` })).reverse();
	const found = all("check", { questions });
	expect(Object.keys(found)).toEqual([...questionIds]);
	questionIds.forEach((question, k) => {
		expect(found[question]).toBe(`answer ${k}`);
	});
});

test("construct: certified; a bad minimum only with a gap and nothing left out, robust or fragile by its least eigenvalue", () => {
	const cell = (certificate: unknown, document: unknown = { loss: 0.5 }) =>
		all("construct", { made: true, passed: true, certificate, document } as ConstructCell);
	const statement = { claim: "strict-local-minimum", modulo: [], gap: 0.1, smallestEigenvalue: 1e-9 };
	const bad = { loss: 0.5, certified: true, strictBadMinimum: true };
	expect(cell(statement)).toEqual({ ...bad, robustBadMinimum: true, fragileBadMinimum: false });
	for (const smallestEigenvalue of [9e-10, null])
		expect(cell({ ...statement, smallestEigenvalue })).toEqual({
			...bad,
			robustBadMinimum: false,
			fragileBadMinimum: true,
		});
	const none = { strictBadMinimum: false, robustBadMinimum: false, fragileBadMinimum: false };
	for (const change of [{ gap: null }, { gap: 0 }, { modulo: ["scaling"] }, { claim: "local-minimum" }])
		expect(cell({ ...statement, ...change })).toEqual({ loss: 0.5, certified: true, ...none });
	expect(cell(null, null)).toEqual({ loss: null, certified: false, ...none });
});

test("the measures of a plan that names none, and all others, can be read", () => {
	for (const action of actions)
		for (const text of [...action.standard, ...Object.keys(action.measures)])
			expect(readMeasure(text, text, action, "").column).toBe(text);
});
