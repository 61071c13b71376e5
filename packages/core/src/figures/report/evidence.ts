import { numberText } from "../number-text.ts";
import { escapeHtml } from "./escape.ts";

/** Entries of a list that are shown before it is cut. */
const shown = 4;

/** A value of the evidence, or a setting, for a person: numbers short, long lists cut. */
export function valueText(value: unknown): string {
	if (typeof value === "number") return numberText(value);
	if (value === null || value === undefined) return "none";
	if (Array.isArray(value)) {
		if (value.length === 0) return "none";
		const parts = value.slice(0, shown).map(valueText);
		const rest = value.length - shown;
		return `[${parts.join(", ")}${rest > 0 ? `, … ${rest} more` : ""}]`;
	}
	if (typeof value === "object")
		return `{${Object.entries(value)
			.slice(0, shown)
			.map(([key, entry]) => `${key}: ${valueText(entry)}`)
			.join(", ")}}`;
	return String(value);
}

/** The numbers behind a sentence as a definition list on one line; empty without any. */
export function evidenceList(evidence: Readonly<Record<string, unknown>>): string {
	const entries = Object.entries(evidence);
	if (entries.length === 0) return "";
	const items = entries.map(
		([key, value]) =>
			`<span><dt>${escapeHtml(words(key))}</dt> <dd>${escapeHtml(valueText(value))}</dd></span>`,
	);
	return `<dl class="evidence">${items.join(" ")}</dl>`;
}

/** "normBefore" as "norm before". */
function words(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
