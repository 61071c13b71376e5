import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repository } from "./command-line.ts";
import { say } from "./in-process.ts";

const example = (name: string) => join(repository, "examples", `${name}.yaml`);

const questions = [
	"nonzero-training-error",
	"bad-local-minimum",
	"bad-differentiable-local-minimum",
	"bad-strict-local-minimum",
	"bad-basin",
	"bad-valley",
	"decreasing-path-to-infinity",
];

describe("check", () => {
	it("answers the seven questions in order, with every hypothesis of every theorem", async () => {
		const { code, stdout, stderr } = await say("check", example("penguins"), "--no-remedies", "--json");
		expect(code).toBe(0);
		expect(stderr).toMatch(/rows/);
		const document = JSON.parse(stdout);
		expect(document.schema).toBe("lossatlas/check@1");
		expect(document.questions.map(({ question }: { question: string }) => question)).toEqual(questions);
		expect(document.remedies).toBeNull();
		for (const { id, applies, hypotheses, conclusions } of document.theorems) {
			expect(hypotheses.length, id).toBeGreaterThan(0);
			expect(conclusions.length > 0, id).toBe(applies === "yes");
			for (const { status, sentence } of hypotheses) {
				expect(["holds", "fails", "undecided"]).toContain(status);
				expect(sentence).toMatch(/\.$/);
			}
		}
	});

	it("penguins: linearly separable, so no local minimum misclassifies, and none is bad", async () => {
		const { stdout } = await say("check", example("penguins"), "--no-remedies", "--json");
		const answers = JSON.parse(stdout).questions;
		expect(answers[0]).toMatchObject({ answer: "excluded", for: "this-problem" });
		expect(answers[0].because).toContain("liang-2018-separable");
		expect(answers[1].answer).toBe("excluded");
	});

	it("says for a person what keeps the other theorems from applying, and what would change the verdict", async () => {
		const { code, stdout } = await say("check", example("xor"));
		expect(code).toBe(0);
		expect(stdout).toMatch(/bad-local-minimum +\w+/);
		expect(stdout).toMatch(/What keeps the others from applying:/);
		expect(stdout).toMatch(/What would change the verdict:\n {2}\* With /);
	});

	it("a missing file and a wrong option are the user's mistake", async () => {
		expect((await say("check", "nowhere.yaml")).code).toBe(2);
		expect((await say("check", example("xor"), "--remedy")).code).toBe(2);
	});
});
