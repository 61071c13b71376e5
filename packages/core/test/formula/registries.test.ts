import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { activation, activationDefinitions, activationNames } from "../../src/problem/formula/activations.ts";
import { loss, lossDefinitions, lossNames } from "../../src/problem/formula/losses.ts";
import { editDistance, nearestName } from "../../src/problem/formula/nearest-name.ts";

describe("activations by name", () => {
	it("knows every activation of the problem file, once", () => {
		expect([...activationNames].sort()).toEqual(
			[
				"identity",
				"relu",
				"leaky-relu",
				"elu",
				"selu",
				"softplus",
				"sigmoid",
				"tanh",
				"arctan",
				"erf",
				"gelu",
				"silu",
				"sin",
				"gaussian",
				"exp",
				"square",
				"cube",
				"softsign",
				"polynomial",
			].sort(),
		);
		activationNames.forEach((name, kernel) => {
			const found = activation(name, name === "polynomial" ? [1, 2] : undefined);
			expect(found).toMatchObject({ name, kernel });
			expect(found.definition).toBe(activationDefinitions[kernel]);
		});
	});

	it("fills in defaults and takes given values", () => {
		expect(activation("leaky-relu").parameters).toEqual([0.01]);
		expect(activation("leaky-relu", [0.1]).parameters).toEqual([0.1]);
		expect(activation("elu").parameters).toEqual([1]);
		expect(activation("polynomial", [0, 0, 1]).parameters).toEqual([0, 0, 1]);
	});

	it("refuses inadmissible values with the admissible ones", () => {
		expect(() => activation("elu", [0])).toThrow(
			"Activation elu, alpha: found 0. alpha is a positive finite number.",
		);
		expect(() => activation("elu", [-1])).toThrow(RangeError);
		expect(() => activation("leaky-relu", [NaN])).toThrow(RangeError);
		expect(() => activation("polynomial")).toThrow(
			/coefficients: found nothing\. .*one or more finite numbers/,
		);
		expect(() => activation("polynomial", [])).toThrow(RangeError);
		expect(() => activation("polynomial", [1, Infinity])).toThrow(RangeError);
		expect(() => activation("tanh", [1])).toThrow(/0 parameter/);
		expect(() => activation("elu", [1, 2])).toThrow(/1 parameter.*alpha/);
	});

	it("suggests the nearest name", () => {
		expect(() => activation("softpluss")).toThrow("Did you mean softplus?");
		expect(() => activation("ReLU")).toThrow("Did you mean relu?");
		expect(() => activation("leaky_relu")).toThrow("Did you mean leaky-relu?");
		expect(() => activation("sigmoyd")).toThrow(RangeError);
	});
});

describe("losses by name", () => {
	it("knows every loss of the problem file, once", () => {
		expect([...lossNames].sort()).toEqual(
			[
				"squared",
				"absolute",
				"huber",
				"logistic",
				"cross-entropy",
				"hinge",
				"hinge-power",
				"exponential",
			].sort(),
		);
		lossNames.forEach((name, kernel) => {
			expect(loss(name)).toMatchObject({ name, kernel });
			expect(loss(name).definition).toBe(lossDefinitions[kernel]);
		});
	});

	it("fills in defaults, takes given values, refuses others", () => {
		expect(loss("huber").parameters).toEqual([1]);
		expect(loss("hinge-power").parameters).toEqual([3]);
		expect(loss("hinge-power", [2]).parameters).toEqual([2]);
		expect(() => loss("huber", [0])).toThrow(
			"Loss huber, delta: found 0. delta is a positive finite number.",
		);
		expect(() => loss("hinge-power", [2.5])).toThrow(/whole number/);
		expect(() => loss("squared", [1])).toThrow(RangeError);
		expect(() => loss("crossentropy")).toThrow("Did you mean cross-entropy?");
	});
});

describe("edit distance", () => {
	it("is a metric on short words, and 1 for one changed letter", () => {
		const word = fc.string({
			maxLength: 6,
			unit: fc.constantFrom("a", "b", "c"),
		});
		fc.assert(
			fc.property(word, word, word, (a, b, c) => {
				expect(editDistance(a, b)).toBe(editDistance(b, a));
				expect(editDistance(a, b) === 0).toBe(a === b);
				expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
				expect(editDistance(a, `${a}x`)).toBe(1);
				expect(editDistance(`${a}x${b}`, `${a}y${b}`)).toBe(1);
			}),
			{ seed: 7, numRuns: 200 },
		);
		expect(editDistance("kitten", "sitting")).toBe(3);
		expect(nearestName("x", [])).toBeUndefined();
	});
});
