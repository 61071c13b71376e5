import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseProblem } from "../../src/problem/parse.ts";

const folder = new URL("../../../../examples/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));

test.each(files)("%s is a valid problem", async (name) => {
	const problem = await parseProblem(readFileSync(new URL(name, folder), "utf8"), { file: name });
	expect(problem.data.samples > 0).toBe(problem.population === null);
	expect(problem.name).not.toBe("unnamed");
});

const shapes: [string, number, number, number][] = [
	["penguins.yaml", 274, 4, 49],
	["xor.yaml", 4, 2, 9],
	["xor-weight-decay.yaml", 4, 2, 9],
	["digits.yaml", 1000, 64, 1057],
	["digits-no-decay.yaml", 1000, 64, 1057],
	["random-targets.yaml", 1000, 2, 21],
	["iris.yaml", 150, 4, 35],
];

test.each(shapes)(
	"%s has %i samples of %i inputs and %i parameters",
	async (name, samples, inputs, parameters) => {
		const problem = await parseProblem(readFileSync(new URL(name, folder), "utf8"));
		expect([problem.data.samples, problem.data.inputs, problem.network.parameters]).toEqual([
			samples,
			inputs,
			parameters,
		]);
	},
);
