import { expect, test } from "vitest";
import { countText, listText, numberText, percentText, superscript } from "../../src/figures/number-text.ts";
import { shorten, textWidth, wrapText } from "../../src/figures/text-width.ts";

test("numbers for people", () => {
	const cases: [number, string][] = [
		[0, "0"],
		[-0, "0"],
		[1, "1"],
		[0.25, "0.25"],
		[1 / 3, "0.3333"],
		[0.053333333, "0.05333"],
		[9.99999, "10"],
		[0.000123456, "0.0001235"],
		[12345.678, "12346"],
		[199, "199"],
		[1e6, "10⁶"],
		[3.2e-16, "3.2×10⁻¹⁶"],
		[-2.5e20, "−2.5×10²⁰"],
		[-0.5, "−0.5"],
		[Number.POSITIVE_INFINITY, "∞"],
		[Number.NEGATIVE_INFINITY, "−∞"],
		[Number.NaN, "not a number"],
	];
	for (const [value, text] of cases) expect(numberText(value)).toBe(text);
	expect(numberText(0.0123456789, 8)).toBe("0.012345679");
	expect(superscript(-1074)).toBe("⁻¹⁰⁷⁴");
});

test("counts, shares, lists", () => {
	expect(countText(1, "start")).toBe("1 start");
	expect(countText(0, "start")).toBe("0 starts");
	expect(countText(2, "minimum", "minima")).toBe("2 minima");
	expect(percentText(1, 1000)).toBe("<1 %");
	expect(percentText(999, 1000)).toBe(">99 %");
	expect(percentText(0, 0)).toBe("–");
	expect(percentText(1, 3)).toBe("33 %");
	expect(listText(["a"])).toBe("a");
	expect(listText(["a", "b", "c"])).toBe("a, b and c");
});

test("wrapped lines fit and lose no word", () => {
	const text = "the two directions carry 87 % of the sum of absolute eigenvalues of a_very_long_word_indeed";
	const lines = wrapText(text, 11, 120);
	for (const line of lines) expect(textWidth(line, 11)).toBeLessThanOrEqual(120);
	expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
	expect(textWidth(shorten(text, 11, 120), 11)).toBeLessThanOrEqual(120);
	expect(shorten("short", 11, 120)).toBe("short");
});
