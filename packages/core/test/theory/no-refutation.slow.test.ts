import { describe, expect, it } from "vitest";
import { createObjective } from "../../src/objective/create-objective.ts";
import type { Objective } from "../../src/objective/objective.ts";
import { criticality } from "../../src/points/criticality.ts";
import { activationNames } from "../../src/problem/formula/activations.ts";
import { lossNames } from "../../src/problem/formula/losses.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import { survey } from "../../src/survey/survey.ts";
import { type Judgement, judge } from "../../src/theory/judge.ts";
import { subjectOf } from "../../src/theory/subject.ts";
import type { Witness } from "../../src/theory/witness.ts";
import { file } from "./judged.ts";

/** A pseudo-random stream of its own. */
function stream(seed: number) {
	let state = seed >>> 0;
	const uniform = () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return (state >>> 8) / 16777216;
	};
	const whole = (from: number, to: number) => from + Math.floor(uniform() * (to - from + 1));
	const pick = <T>(list: readonly T[]): T => list[whole(0, list.length - 1)];
	return { uniform, whole, pick, chance: (p: number) => uniform() < p };
}

type Stream = ReturnType<typeof stream>;

const usual = ["relu", "leaky-relu", "identity", "softsign", "elu", "square"];

function activationOf({ pick, whole, chance }: Stream): object {
	const name = chance(0.5) ? pick(usual) : pick(activationNames);
	if (name === "polynomial") return { name, coefficients: [0, 1, 2].map(() => whole(-1, 1)) };
	return name === "leaky-relu" ? { name, slope: pick([0.1, -1, 1, 0, -0.5, 2]) } : { name };
}

/** Few samples with small integer inputs: ties, repeated and zero inputs are frequent. */
function randomFile(random: Stream): object {
	const { whole, pick, chance } = random;
	const inputs = whole(1, 2);
	const samples = whole(1, 5);
	const loss = chance(0.6) ? "squared" : pick(lossNames);
	const margin = ["logistic", "exponential", "hinge", "hinge-power"].includes(loss);
	const outputs = margin || chance(0.75) ? 1 : 2;
	const x = Array.from({ length: samples }, () => Array.from({ length: inputs }, () => whole(-2, 2)));
	const target = () => {
		if (margin) return pick([1, -1]);
		if (loss === "cross-entropy") return whole(0, outputs - 1);
		return outputs === 1 ? whole(-2, 2) : [whole(-2, 2), whole(-2, 2)];
	};
	const bias = chance(0.6);
	const layers = Array.from({ length: chance(0.7) ? 1 : 2 }, () => ({
		width: whole(1, 4),
		activation: activationOf(random),
		bias: chance(0.85) ? bias : !bias,
		...(chance(0.06) ? { fixed: { init: "normal", seed: 3 } } : {}),
	}));
	const output = {
		width: outputs,
		bias: chance(0.6),
		...(chance(0.05) ? { activation: activationOf(random) } : {}),
	};
	const laws = [
		{ law: "normal", sigma: 0.3 },
		{ law: "uniform", sigma: 0.3 },
		{ law: "bernoulli", keep: 0.5 },
	];
	return file(x, x.map(target), [...layers, output], {
		loss: { name: loss },
		...(chance(0.12) ? { noise: pick(laws) } : {}),
		...(chance(0.15) ? { regularizer: { "weight-decay": 0.1 } } : {}),
		...(chance(0.2) ? { weights: x.map(() => whole(1, 3)) } : {}),
		...(chance(0.3) ? { reduction: "sum" } : {}),
	});
}

async function judgementOf(given: object): Promise<{ judgement: Judgement; objective: Objective }> {
	const problem = await parseProblem(given);
	const subject = subjectOf(problem);
	try {
		return { judgement: await judge(subject), objective: createObjective(problem) };
	} finally {
		subject.release();
	}
}

/** A witness is critical, nothing sampled nearby is lower, and the better point is lower. */
function examineWitness(
	objective: Objective,
	{ point, better }: Witness,
	{ uniform }: Stream,
	about: string,
): void {
	if (point === null) return;
	const theta = Float64Array.from(point);
	const loss = objective.value(theta);
	expect(criticality(objective, theta).gradientNorm, about).toBeLessThan(1e-7 * (1 + Math.abs(loss)));
	for (let k = 0; k < 200; k++) {
		const size = [1e-3, 1e-4][k % 2];
		const near = objective.value(theta.map((value) => value + size * (2 * uniform() - 1)));
		expect(near - loss, about).toBeGreaterThan(-1e-12 * (1 + Math.abs(loss)));
	}
	if (better?.point != null)
		expect(objective.value(Float64Array.from(better.point)), about).toBeLessThan(loss);
}

const asked = ["bad-local-minimum", "bad-differentiable-local-minimum", "bad-strict-local-minimum"] as const;

describe("theorems against random problems", () => {
	for (const seed of [1, 2, 3, 4])
		it(`witnesses are what they say, and surveys find no minimum that is excluded (seed ${seed})`, async () => {
			const random = stream(seed);
			let witnesses = 0;
			let surveys = 0;
			for (let k = 0; k < 250; k++) {
				const given = randomFile(random);
				const { judgement, objective } = await judgementOf(given);
				const about = JSON.stringify(given);
				for (const { conclusions } of judgement.theorems)
					for (const { answer, witness, question } of conclusions)
						if (answer === "exists" && witness !== null && question.startsWith("bad-")) {
							witnesses++;
							examineWitness(objective, witness, random, about);
						}
				const denied = new Set<string>(
					judgement.questions.flatMap(({ question, answer, for: extent }) =>
						extent === "this-problem" && answer !== "exists" && answer !== "undecided" ? [question] : [],
					),
				);
				const atZero = objective.value(new Float64Array(objective.parameters));
				objective.release();
				if (!asked.some((question) => denied.has(question)) || k % 4 !== 0) continue;
				surveys++;
				const options = { starts: 10, seed: 1, budget: 600 };
				const found = await survey(await parseProblem(given), options, { theory: false }).result();
				const { points } = found.survey;
				const lowest = Math.min(atZero, ...points.map(({ loss }) => loss));
				for (const { kind, loss, strict, boundary } of points) {
					if (kind !== "minimum" || loss <= lowest + 1e-6 * (1 + Math.abs(lowest))) continue;
					expect(denied.has("bad-local-minimum"), about).toBe(false);
					if (boundary === 0) expect(denied.has("bad-differentiable-local-minimum"), about).toBe(false);
					if (strict === "yes") expect(denied.has("bad-strict-local-minimum"), about).toBe(false);
				}
			}
			expect(witnesses).toBeGreaterThan(3);
			expect(surveys).toBeGreaterThan(20);
		}, 300_000);
});
