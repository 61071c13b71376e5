function plain(value: unknown): unknown {
	if (typeof value === "number" && !Number.isFinite(value)) return String(value);
	if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
	return value;
}

/** One JSON document: non-finite numbers as strings, typed arrays as lists, -0 as 0. */
export function toJson(value: unknown): string {
	return JSON.stringify(value, (_, each: unknown) => plain(each));
}

/** `toJson` of a list in pieces of 500 entries: of a long one, the whole text would fill the memory. */
export function* listToJson(list: readonly unknown[]): Generator<string> {
	yield "[";
	for (let from = 0; from < list.length; from += 500)
		yield `${from === 0 ? "" : ","}${toJson(list.slice(from, from + 500)).slice(1, -1)}`;
	yield "]";
}

/** As `toJson`, but -0 is the string "-0": what `fromJson` reads back has the same bits. */
export function toExactJson(value: unknown): string {
	return JSON.stringify(value, (_, each: unknown) => (Object.is(each, -0) ? "-0" : plain(each)));
}

const numbers: ReadonlySet<unknown> = new Set(["Infinity", "-Infinity", "NaN", "-0"]);

/** Reads JSON; the strings "Infinity", "-Infinity", "NaN" and "-0", which stand for numbers, become numbers. */
export function fromJson<T>(text: string): T {
	return JSON.parse(text, (_, each: unknown) => (numbers.has(each) ? Number(each) : each)) as T;
}

/** Prints the command's one document on standard output. */
export function printDocument(document: unknown): void {
	process.stdout.write(`${toJson(document)}\n`);
}
