import { expect, test } from "vitest";
import { problemJsonSchema, problemSchema } from "../../src/problem/specification.ts";
import { failure, smallProblem } from "./problem-files.ts";

type Schema = Record<string, unknown> & { properties?: Record<string, Schema>; items?: Schema };

test("the JSON Schema is strict at every level and names every section of the contract", () => {
	const schema = problemJsonSchema() as Schema;
	expect(Object.keys(schema.properties ?? {})).toEqual([
		"lossatlas",
		"name",
		"data",
		"network",
		"loss",
		"reduction",
		"regularizer",
	]);
	expect(schema.required).toEqual(["lossatlas", "data", "network", "loss"]);
	expect(Object.keys(schema.properties?.network.properties ?? {})).toEqual([
		"layers",
		"shortcut",
		"noise",
		"exponential-neuron",
	]);
	const open: string[] = [];
	const visit = (node: unknown, path: string): void => {
		if (typeof node !== "object" || node === null) return;
		const { properties, additionalProperties } = node as Schema;
		if (properties !== undefined && additionalProperties !== false) open.push(path);
		for (const [key, value] of Object.entries(node)) visit(value, `${path}/${key}`);
	};
	visit(schema, "");
	expect(open).toEqual([]);
	expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
});

test("defaults are filled in", () => {
	const file = problemSchema.parse({
		lossatlas: 1,
		data: { builtin: { name: "gaussian" }, sample: { count: 3 } },
		network: { layers: [{ width: 1 }], noise: { law: "normal", sigma: 1 } },
		loss: { name: "squared" },
	});
	expect(file).toMatchObject({
		name: "unnamed",
		data: {
			builtin: { samples: 100, inputs: 2, outputs: 1, targets: "labels", seed: 1 },
			standardize: false,
			sample: { seed: 1 },
		},
		network: { layers: [{ activation: "identity", bias: true }], noise: { seed: 1 } },
		reduction: "mean",
	});
});

/** A field that is not known, at every level: [where, the file with it, the nearest known name]. */
const strangers: [string, Record<string, unknown>, string][] = [
	["a problem file", { regulariser: {} }, "regularizer"],
	["data", { data: { ...smallProblem.data, standardise: true } }, "standardize"],
	["data.inline", { data: { inline: { x: [[1]], y: [1], weight: [1] } } }, "weights"],
	["data.file", { data: { file: { path: "a", inputs: "x", targets: "y" } } }, "target"],
	["data.builtin", { data: { builtin: { name: "two-moons", nois: 1 } } }, "noise"],
	["data.sample", { data: { ...smallProblem.data, sample: { count: 1, sed: 2 } } }, "seed"],
	["network", { network: { layers: [{ width: 1 }], short: {} } }, "shortcut"],
	["network.layers[0]", { network: { layers: [{ width: 1, biases: false }] } }, "bias"],
	[
		"network.shortcut",
		{ network: { layers: [{ width: 1 }], shortcut: { width: 1, activation: "tanh", widht: 2 } } },
		"width",
	],
	[
		"network.noise",
		{ network: { layers: [{ width: 1 }], noise: { law: "normal", sigma: 1, sede: 2 } } },
		"seed",
	],
	[
		"network.exponential-neuron",
		{ network: { layers: [{ width: 1 }], "exponential-neuron": { penaltie: 1 } } },
		"penalty",
	],
	["loss", { loss: { name: "huber", dleta: 1 } }, "delta"],
	["regularizer", { regularizer: { weightdecay: 1 } }, "weight-decay"],
];

test.each(strangers)("an unknown field in %s names the nearest one", async (where, changes, nearest) => {
	const error = await failure({ ...smallProblem, ...changes });
	expect(error.message).toContain(`in ${where}.`);
	expect(error.advice).toBe(`Did you mean "${nearest}"?`);
});
