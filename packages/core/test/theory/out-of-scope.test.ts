import { describe, expect, it } from "vitest";
import { activationNames } from "../../src/problem/formula/activations.ts";
import { theorems } from "../../src/theory/theorems.ts";
import { file, judged } from "./judged.ts";

const x = [[2], [2], [-1]];

describe("every theorem answers on every problem", () => {
	it("also where a layer is frozen", async () => {
		for (const activation of activationNames) {
			const layer = activation === "polynomial" ? { name: activation, coefficients: [0, 1] } : activation;
			for (const frozen of [0, 1])
				for (const bias of [true, false]) {
					const layers = [
						{ width: 4, activation: layer, bias },
						{ width: 1, bias },
					].map((each, l) => (l === frozen ? { ...each, fixed: { init: "normal", seed: 3 } } : each));
					expect((await judged(file(x, [2, -2, 1], layers))).theorems).toHaveLength(theorems.length);
				}
		}
	});

	it("also with one class, where cross-entropy is constant", async () => {
		const { questions } = await judged(
			file(x, [0, 0, 0], [{ width: 2, activation: "tanh" }, { width: 1 }], { loss: "cross-entropy" }),
		);
		expect(questions.find(({ question }) => question === "decreasing-path-to-infinity")?.answer).toBe(
			"undecided",
		);
	});
});
