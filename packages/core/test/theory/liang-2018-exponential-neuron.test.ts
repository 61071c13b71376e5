import { describe, expect, it } from "vitest";
import { createObjective } from "../../src/objective/create-objective.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import { realisable } from "../../src/theory/hypotheses/realisable.ts";
import { subjectOf } from "../../src/theory/subject.ts";
import { exponentialNeuronTheorem } from "../../src/theory/theorems/liang-2018-exponential-neuron.ts";
import { file } from "./judged.ts";
import { reportOf } from "./judged-directly.ts";

const neuron = { neuron: { penalty: 0.1 } };
const net = (width: number, activation: unknown, more: object = {}) => [
	{ width, activation, ...more },
	{ width: 1 },
];
const answersOf = async (problem: object) => {
	const { conclusions } = await reportOf(exponentialNeuronTheorem, problem);
	return Object.fromEntries(conclusions.map(({ question, answer }) => [question, answer]));
};
const statusOf = async (problem: object) => {
	const subject = subjectOf(await parseProblem(problem));
	try {
		return (await subject.finding(realisable)).status;
	} finally {
		subject.release();
	}
};

const excluded = { "bad-local-minimum": "excluded", "nonzero-training-error": "excluded" };
const vacuous = { "bad-local-minimum": "vacuous", "nonzero-training-error": "vacuous" };
const alternating = [[0], [1], [2]];
const labels = [1, -1, 1];

describe("an exponential neuron", () => {
	it("every local minimum fits every label: hinges where the samples can be classified, and the squared loss", async () => {
		for (const loss of ["hinge-power", "squared"])
			expect(await answersOf(file(alternating, labels, net(2, "tanh"), { ...neuron, loss })), loss).toEqual(
				excluded,
			);
		// Targets that are no labels: only the loss is spoken about.
		expect(await answersOf(file(alternating, [1, 2, 0], net(2, "tanh"), neuron))).toEqual({
			"bad-local-minimum": "excluded",
		});
	});

	it("an affine network on classes that no hyperplane parts: no local minimum at all", async () => {
		for (const loss of ["hinge-power", "squared"])
			expect(await answersOf(file(alternating, labels, net(2, "identity"), { ...neuron, loss }))).toEqual(
				vacuous,
			);
		const parted = file(alternating, [1, 1, -1], net(2, "identity"), { ...neuron, loss: "hinge-power" });
		expect(await answersOf(parted)).toEqual(excluded);
	});

	it("logistic loss: none if some input carries one label; both labels at every input leave global minima", async () => {
		expect(
			await answersOf(file(alternating, labels, net(2, "tanh"), { ...neuron, loss: "logistic" })),
		).toEqual(vacuous);
		const partly = file([[0], [0], [1]], [1, -1, 1], net(2, "tanh"), { ...neuron, loss: "logistic" });
		expect(await answersOf(partly)).toEqual(vacuous);
		const twins = file([[1], [1]], [1, -1], net(2, "tanh"), { ...neuron, loss: "logistic" });
		expect(await answersOf(twins)).toEqual({ "bad-local-minimum": "excluded" });
		// The global minimum log 2 at f = 0, a = 0: no random point is lower.
		const objective = createObjective(await parseProblem(twins));
		let state = 3;
		const random = () => {
			state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
			return state / 4294967296;
		};
		const zero = new Float64Array(objective.parameters);
		expect(objective.value(zero)).toBeCloseTo(Math.log(2), 15);
		for (let k = 0; k < 500; k++)
			expect(objective.value(zero.map(() => 4 * random() - 2))).toBeGreaterThanOrEqual(Math.log(2) - 1e-15);
		objective.release();
	});

	it("one logit: the cross-entropy is 0 everywhere, so local minima exist and none is bad", async () => {
		const oneLogit = {
			...file([[0], [1]], [0, 0], net(2, "tanh"), { ...neuron, loss: "cross-entropy" }),
		};
		const { "bad-local-minimum": answer } = await answersOf(oneLogit);
		expect(answer).toBe("excluded");
		const objective = createObjective(await parseProblem(oneLogit));
		expect(objective.value(new Float64Array(objective.parameters))).toBe(0);
		objective.release();
	});
});

describe("whether the samples can be classified", () => {
	const on = (layers: readonly object[], more: Record<string, unknown> = {}) =>
		file(alternating, labels, layers, { ...neuron, loss: "hinge-power", ...more });

	it("n - 1 units with biases and an offset interpolate n distinct inputs", async () => {
		for (const activation of ["relu", "tanh", "softplus", "sin", "gaussian"]) {
			expect(await statusOf(on(net(2, activation))), activation).toBe("holds");
			expect(await statusOf(on(net(1, activation))), activation).toBe("undecided");
			expect(await statusOf(on(net(2, activation, { bias: false }))), activation).toBe("undecided");
		}
		expect(await statusOf(on(net(9, "square")))).toBe("undecided");
		const repeated = file([...alternating, [0]], [...labels, 1], net(2, "relu"), {
			...neuron,
			loss: "hinge-power",
		});
		expect(await statusOf(repeated)).toBe("holds");
	});

	it("separable classes need one increasing unit, without inner biases a hyperplane through the origin", async () => {
		const parted = (activation: string, more: object = {}) =>
			file([[1], [2], [3]], [-1, 1, 1], net(1, activation, more), { ...neuron, loss: "hinge-power" });
		expect(await statusOf(parted("tanh"))).toBe("holds");
		expect(await statusOf(parted("tanh", { bias: false }))).toBe("undecided");
	});

	it("an input with both labels, or an affine network on overlapping classes: never", async () => {
		const mixed = file([[0], [0]], [1, -1], net(2, "tanh"), { ...neuron, loss: "hinge-power" });
		expect(await statusOf(mixed)).toBe("fails");
		expect(await statusOf(on(net(9, "identity")))).toBe("fails");
		expect(await statusOf(on(net(9, "identity"), { shortcut: { width: 2, activation: "relu" } }))).toBe(
			"holds",
		);
		expect(await statusOf(on(net(9, "identity"), { shortcut: { width: 1, activation: "relu" } }))).toBe(
			"undecided",
		);
	});
});
