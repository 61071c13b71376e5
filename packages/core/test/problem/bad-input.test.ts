import { describe, expect, test } from "vitest";
import { failure, smallProblem } from "./problem-files.ts";

const yaml = `lossatlas: 1
data:
  inline:
    x: [[0, 0], [1, 1]]
    y: [1, -1]
network:
  layers:
    - {width: 2, activation: tanh}
    - {width: 1}
loss: {name: squared}
`;

/** [what, text replaced, replacement, message, advice, line, column, field] */
const inText: [string, string, string, RegExp, RegExp | null, number, number, string | undefined][] = [
	[
		"unknown activation",
		"tanh",
		"softpluss",
		/no activation.*"softpluss".*Did you mean softplus/i,
		null,
		8,
		30,
		"network.layers[0].activation",
	],
	["unknown loss", "squared", "sqared", /no loss.*"sqared".*Did you mean squared/i, null, 10, 7, "loss"],
	[
		"parameter of another activation",
		"activation: tanh",
		"activation: {name: tanh, slope: 1}",
		/tanh has no parameter "slope"/,
		null,
		8,
		30,
		"network.layers[0].activation",
	],
	[
		"inadmissible parameter",
		"{name: squared}",
		"{name: huber, delta: -1}",
		/huber.*delta.*-1/i,
		null,
		10,
		7,
		"loss",
	],
	[
		"width 0",
		"width: 2",
		"width: 0",
		/network\.layers\[0\]\.width must be at least 1; found 0/,
		null,
		8,
		15,
		"network.layers[0].width",
	],
	[
		"width not an integer",
		"width: 2",
		"width: 2.5",
		/must be an integer; found 2\.5/,
		null,
		8,
		15,
		"network.layers[0].width",
	],
	[
		"unknown field",
		"activation",
		"activatoin",
		/no field "activatoin" in network\.layers\[0\]/,
		/"activation"/,
		8,
		18,
		"network.layers[0].activatoin",
	],
	["unknown field at the top", "loss:", "los:", /no field "los" in a problem file/, /"loss"/, 10, 1, "los"],
	[
		"NaN",
		"[1, 1]]",
		"[1, .nan]]",
		/data\.inline\.x\[1\]\[1\].*found NaN/,
		null,
		4,
		21,
		"data.inline.x[1][1]",
	],
	[
		"infinity",
		"[1, 1]]",
		"[1, .inf]]",
		/data\.inline\.x\[1\]\[1\].*found Infinity/,
		null,
		4,
		21,
		"data.inline.x[1][1]",
	],
	[
		"ragged rows of x",
		"[1, 1]]",
		"[1]]",
		/Row 1 of x has 1 numbers, the first one has 2/,
		/same length/,
		4,
		17,
		"data.inline.x[1]",
	],
	["lengths of x and y", "y: [1, -1]", "y: [1]", /x has 2 rows, but y has 1/, null, 5, 8, "data.inline.y"],
	[
		"version",
		"lossatlas: 1",
		"lossatlas: 2",
		/lossatlas must be one of 1; found 2/,
		null,
		1,
		12,
		"lossatlas",
	],
	[
		"missing section",
		"loss: {name: squared}",
		"",
		/loss must be a mapping; found nothing/,
		null,
		1,
		1,
		"loss",
	],
	["broken YAML", "[1, -1]", "[1, -1", /not valid YAML or JSON/, /brackets/, 6, 1, undefined],
	["the same key twice", "loss:", "data: 1\nloss:", /not valid YAML.*unique/i, null, 10, 1, undefined],
	[
		"two outputs, one target",
		"{width: 1}",
		"{width: 2}",
		/A sample has 1 target, but the last layer has width 2/,
		/number of targets/,
		8,
		5,
		"network.layers",
	],
];

describe("mistakes in the text of a problem file", () => {
	test.each(inText)("%s", async (_, from, to, message, advice, line, column, field) => {
		const error = await failure(yaml.replace(from, to), { file: "problem.yaml" });
		expect(error.message).toMatch(message);
		if (advice !== null) expect(error.advice).toMatch(advice);
		expect(error.where).toMatchObject({ file: "problem.yaml", line, column });
		expect(error.where.field).toBe(field);
	});

	test("JSON has lines and columns too", async () => {
		const error = await failure(
			'{"lossatlas": 1,\n "data": {"builtin": {"name": "xro"}},\n "network": {"layers": [{"width": 1}]}, "loss": {"name": "squared"}}',
		);
		expect(error.message).toMatch(/xor, two-moons, gaussian, teacher, iris, penguins, digits.*found "xro"/);
		expect(error.where).toEqual({ line: 2, column: 31, field: "data.builtin.name" });
	});
});

/** [what, changes, message, field] */
const inObject: [string, Record<string, unknown>, RegExp, string][] = [
	["no data", { data: {} }, /exactly one of inline, file, builtin, population; found none/, "data"],
	[
		"two kinds of data",
		{ data: { builtin: { name: "xor" }, inline: smallProblem.data.inline } },
		/found inline and builtin/,
		"data",
	],
	[
		"population",
		{ data: { population: { law: "gaussian", inputs: 6, teacher: { width: 6, activation: "relu" } } } },
		/needs trained relu units without bias/,
		"network.layers[0]",
	],
	["no layers", { network: { layers: [] } }, /network\.layers/, "network.layers"],
	["empty x", { data: { inline: { x: [], y: [] } } }, /data\.inline\.x/, "data.inline.x"],
	[
		"negative weight",
		{ data: { inline: { x: [[1], [2]], y: [1, -1], weights: [1, -1] } } },
		/weights\[1\] must be positive; found -1/,
		"data.inline.weights[1]",
	],
	[
		"number of weights",
		{ data: { inline: { x: [[1], [2]], y: [1, -1], weights: [1] } } },
		/2 rows, but there are 1 weights/,
		"data.inline.weights",
	],
	[
		"ragged y",
		{ data: { inline: { x: [[1], [2]], y: [[1, 2], [1]] } } },
		/Row 1 of y has 1/,
		"data.inline.y[1]",
	],
	[
		"limit and sample",
		{ data: { ...smallProblem.data, limit: 2, sample: { count: 2 } } },
		/cannot both/,
		"data.sample",
	],
	[
		"margin loss, several outputs",
		{ network: { layers: [{ width: 2 }] }, loss: { name: "logistic" } },
		/logistic.*margin.*one output.*width 2/,
		"network.layers",
	],
	[
		"margin loss, other numbers",
		{ loss: { name: "hinge" }, data: { inline: { x: [[1], [2]], y: [1, 0] } } },
		/labels \+1 and -1; sample 1 has 0/,
		"data.inline.y[1]",
	],
	[
		"class index",
		{
			loss: { name: "cross-entropy" },
			network: { layers: [{ width: 2 }] },
			data: { inline: { x: [[1], [2]], y: [0, 2] } },
		},
		/class index of sample 1 is 2; with 2 outputs.*0 to 1/,
		"data.inline.y[1]",
	],
	[
		"probabilities",
		{
			loss: { name: "cross-entropy" },
			network: { layers: [{ width: 2 }] },
			data: {
				inline: {
					x: [[1], [2]],
					y: [
						[0.5, 0.5],
						[0.5, 0.6],
					],
				},
			},
		},
		/sample 1 is not a row of 2 probabilities/,
		"data.inline.y[1]",
	],
	[
		"shortcut, several outputs",
		{
			network: { layers: [{ width: 3 }], shortcut: { width: 2, activation: "tanh" } },
			data: { inline: { x: [[1]], y: [[1, 2, 3]] } },
		},
		/shortcut needs a network with one output.*width 3/,
		"network.shortcut",
	],
	[
		"exponential neuron, several outputs",
		{
			network: { layers: [{ width: 2 }], "exponential-neuron": {} },
			data: { inline: { x: [[1]], y: [[1, 2]] } },
		},
		/exponential neuron needs.*one output/,
		"network.exponential-neuron",
	],
	[
		"nothing to train",
		{ network: { layers: [{ width: 1, fixed: "ones" }] } },
		/nothing to train/,
		"network.layers",
	],
	[
		"fixed values",
		{ network: { layers: [{ width: 2, fixed: { values: [1, 2, 3] } }, { width: 1 }] } },
		/needs 6 constants \(2 x 2 weights and 2 biases\); found 3/,
		"network.layers[0].fixed",
	],
	[
		"keep probability",
		{ network: { ...smallProblem.network, noise: { law: "bernoulli", keep: 1.5 } } },
		/keep must be at most 1; found 1\.5/,
		"network.noise.keep",
	],
	[
		"no file system",
		{ data: { file: { path: "a.csv", inputs: ["x"], target: "y" } } },
		/"a\.csv" cannot be read here/,
		"data.file.path",
	],
	[
		"label of a built-in set",
		{ data: { builtin: { name: "penguins", classes: ["Gento", "Adelie"] } } },
		/label "Gento"/,
		"data.builtin.classes",
	],
	[
		"column of a built-in set",
		{ data: { builtin: { name: "iris", inputs: ["petal_lenght"] } } },
		/no column "petal_lenght".*iris/,
		"data.builtin",
	],
	[
		"three classes, one output",
		{ data: { builtin: { name: "iris" } } },
		/classes are two.*found 3 classes/,
		"data",
	],
	[
		"classes and width",
		{ data: { builtin: { name: "iris" } }, loss: { name: "cross-entropy" } },
		/3 classes, but the last layer has width 1/,
		"network.layers",
	],
	[
		"a label in two classes",
		{
			data: {
				builtin: {
					name: "digits",
					classes: [
						[0, 1],
						[1, 2],
					],
				},
			},
		},
		/label 1 stands twice/,
		"data",
	],
];

describe("mistakes in a problem given as an object", () => {
	test.each(inObject)("%s", async (_, changes, message, field) => {
		const error = await failure({ ...smallProblem, ...changes });
		expect(error.message).toMatch(message);
		expect(error.where.field).toBe(field);
	});
});

test("a list that is too short is called so, in words", async () => {
	const error = await failure({ ...smallProblem, network: { layers: [] } });
	expect(error.message).toMatch(/^network\.layers must be a list of at least 1; found \[\]\.$/);
	expect(error.where.field).toBe("network.layers");
});
