import { type Document, isMap, isScalar, LineCounter, parseDocument, stringify } from "yaml";
import { InputError, type InputPlace } from "./input-error.ts";

/** A parsed YAML or JSON text that still knows where each field stands. */
export interface ProblemText {
	readonly value: unknown;
	/** Line and column of a field, or of the nearest field around it that exists. */
	place(path: readonly PropertyKey[]): InputPlace;
	/** Line and column of the name of a field in a mapping. */
	namePlace(path: readonly PropertyKey[]): InputPlace;
}

/** Field path as people write it: `network.layers[0].width`. */
export function fieldName(path: readonly PropertyKey[]): string {
	let text = "";
	for (const part of path)
		text += typeof part === "number" ? `[${part}]` : `${text === "" ? "" : "."}${String(part)}`;
	return text;
}

/** Reads YAML or JSON (a subset of YAML). @throws InputError with line and column for a syntax error. */
export function readProblemText(source: string, file?: string): ProblemText {
	const lines = new LineCounter();
	const document = parseDocument(source, {
		lineCounter: lines,
		prettyErrors: false,
		uniqueKeys: true,
	});
	const [error] = document.errors;
	if (error !== undefined) {
		const { line, col } = lines.linePos(error.pos[0]);
		throw new InputError(
			`This is not valid YAML or JSON: ${error.message}`,
			{ ...(file === undefined ? {} : { file }), line, column: col },
			"Check indentation, brackets and quotes around this line.",
		);
	}
	const placeOf = (position: number, path: readonly PropertyKey[]): InputPlace => {
		const { line, col } = lines.linePos(position);
		return { line, column: col, field: fieldName(path) };
	};
	return {
		value: plainValue(document, file),
		namePlace(path) {
			const map = document.getIn(path.slice(0, -1), true);
			const pairs = isMap(map) ? map.items : [];
			const key = pairs.map((pair) => pair.key).find((each) => isScalar(each) && each.value === path.at(-1));
			return isScalar(key) && key.range ? placeOf(key.range[0], path) : this.place(path);
		},
		place(path) {
			for (let length = path.length; length >= 0; length--) {
				const node = document.getIn(path.slice(0, length), true) as
					| { range?: [number, number, number] | null }
					| undefined;
				if (node?.range) return placeOf(node.range[0], path);
			}
			return { field: fieldName(path) };
		},
	};
}

function plainValue(document: Document, file: string | undefined): unknown {
	try {
		return document.toJS();
	} catch (error) {
		throw new InputError(
			`This YAML cannot be read: ${(error as Error).message}.`,
			file === undefined ? {} : { file },
			"Write the values out instead of using aliases.",
		);
	}
}

/** The same for a value that did not come from a text. */
export function withoutText(value: unknown): ProblemText {
	const place = (path: readonly PropertyKey[]) => ({ field: fieldName(path) });
	return { value, place, namePlace: place };
}

/** A problem file as YAML text: blocks for the fields, one line for each row of numbers; numbers as shortest round-trip decimals. */
export function writeProblemText(file: Readonly<Record<string, unknown>>): string {
	return stringify(file, { lineWidth: 0, collectionStyle: "any", flowCollectionPadding: false });
}
