import { InputError } from "@lossatlas/core/laboratory";

/** Parses JSON. @throws InputError with line and column where the engine says where the mistake is. */
export function parseJson(text: string, source: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		const { message } = error as SyntaxError;
		const position = /at position (\d+)/.exec(message)?.[1];
		const at = position !== undefined ? Number(position) : /end of JSON/.test(message) ? text.length : null;
		const before = at === null ? null : text.slice(0, at);
		throw new InputError(
			`${source} is not valid JSON: ${message.replace(/ \(line \d+ column \d+\)$/, "")}.`,
			{
				file: source,
				...(before === null
					? {}
					: { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") }),
			},
			/[[,:]\s*-?(NaN|Infinity|nan)\b/.test(text)
				? "JSON has no NaN or Infinity: write null for a missing cell."
				: "Check commas, quotes and brackets around this place.",
		);
	}
}

/** The line, from 1, on which each element of a JSON text that is a list begins; the text must be valid. */
export function elementLines(text: string): number[] {
	const lines: number[] = [];
	let line = 1;
	let depth = 0;
	let fresh = false;
	for (let i = 0; i < text.length; i++) {
		const c = text[i];
		if (c === "\n") line++;
		if (c === " " || c === "\t" || c === "\n" || c === "\r") continue;
		if (fresh && c !== "]") lines.push(line);
		fresh = false;
		if (c === '"') for (i++; text[i] !== '"'; i++) if (text[i] === "\\") i++;
		if (c === "[" || c === "{") depth++;
		if (c === "]" || c === "}") depth--;
		fresh = depth === 1 && (c === "," || (c === "[" && lines.length === 0));
	}
	return lines;
}
