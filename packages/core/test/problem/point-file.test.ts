import fc from "fast-check";
import { expect, test } from "vitest";
import { InputError } from "../../src/problem/input-error.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import {
	arraysFromPoint,
	pointDocument,
	pointFromArrays,
	pointFromDocument,
} from "../../src/problem/point-file.ts";
import { array, smallProblem } from "./problem-files.ts";

const full = await parseProblem({
	...smallProblem,
	network: {
		layers: [
			{ width: 3, activation: "softplus" },
			{ width: 2, activation: "tanh", fixed: "ones" },
			{ width: 1 },
		],
		shortcut: { width: 2, activation: "tanh" },
		"exponential-neuron": {},
	},
});
const chain = await parseProblem({
	...smallProblem,
	network: { layers: [{ width: 3, activation: "softplus" }, { width: 1 }] },
});

function refusal(read: () => unknown): InputError {
	try {
		read();
	} catch (error) {
		if (error instanceof InputError) return error;
		throw error;
	}
	throw new Error("No error was reported.");
}

test("theta to named arrays and back, bit for bit, in any order of the arrays", () => {
	const parameters = full.network.parameters;
	fc.assert(
		fc.property(
			fc.array(fc.double({ noDefaultInfinity: true, noNaN: true }), {
				minLength: parameters,
				maxLength: parameters,
			}),
			(values) => {
				const theta = Float64Array.from(values);
				const arrays = arraysFromPoint(full, theta);
				for (const order of [arrays, [...arrays].reverse()]) {
					const back = pointFromArrays(full, order, "point.npz");
					expect(new Uint8Array(back.theta.buffer)).toEqual(new Uint8Array(theta.buffer));
					expect(back.notes).toEqual([]);
				}
			},
		),
		{ seed: 23, numRuns: 50 },
	);
});

test("arrays have the names and shapes of the contract; constants are not among them", () => {
	const theta = Float64Array.from({ length: full.network.parameters }, (_, k) => k);
	const arrays = arraysFromPoint(full, theta);
	expect(arrays.map(({ name, shape }) => [name, ...shape])).toEqual([
		["layers.0.weight", 3, 2],
		["layers.0.bias", 3],
		["layers.2.weight", 1, 2],
		["layers.2.bias", 1],
		["shortcut.weight", 2, 2],
		["shortcut.bias", 2],
		["shortcut.output", 2],
		["shortcut.offset", 1],
		["exponential.weight", 2],
		["exponential.bias", 1],
		["exponential.output", 1],
	]);
	expect([...arrays[0].values]).toEqual([0, 1, 2, 3, 4, 5]);
	expect(() => arraysFromPoint(full, new Float64Array(3))).toThrow(RangeError);
});

test("the JSON document and back; other documents with a point will do", () => {
	const theta = Float64Array.from({ length: 13 }, (_, k) => (k - 6) / 3);
	const document = JSON.parse(JSON.stringify(pointDocument(theta)));
	expect(document.schema).toBe("lossatlas/point@1");
	expect([...pointFromDocument(chain, document, "p.json").theta]).toEqual([...theta].map((v) => v + 0));
	const classified = { schema: "lossatlas/classify@1", kind: "minimum", theta: [...theta] };
	expect(pointFromDocument(chain, classified, "p.json").theta.length).toBe(13);
	expect(JSON.stringify(pointDocument(Float64Array.of(-0)))).toContain("[0]");
});

test("a document of another kind, an entry that is no number", () => {
	const theta = Array.from({ length: 13 }, () => 1);
	const read = (document: unknown) => refusal(() => pointFromDocument(chain, document, "p.json"));
	expect(read({ schema: "lossatlas/check@1" }).message).toMatch(
		/document "lossatlas\/check@1" without a list "theta"/,
	);
	expect(read({ schema: "other@1", theta }).message).toMatch(/"other@1", not a point/);
	expect(read([1, 2]).message).toMatch(/no list "theta"/);
	expect(read(null).message).toMatch(/no list "theta"/);
	const infinite = read({ schema: "lossatlas/point@1", theta: [...theta.slice(1), "Infinity"] });
	expect(infinite.message).toMatch(/theta\[12\] is "Infinity"; a finite number was expected/);
	expect(infinite.where).toEqual({ file: "p.json", field: "theta[12]" });
});

test("a wrong length says which block is expected where", () => {
	const error = refusal(() =>
		pointFromDocument(chain, { schema: "lossatlas/point@1", theta: [1, 2] }, "p.json"),
	);
	expect(error.message).toBe("The point has 2 numbers; this network has 13 parameters.");
	expect(error.advice).toBe(
		"Expected, in order: layers.0.weight (3 x 2) at 0..5, layers.0.bias (3) at 6..8, layers.1.weight (1 x 3) at 9..11, layers.1.bias (1) at 12.",
	);
});

const sequence = [
	array("2.bias", [1], [12], "float32"),
	array("0.weight", [3, 2], [0, 1, 2, 3, 4, 5], "float32"),
	array("2.weight", [1, 3], [9, 10, 11], "float32"),
	array("0.bias", [3], [6, 7, 8], "float32"),
];

test("names of a chain of modules are taken in the order of their numbers, and it is said", () => {
	const { theta, notes } = pointFromArrays(chain, sequence, "net.safetensors");
	expect([...theta]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
	expect(notes[0]).toBe(
		"Taken in order: 0.weight as layers.0.weight, 0.bias as layers.0.bias, 2.weight as layers.1.weight, 2.bias as layers.1.bias.",
	);
	expect(notes[1]).toMatch(/float32; widened exactly/);
	expect(notes[2]).toMatch(/Softplus turns linear above a threshold of 20/);
	const prefixed = sequence.map((each) => ({ ...each, name: `net.${each.name.replace("2.", "10.")}` }));
	expect([...pointFromArrays(chain, prefixed, "net.safetensors").theta]).toEqual([...theta]);
});

test("arrays that do not fit: shape, missing, unknown, other names, not finite", () => {
	const read = (arrays: Parameters<typeof pointFromArrays>[1]) =>
		refusal(() => pointFromArrays(chain, arrays, "net.npz"));
	const transposed = sequence.map((each) => (each.name === "0.weight" ? { ...each, shape: [2, 3] } : each));
	expect(read(transposed).message).toBe(
		'The array "0.weight" has shape (2 x 3); layers.0.weight needs (3 x 2).',
	);
	expect(read(sequence.slice(1)).message).toMatch(/do not make a point.*Found: 0\.weight \(3 x 2\)/);
	const words = sequence.map((each) => ({
		...each,
		name: each.name.replace("0", "first").replace("2", "last"),
	}));
	expect(read(words).message).toMatch(/do not make a point.*first\.weight \(3 x 2\)/);
	const named = arraysFromPoint(chain, new Float64Array(13));
	expect(read(named.slice(1)).message).toBe('The array "layers.0.weight" (3 x 2) is missing.');
	const extra = read([...named, array("layers.2.weight", [1, 1], [1])]);
	expect(extra.message).toBe('The network has no place for the array "layers.2.weight" (1 x 1).');
	expect(extra.where).toEqual({ file: "net.npz", field: "layers.2.weight" });
	named[1].values[2] = Number.NaN;
	expect(read(named).message).toMatch(/Number 2 of "layers\.0\.bias".*NaN/);
	expect(read([]).message).toMatch(/Found: none/);
});

test("a flat array named theta, or alone, is the parameter vector", () => {
	const values = Array.from({ length: 13 }, (_, k) => k);
	for (const arrays of [[array("theta", [13], values), array("other", [1], [0])], [array("w", [13], values)]])
		expect([...pointFromArrays(chain, arrays, "p.npz").theta]).toEqual(values);
});
