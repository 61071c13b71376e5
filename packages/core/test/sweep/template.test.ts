import { expect, test } from "vitest";
import { InputError } from "../../src/problem/input-error.ts";
import { fillIn, jsonTemplate, placeholders, requireAxes } from "../../src/sweep/template.ts";

const at = { width: 3, name: "tanh", on: true, rate: 0.1 };

test("a placeholder that stands alone keeps the kind of its value; within a text it becomes text", () => {
	const template = {
		layers: [{ width: "${width}", activation: "${ name }", bias: "${on}" }, { width: 1 }],
		path: "data/${name}-${width}.csv",
		twice: "${width}${width}",
		plain: ["$width", "{width}", null, 4, false],
	};
	const before = structuredClone(template);
	expect(fillIn(template, at)).toStrictEqual({
		layers: [{ width: 3, activation: "tanh", bias: true }, { width: 1 }],
		path: "data/tanh-3.csv",
		twice: "33",
		plain: ["$width", "{width}", null, 4, false],
	});
	expect(template).toStrictEqual(before);
	expect(fillIn("rate ${rate}", at)).toBe("rate 0.1");
	expect(fillIn("a ${name} $& $1", { name: "$&" })).toBe("a $& $& $1");
});

test("every placeholder is found with its field", () => {
	expect(placeholders({ a: ["x", "${b} and ${ c }"], d: { e: "${b}" } })).toEqual([
		{ name: "b", field: "a[1]" },
		{ name: "c", field: "a[1]" },
		{ name: "b", field: "d.e" },
	]);
});

test("a placeholder of no axis is refused with its field and the nearest axis", () => {
	const refuse = () => requireAxes({ layers: [{ width: "${widht}" }] }, ["seed", "width"], "problem");
	expect(refuse).toThrow(InputError);
	try {
		refuse();
	} catch (error) {
		const { message, where, advice } = error as InputError;
		expect([message, where.field, advice]).toEqual([
			"${widht} names no axis. Axes: seed, width.",
			"problem.layers[0].width",
			"Did you mean ${width}?",
		]);
	}
	expect(() => requireAxes("${}", [], "do")).toThrow(/Axes: none/);
});

test("what JSON cannot hold is not in a plan: -0 is 0, infinite numbers are refused", () => {
	expect(jsonTemplate({ x: [[-0, 1]] }, "problem")).toStrictEqual({ x: [[0, 1]] });
	expect(() => jsonTemplate({ tolerance: Infinity }, "do.survey")).toThrow(/found Infinity/);
});
