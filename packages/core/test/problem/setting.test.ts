import { describe, expect, it } from "vitest";
import { integer, numberBetween, oneOf, settle } from "../../src/problem/setting.ts";

const settings = [
	integer("width", 4, "units", 1, 10),
	numberBetween("slope", 0.1, "slope", 0, 1),
	oneOf("activation", ["tanh", "sigmoid"], "activation"),
];

describe("settings", () => {
	it("have defaults, and take numbers or the words of a command line", () => {
		expect(settle("The construction x", settings, {})).toEqual({ width: 4, slope: 0.1, activation: "tanh" });
		expect(settle("The construction x", settings, { width: "7", slope: 0.5, activation: "sigmoid" })).toEqual(
			{
				width: 7,
				slope: 0.5,
				activation: "sigmoid",
			},
		);
	});

	it("refuse what is not admissible, naming what is", () => {
		for (const given of [
			{ width: 0 },
			{ width: "3.5" },
			{ width: "" },
			{ slope: 0 },
			{ slope: "x" },
			{ activation: "relu" },
		])
			expect(() => settle("The construction x", settings, given as Record<string, string>)).toThrow(
				/The construction x, setting/,
			);
		expect(() => settle("The construction x", settings, { with: 3 })).toThrow(/no setting "with"/);
	});
});
