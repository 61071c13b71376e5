import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { questionIds } from "../../src/theory/question.ts";
import type { Conclusion } from "../../src/theory/theorem.ts";
import { type Attributed, answerQuestions, ContradictoryTheorems } from "../../src/theory/verdict.ts";

function said(
	theorem: string,
	question: Conclusion["question"],
	answer: Conclusion["answer"],
	extent: Conclusion["for"] = "this-problem",
): Attributed {
	return { theorem, question, answer, for: extent, witness: null, sentence: `${theorem} says so.` };
}

const answersTo = (direct: readonly Attributed[]) =>
	Object.fromEntries(answerQuestions(direct).map(({ question, answer }) => [question, answer]));

describe("the seven answers", () => {
	it("are undecided without a theorem, in the order of the questions", () => {
		const answers = answerQuestions([]);
		expect(answers.map(({ question }) => question)).toEqual([...questionIds]);
		expect(answers.every(({ answer, because }) => answer === "undecided" && because.length === 0)).toBe(true);
	});

	it("no bad valley means no basin and no strict local minimum, and nothing about local minima that are not strict", () => {
		expect(answersTo([said("t", "bad-valley", "excluded")])).toEqual({
			"nonzero-training-error": "undecided",
			"bad-local-minimum": "undecided",
			"bad-differentiable-local-minimum": "undecided",
			"bad-strict-local-minimum": "excluded",
			"bad-basin": "excluded",
			"bad-valley": "excluded",
			"decreasing-path-to-infinity": "undecided",
		});
	});

	it("a strict bad local minimum is a bad local minimum, a basin and makes a valley", () => {
		expect(answersTo([said("t", "bad-strict-local-minimum", "exists")])).toMatchObject({
			"bad-local-minimum": "exists",
			"bad-differentiable-local-minimum": "undecided",
			"bad-basin": "exists",
			"bad-valley": "exists",
		});
	});

	it("a bad local minimum that is not strict makes no basin", () => {
		expect(answersTo([said("t", "bad-differentiable-local-minimum", "exists")])).toMatchObject({
			"bad-local-minimum": "exists",
			"bad-strict-local-minimum": "undecided",
			"bad-basin": "undecided",
			"bad-valley": "undecided",
		});
	});

	it("what exists here stands beside what is excluded with probability one", () => {
		const both = [
			said("almost", "bad-differentiable-local-minimum", "excluded", "almost-every-noise"),
			said("here", "bad-differentiable-local-minimum", "exists"),
		];
		const [, , answer] = answerQuestions(both);
		expect(answer).toMatchObject({ answer: "exists", for: "this-problem", because: ["here"] });
	});

	it("a statement about this problem goes before one with probability one; vacuous before excluded", () => {
		const [, local] = answerQuestions([
			said("a", "bad-local-minimum", "excluded", "almost-every-data"),
			said("b", "bad-local-minimum", "excluded"),
			said("c", "bad-local-minimum", "vacuous"),
		]);
		expect(local).toMatchObject({ answer: "vacuous", for: "this-problem", because: ["c"] });
	});

	it("names every theorem that gives the answer", () => {
		const [, , , strict] = answerQuestions([
			said("a", "bad-strict-local-minimum", "excluded"),
			said("b", "bad-basin", "excluded"),
			said("a", "bad-basin", "excluded"),
		]);
		expect(strict.because).toEqual(["a", "b"]);
	});

	it("theorems that contradict each other are a fault of the program, also through an implication", () => {
		const pair = [said("a", "bad-strict-local-minimum", "exists"), said("b", "bad-valley", "excluded")];
		expect(() => answerQuestions(pair)).toThrow(ContradictoryTheorems);
		expect(() => answerQuestions(pair)).toThrow(/a says that there is one .* b that there is none/);
	});

	it("never depend on the order of theorems, and never lose a conclusion (seed 20261125)", () => {
		const conclusion = fc.record({
			theorem: fc.constantFrom("a", "b", "c"),
			question: fc.constantFrom(...questionIds),
			answer: fc.constantFrom("excluded" as const, "exists" as const, "vacuous" as const),
			for: fc.constantFrom(
				"this-problem" as const,
				"almost-every-noise" as const,
				"almost-every-data" as const,
			),
		});
		const outcome = (list: readonly Attributed[]) => {
			try {
				return answerQuestions(list).map(({ question, answer, for: extent, because }) => ({
					question,
					answer,
					extent,
					because: [...because].sort(),
				}));
			} catch (error) {
				expect(error).toBeInstanceOf(ContradictoryTheorems);
				return "contradiction";
			}
		};
		fc.assert(
			fc.property(fc.array(conclusion, { maxLength: 8 }), (list) => {
				const direct = list.map((c) => said(c.theorem, c.question, c.answer, c.for));
				const forward = outcome(direct);
				expect(outcome([...direct].reverse())).toEqual(forward);
				if (forward === "contradiction") return;
				for (const { question } of direct)
					expect(forward.find((verdict) => verdict.question === question)?.answer).not.toBe("undecided");
			}),
			{ seed: 20261125, numRuns: 2000 },
		);
	});
});
