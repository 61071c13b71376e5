import type { z } from "zod";
import { nearestName } from "./formula/nearest-name.ts";
import { InputError } from "./input-error.ts";
import { fieldName, type ProblemText } from "./problem-text.ts";
import { type ProblemFile, problemJsonSchema, problemSchema } from "./specification.ts";

/** A kind of file with its schema, in both forms, and how it is called in messages. */
export interface FileKind<Schema extends z.ZodType> {
	readonly schema: Schema;
	readonly jsonSchema: () => object;
	/** `problem` for "the problem file". */
	readonly name: string;
}

/** Checks a problem file against the schema. @throws InputError naming the field, its place, what was expected. */
export function validateProblemFile(text: ProblemText, file: string | undefined): ProblemFile {
	return validateFile({ schema: problemSchema, jsonSchema: problemJsonSchema, name: "problem" }, text, file);
}

/** Checks a file against its schema. @throws InputError naming the field, its place, what was expected. */
export function validateFile<Schema extends z.ZodType>(
	kind: FileKind<Schema>,
	text: ProblemText,
	file: string | undefined,
): z.output<Schema> {
	const result = kind.schema.safeParse(text.value);
	if (result.success) return result.data;
	const issues = result.error.issues as z.core.$ZodIssue[];
	// A misspelt field is often missing under its right name too: then the misspelling says more.
	const first = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
	const issue = deepest(first, text.value);
	const path = issue.path;
	const where = {
		...(file === undefined ? {} : { file }),
		...text.place(path),
	};
	if (issue.code === "unrecognized_keys") {
		const key = issue.keys[0];
		const known = knownKeys(kind, path);
		const inside = path.length === 0 ? `a ${kind.name} file` : fieldName(path);
		throw new InputError(
			`There is no field "${key}" in ${inside}. Known: ${known.join(", ")}.`,
			{ ...where, ...text.namePlace([...path, key]) },
			known.length > 0 ? `Did you mean "${nearestName(key, known)}"?` : null,
		);
	}
	const found = describe(valueAt(text.value, path));
	const name = path.length === 0 ? `The ${kind.name} file` : fieldName(path);
	throw new InputError(
		`${name} ${plainMessage(kind, issue)}; found ${found}.`,
		where,
		`\`lossatlas schema ${kind.name}\` prints what a ${kind.name} file may hold.`,
	);
}

/** Of a union, the issue of the alternative that got farthest; otherwise the issue itself. */
function deepest(issue: z.core.$ZodIssue, root: unknown): z.core.$ZodIssue {
	if (issue.code !== "invalid_union" || issue.errors.length === 0) return issue;
	const value = valueAt(root, issue.path);
	const options = issue.errors
		.map((issues) => issues[0])
		.filter((each) => each !== undefined)
		.map((each) => deepest({ ...each, path: [...issue.path, ...each.path] } as z.core.$ZodIssue, root))
		.filter(
			(each) =>
				!(each.code === "invalid_type" && isContainer(value) && each.path.length === issue.path.length),
		);
	return options.sort((a, b) => b.path.length - a.path.length)[0] ?? issue;
}

function isContainer(value: unknown): boolean {
	return typeof value === "object" && value !== null;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
	let value = root;
	for (const part of path) {
		if (!isContainer(value)) return undefined;
		value = (value as Record<PropertyKey, unknown>)[part];
	}
	return value;
}

function describe(value: unknown): string {
	if (value === undefined) return "nothing";
	if (typeof value === "number") return String(value);
	const text = JSON.stringify(value);
	return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function plainMessage(kind: FileKind<z.ZodType>, issue: z.core.$ZodIssue): string {
	switch (issue.code) {
		case "invalid_type":
			return `must be ${article(issue.expected)}`;
		case "invalid_value":
			return `must be one of ${issue.values.map((v) => JSON.stringify(v)).join(", ")}`;
		case "invalid_union":
			return "note" in issue && issue.note === "No matching discriminator"
				? `must name one of the known kinds (${knownKinds(kind, issue.path)})`
				: "has a form that is not known here";
		case "too_small":
			return issue.origin === "array" ? `must be a list of at least ${issue.minimum}` : issue.message;
		default:
			return issue.message;
	}
}

function article(type: string): string {
	const names: Record<string, string> = {
		int: "an integer",
		object: "a mapping",
		array: "a list",
		number: "a number",
		string: "a text",
		boolean: "true or false",
		record: "a mapping",
	};
	return names[type] ?? type;
}

type Schema = {
	properties?: Record<string, Schema & { const?: unknown }>;
	items?: Schema;
	anyOf?: Schema[];
	oneOf?: Schema[];
};

/** Every schema that may apply at a path. */
function schemasAt(kind: FileKind<z.ZodType>, path: readonly PropertyKey[]): Schema[] {
	let found: Schema[] = [kind.jsonSchema() as Schema];
	const open = (schema: Schema): Schema[] => [
		schema,
		...(schema.anyOf ?? []).flatMap(open),
		...(schema.oneOf ?? []).flatMap(open),
	];
	for (const part of path)
		found = found
			.flatMap(open)
			.map((schema) => (typeof part === "number" ? schema.items : schema.properties?.[String(part)]))
			.filter((schema) => schema !== undefined);
	return found.flatMap(open);
}

function knownKeys(kind: FileKind<z.ZodType>, path: readonly PropertyKey[]): string[] {
	const keys = schemasAt(kind, path).flatMap(({ properties }) => Object.keys(properties ?? {}));
	return [...new Set(keys)];
}

function knownKinds(kind: FileKind<z.ZodType>, path: readonly PropertyKey[]): string {
	const parents = schemasAt(kind, path.slice(0, -1));
	const last = String(path[path.length - 1]);
	const kinds = parents.map(({ properties }) => properties?.[last]?.const);
	return kinds.filter((kind) => kind !== undefined).join(", ");
}
