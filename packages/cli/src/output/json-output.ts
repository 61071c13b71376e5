/** One JSON document: non-finite numbers as strings, typed arrays as lists, -0 as 0. */
export function toJson(value: unknown, indent?: number): string {
	return JSON.stringify(
		value,
		(_, each: unknown) => {
			if (typeof each === "number" && !Number.isFinite(each)) return String(each);
			if (each instanceof Float64Array) return Array.from(each);
			return each === 0 ? 0 : each;
		},
		indent,
	);
}

/** Turns the strings "Infinity", "-Infinity", "NaN" that `toJson` wrote for numbers back into numbers. */
export function fromJson<T>(text: string): T {
	return JSON.parse(text, (_, each: unknown) =>
		each === "Infinity" || each === "-Infinity" || each === "NaN" ? Number(each) : each,
	) as T;
}

/** Prints the command's one document on standard output. */
export function printDocument(document: unknown): void {
	process.stdout.write(`${toJson(document)}\n`);
}
