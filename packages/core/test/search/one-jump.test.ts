import { expect, it } from "vitest";
import { driftAlongRun } from "../../src/search/drift-along-run.ts";

const steps = Array.from({ length: 160 }, (_, k) => k);

function trace(norm: (k: number) => number) {
	return {
		evaluations: steps,
		loss: steps.map((k) => 1 / (1 + k)),
		gradientNorm: steps.map((k) => 1 / (1 + k)),
		norm: steps.map(norm),
	};
}

it("a run whose weights jumped once and then stayed is not drifting, one whose weights grow on is", () => {
	// |x| by two ReLUs: the run left a saddle, |theta| went from 2.14 to 3.65, and then crept along kinks.
	expect(
		driftAlongRun(
			trace((k) => (k < 100 ? 2.14 : 3.65)),
			0,
		),
	).toBeNull();
	expect(
		driftAlongRun(
			trace((k) => 5 + 0.1 * k),
			0,
		),
	).not.toBeNull();
	expect(
		driftAlongRun(
			trace((k) => Math.exp(0.01 * k)),
			0,
		),
	).not.toBeNull();
});
