import { describe, expect, it } from "vitest";
import { criticalValues } from "../../src/closed-forms/critical-values.ts";
import { linearNetwork } from "../../src/closed-forms/linear-network.ts";
import { exampleProblem, exampleSurvey } from "./example-survey.ts";

describe("the exclusive or, 2-2-1, sigmoid twice, squared loss, targets 0.1 and 0.9", () => {
	// Every finite local minimum has loss 0 (Hamey 1998; Sprinkhuizen-Kuyper & Boers 1999).
	for (const solver of ["trust-region-newton", "levenberg-marquardt", "gradient-flow"]) {
		it(`${solver}: one family of minima at loss 0, everything else drifts to 0.04 or 0.0533`, async () => {
			const { survey, starts } = await exampleSurvey("xor", { starts: 500, solver });
			expect(survey.points).toHaveLength(1);
			const [point] = survey.points;
			expect(point.kind).toBe("minimum");
			expect(point.global).toBe("yes");
			expect(point.strict).toBe("no");
			expect(point.loss).toBeLessThan(1e-24);
			expect(point.nullity).toBe(5);
			expect(point.nullityExplained).toBe(5);
			expect(point.isolated).toBe("no");
			expect(point.family?.members).toBe(survey.starts.outcomes.converged);
			const drifting = starts.filter(({ outcome }) => outcome === "drifting");
			// A run may honestly say that it is undecided; none may be called something that it is not.
			const { converged, budget } = survey.starts.outcomes;
			expect(drifting.length + converged + budget).toBe(500);
			expect(budget).toBeLessThanOrEqual(5);
			expect(drifting.length).toBeGreaterThan(50);
			for (const { evidence, loss } of drifting) {
				const level = Math.min(Math.abs(loss - 0.04), Math.abs(loss - 0.16 / 3));
				expect(level).toBeLessThan(1e-4);
				expect(evidence.normAfter).toBeGreaterThan(1.05 * Number(evidence.normBefore));
			}
		});
	}

	it("critical points of every index: saddles at the constant predictor's loss 0.08, nothing between 0 and 0.08", async () => {
		const { survey } = await exampleSurvey("xor", { starts: 500, target: "all" });
		const saddles = survey.points.filter(({ kind }) => kind === "saddle");
		expect(saddles.length).toBeGreaterThan(0);
		for (const point of survey.points)
			if (point.loss > 1e-12) expect(point.loss).toBeGreaterThan(0.08 - 1e-9);
		expect(saddles.some(({ loss }) => Math.abs(loss - 0.08) < 1e-9)).toBe(true);
	});

	it("with weight decay: few isolated strict minima", async () => {
		const { survey } = await exampleSurvey("xor-weight-decay", { starts: 500 });
		expect(survey.starts.outcomes.converged).toBe(500);
		expect(survey.points.length).toBeLessThanOrEqual(15);
		let hits = 0;
		for (const point of survey.points) {
			hits += point.hits;
			expect([point.kind, point.strict, point.isolated, point.nullity]).toEqual(["minimum", "yes", "yes", 0]);
			// Two units can be exchanged; at the constant predictor they are equal.
			expect(point.orbit).toBe(Math.abs(point.loss - 0.08) < 1e-9 ? "1" : "2");
		}
		expect(hits).toBe(500);
	});
});

describe("linear autoencoders: every critical value of the closed form, and nothing else", () => {
	for (const [name, count] of [
		["autoencoder-shallow", 11],
		["autoencoder-deep", 11],
		["autoencoder-deeper", 7],
	] as const) {
		it(name, async () => {
			const network = linearNetwork(await exampleProblem(name));
			if (network === null) throw new Error("not a linear network");
			const values = [...criticalValues(network)].map(({ loss }) => loss);
			expect(values).toHaveLength(count);
			const { survey } = await exampleSurvey(name, { starts: 400, target: "all" });
			const near = (a: number, b: number) => Math.abs(a - b) < 1e-9;
			for (const { loss, closedForm, id } of survey.points) {
				expect(
					values.some((value) => near(value, loss)),
					`${id}: ${loss} is on the list`,
				).toBe(true);
				if (closedForm === null) continue;
				const value = [...criticalValues(network)].find(
					({ selection }) => selection.join() === closedForm.selection.join(),
				);
				expect(Math.abs((value?.loss ?? Number.NaN) - loss)).toBeLessThan(1e-9);
			}
			for (const value of values)
				expect(
					survey.points.some(({ loss }) => near(value, loss)),
					`${value} is found`,
				).toBe(true);
		});
	}
});

it("penguins: every converged start has zero training error", async () => {
	const { survey, starts } = await exampleSurvey("penguins", { starts: 200 });
	expect(survey.starts.outcomes.converged).toBeGreaterThan(190);
	for (const { kind, trainingError, ties } of survey.points)
		expect([kind, trainingError, ties]).toEqual(["minimum", 0, 0]);
	expect(starts.filter(({ outcome }) => outcome === "converged").every(({ point }) => point !== null)).toBe(
		true,
	);
});

it("random targets, 2-5-1 softplus, 1000 samples: no start is called converged, and drifts name the limit of the loss", async () => {
	const { survey, starts } = await exampleSurvey("random-targets", { starts: 20 });
	expect(survey.starts.outcomes.converged).toBe(0);
	for (const { outcome, evidence, loss } of starts) {
		expect(["drifting", "budget"]).toContain(outcome);
		if (outcome !== "drifting") continue;
		expect(Number(evidence.infimum)).toBeGreaterThan(0.4);
		expect(Number(evidence.infimum)).toBeLessThanOrEqual(loss + 1e-12);
		expect(Number(evidence.normAfter)).toBeGreaterThan(Number(evidence.normBefore));
	}
});

describe("digits 0-4 against 5-9, 64-16-1 tanh, logistic, 1000 samples", () => {
	it("with weight decay: converges to strict minima", async () => {
		const { survey } = await exampleSurvey("digits", { starts: 3 });
		expect(survey.starts.outcomes.converged).toBe(3);
		for (const { kind, strict, trainingError } of survey.points) {
			expect([kind, strict]).toEqual(["minimum", "yes"]);
			expect(trainingError).toBeLessThan(0.02);
		}
	});

	it("without: drifts, by proof, to loss 0", async () => {
		const { starts } = await exampleSurvey("digits-no-decay", { starts: 4 });
		for (const { outcome, evidence } of starts) {
			expect(outcome).toBe("drifting");
			expect(evidence.proof).toBe("scaling the last layers");
			expect(evidence.infimum).toBe(0);
		}
	});
});
