/**
 * The canonical JSON of RFC 8785: members sorted by UTF-16 code units, numbers as ECMAScript writes
 * them, no white space. -0 is written 0; non-finite numbers as the strings "Infinity", "-Infinity",
 * "NaN"; members that are undefined are left out.
 */
export function canonicalJson(value: unknown): string {
	if (value === null) return "null";
	switch (typeof value) {
		case "number":
			return Number.isFinite(value) ? JSON.stringify(value === 0 ? 0 : value) : JSON.stringify(String(value));
		case "string":
		case "boolean":
			return JSON.stringify(value);
		case "object":
			return ArrayBuffer.isView(value) || Array.isArray(value)
				? `[${Array.from(value as ArrayLike<unknown>, canonicalJson).join(",")}]`
				: canonicalObject(value as Record<string, unknown>);
		default:
			throw new TypeError(`A ${typeof value} has no place in JSON.`);
	}
}

function namesOf(value: Record<string, unknown>): string[] {
	return Object.keys(value)
		.filter((key) => value[key] !== undefined)
		.sort();
}

function canonicalObject(value: Record<string, unknown>): string {
	const members = namesOf(value).map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
	return `{${members.join(",")}}`;
}

/** `canonicalJson` in pieces that make it up; an array of many entries is never one text. */
export function* canonicalPieces(value: unknown): Generator<string> {
	if (Array.isArray(value)) {
		yield "[";
		for (let k = 0; k < value.length; k++) yield `${k === 0 ? "" : ","}${canonicalJson(value[k])}`;
		yield "]";
	} else if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value)) {
		const members = value as Record<string, unknown>;
		let first = true;
		yield "{";
		for (const key of namesOf(members)) {
			yield `${first ? "" : ","}${JSON.stringify(key)}:`;
			yield* canonicalPieces(members[key]);
			first = false;
		}
		yield "}";
	} else {
		yield canonicalJson(value);
	}
}
