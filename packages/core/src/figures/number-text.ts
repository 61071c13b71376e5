const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** An integer as superscript digits: -16 is ⁻¹⁶. */
export function superscript(exponent: number): string {
	let text = "";
	for (const digit of String(exponent)) text += digit === "-" ? "⁻" : superscripts[Number(digit)];
	return text;
}

/** 10ᵏ in words of a tick: 0.01, 1, 100 for small |k|, else 10⁻⁵. */
export function powerOfTen(exponent: number, plain: boolean): string {
	if (plain) return Number(`1e${exponent}`).toString();
	return `10${superscript(exponent)}`;
}

/**
 * A number for a person, with at most `digits` significant digits: 0.2734, 1204, 3.2×10⁻¹⁶, ∞.
 * Only for reading: files keep every bit.
 */
export function numberText(value: number, digits = 4): string {
	if (Number.isNaN(value)) return "not a number";
	if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
	if (value === 0) return "0";
	const size = Math.abs(value);
	const sign = value < 0 ? "−" : "";
	const [mantissa, exponent] = size.toExponential(digits - 1).split("e");
	const power = Number(exponent);
	if (Number.isInteger(size) && size < 1e6) return `${sign}${size}`;
	if (power >= -4 && power < 6) return sign + trim(size.toFixed(Math.max(0, digits - 1 - power)));
	const shown = trim(mantissa);
	if (shown === "1") return `${sign}10${superscript(power)}`;
	return `${sign}${shown}×10${superscript(power)}`;
}

/** Drops zeros at the end of a decimal fraction. */
function trim(text: string): string {
	return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** "1 start", "3 starts": a count with its noun. */
export function countText(count: number, singular: string, plural = `${singular}s`): string {
	return `${count} ${count === 1 ? singular : plural}`;
}

/** A share of a total as whole percent, never rounded to 0 % or 100 % unless it is. */
export function percentText(part: number, total: number): string {
	if (total <= 0) return "–";
	const percent = (100 * part) / total;
	if (part > 0 && percent < 1) return "<1 %";
	if (part < total && percent > 99) return ">99 %";
	return `${Math.round(percent)} %`;
}

/** "a, b and c" */
export function listText(parts: readonly string[]): string {
	if (parts.length <= 1) return parts.join("");
	return `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}
