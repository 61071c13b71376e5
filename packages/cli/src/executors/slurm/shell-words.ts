import { InputError } from "@lossatlas/core/laboratory";

/**
 * The words of a text as a shell would part them: at blanks, with '...', "..." and \ for what belongs together. Nothing is expanded.
 * @throws InputError for a quote that is not closed.
 */
export function shellWords(text: string, flag: string): string[] {
	const words: string[] = [];
	let word: string | null = null;
	let quote: "'" | '"' | null = null;
	for (let k = 0; k < text.length; k++) {
		const character = text[k];
		if (character === quote) quote = null;
		else if (quote === "'") word += character;
		else if (character === "\\" && (quote === null || '"\\$`'.includes(text[k + 1] ?? " "))) {
			if (++k === text.length)
				throw new InputError(`${flag} ends with a lone backslash: ${text}`, { field: flag });
			word = (word ?? "") + text[k];
		} else if (quote === null && (character === "'" || character === '"')) {
			quote = character;
			word ??= "";
		} else if (quote === null && /\s/.test(character)) {
			if (word !== null) words.push(word);
			word = null;
		} else word = (word ?? "") + character;
	}
	if (quote !== null)
		throw new InputError(
			`A quote ${quote} is not closed in ${flag}: ${text}`,
			{ field: flag },
			`For example ${flag} "--partition=short --comment='two words'"`,
		);
	if (word !== null) words.push(word);
	return words;
}

/** A text as one word of a shell. */
export function quotedForShell(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}
