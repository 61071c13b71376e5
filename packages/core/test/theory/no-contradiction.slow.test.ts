import { describe, expect, it } from "vitest";
import { activationNames } from "../../src/problem/formula/activations.ts";
import { lossNames } from "../../src/problem/formula/losses.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import type { Problem } from "../../src/problem/problem.ts";
import { type Judgement, judge } from "../../src/theory/judge.ts";
import { subjectOf } from "../../src/theory/subject.ts";
import { theorems } from "../../src/theory/theorems.ts";
import { problems } from "../problems.ts";

async function judged(problem: Problem): Promise<Judgement> {
	const subject = subjectOf(problem);
	try {
		return await judge(subject);
	} finally {
		subject.release();
	}
}

const answerTo = ({ questions }: Judgement, id: string) => questions.find(({ question }) => question === id);

describe("all theorems together", () => {
	for (const known of problems)
		it(`agree with each other and with what is known: ${known.name}`, async () => {
			const problem = await parseProblem(known.file);
			const judgement = await judged(problem);
			expect(judgement.theorems).toHaveLength(theorems.length);
			const { minima, infimum, attained } = known.known(problem);
			const bad = answerTo(judgement, "bad-local-minimum");
			if (minima === null || bad === undefined) return;
			const above = minima.filter((loss) => loss > infimum + 1e-9 * (1 + Math.abs(infimum)));
			if (above.length > 0) expect(["exists", "undecided"]).toContain(bad.answer);
			else expect(["excluded", "vacuous", "undecided"]).toContain(bad.answer);
			if (!attained && minima.length === 0) expect(bad.answer).not.toBe("exists");
		});

	const data = {
		separable: {
			x: [
				[0, 1],
				[1, 2],
				[2, 0.5],
				[-1, -1],
				[-2, 0.5],
				[-0.5, -2],
			],
			y: [1, 1, 1, -1, -1, -1],
		},
		crossed: {
			x: [
				[1, 0],
				[-1.2, 0],
				[0.9, 0],
				[0, 1],
				[0, -1.1],
				[0, -0.8],
				[0, 1.3],
			],
			y: [1, 1, 1, -1, -1, -1, -1],
		},
		repeated: {
			x: [
				[0, 0],
				[0, 0],
				[1, 0],
				[0, 1],
				[0, 1],
			],
			y: [1, -1, 1, -1, -1],
		},
		oneClass: {
			x: [
				[1, 2],
				[0, 1],
				[2, 1],
			],
			y: [1, 1, 1],
		},
		mirrored: {
			x: [
				[1, 0],
				[-1, 0],
				[0, 1],
				[0, -1],
				[2, 1],
				[-2, -1],
			],
			y: [1, 1, -1, -1, 1, 1],
		},
		line: { x: [[-2], [-1], [0.5], [1], [2.5]], y: [1, -1, -1, 1, 1] },
		overlapping: {
			x: [
				[1, 1],
				[-1, -1],
				[0.3, 0.2],
				[1, -1],
				[-1, 1],
				[-0.2, 0.1],
				[2, 0],
			],
			y: [1, 1, 1, -1, -1, -1, -1],
		},
		bent: {
			x: [
				[-1, 0],
				[0, 0],
				[1, 0],
				[0, 1],
			],
			y: [0, 1, 0, 0.5],
		},
	} as const;
	const networks = [
		{ layers: [{ width: 1, activation: "A" }, { width: 1 }] },
		{
			layers: [
				{ width: 3, activation: "A", bias: false },
				{ width: 1, bias: false },
			],
		},
		{ layers: [{ width: 9, activation: "A" }, { width: 1 }] },
		{ layers: [{ width: 7, activation: "A" }, { width: 4, activation: "A" }, { width: 1 }] },
		{ layers: [{ width: 2, activation: "A" }, { width: 1 }], shortcut: { width: 8, activation: "softplus" } },
		{
			layers: [
				{ width: 3, activation: "A", bias: false },
				{ width: 1, bias: false },
			],
			noise: { law: "normal", sigma: 0.3 },
		},
		{ layers: [{ width: 2, activation: "A" }, { width: 1 }], "exponential-neuron": { penalty: 0.1 } },
	];
	const activations = activationNames.map((name) =>
		name === "polynomial" ? { name, coefficients: [0, 1, 0.5] } : { name },
	);
	for (const activation of activations)
		it(`never contradict each other on a grid of networks, losses and data: ${activation.name}`, async () => {
			let applied = 0;
			for (const [set, samples] of Object.entries(data))
				for (const name of lossNames.filter((loss) => loss !== "cross-entropy"))
					for (const [k, network] of networks.entries()) {
						if (set === "bent" && !["squared", "absolute", "huber"].includes(name)) continue;
						const problem = await parseProblem({
							lossatlas: 1,
							data: { inline: samples },
							network: JSON.parse(JSON.stringify(network).replaceAll('"A"', JSON.stringify(activation))),
							loss: { name },
							...(k % 3 === 2 ? { regularizer: { "weight-decay": 0.01 } } : {}),
						});
						const judgement = await judged(problem);
						applied += judgement.theorems.filter(({ applies }) => applies === "yes").length;
						for (const { hypotheses } of judgement.theorems)
							for (const { sentence } of hypotheses) expect(sentence.length).toBeGreaterThan(10);
					}
			expect(applied).toBeGreaterThan(0);
		});
});
