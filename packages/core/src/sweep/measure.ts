import { nearestName } from "../problem/formula/nearest-name.ts";
import { InputError } from "../problem/input-error.ts";
import type { Action } from "./actions/action.ts";

/** What a cell may yield for a measure; null: nothing. */
export type MeasureValue = number | string | boolean | null | readonly number[];

/** A column of a sweep's results. */
export interface Measure {
	/** Its name. */
	readonly column: string;
	/** As the plan has it. */
	readonly text: string;
	of(document: unknown): MeasureValue;
}

type Test = (value: MeasureValue) => MeasureValue;

const comparison = /^(.*?)\s*(<=|>=|==|!=|<|>)\s*(.+)$/;
const operators: Readonly<Record<string, (a: number, b: number) => boolean>> = {
	"<=": (a, b) => a <= b,
	">=": (a, b) => a >= b,
	"<": (a, b) => a < b,
	">": (a, b) => a > b,
};

/**
 * Reads a measure: a named measure of the action, a field of its document as `starts.outcomes.converged` or `points[0].loss` (a list
 * has a `length`), or one of these compared with a value, as `trainingError == 0`. A field that a cell's document does not have, such as the
 * first point where none was found, yields nothing.
 *
 * @throws InputError for a name that the action's document does not know.
 */
export function readMeasure(text: string, column: string, action: Action, field: string): Measure {
	const parts = comparison.exec(text);
	const path = (parts === null ? text : parts[1]).trim();
	const test: Test = parts === null ? (value) => value : compare(parts[2], parts[3].trim(), field);
	if (Object.hasOwn(action.measures, path)) {
		const named = action.measures[path];
		return {
			column,
			text,
			of: (document) => test((named.of as (document: unknown) => MeasureValue)(document)),
		};
	}
	const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
	requireField(steps, path, action, field);
	return { column, text, of: (document) => test(plain(valueAt(document, steps), path)) };
}

function compare(operator: string, text: string, field: string): Test {
	const right = literal(text);
	if (operator === "==") return (value) => (value === null ? null : value === right);
	if (operator === "!=") return (value) => (value === null ? null : value !== right);
	if (typeof right !== "number")
		throw new InputError(`${operator} compares with a number; found ${text}.`, { field });
	return (value) => (typeof value === "number" ? operators[operator](value, right) : null);
}

/** A number, true or false, a quoted text; any other text stands for itself. */
function literal(text: string): unknown {
	if (/^-?Infinity$/.test(text)) return Number(text);
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function valueAt(document: unknown, steps: readonly string[]): unknown {
	let value = document;
	for (const step of steps) {
		if (value === null || value === undefined) return null;
		value = (value as Record<string, unknown>)[step];
	}
	return value ?? null;
}

function plain(value: unknown, path: string): MeasureValue {
	if (value === null || typeof value === "number" || typeof value === "string" || typeof value === "boolean")
		return value;
	if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
	if (Array.isArray(value) && value.every((each) => typeof each === "number")) return value;
	throw new InputError(
		`The measure ${path} is ${Array.isArray(value) ? "a list" : "an object"}, not a value.`,
		{ field: "measure" },
		"Name a field in it.",
	);
}

type Schema = {
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly additionalProperties?: Schema | boolean;
	readonly items?: Schema | false;
	readonly anyOf?: readonly Schema[];
	readonly prefixItems?: readonly Schema[];
	readonly type?: string;
};

const open = (schema: Schema): Schema[] => [schema, ...(schema.anyOf ?? []).flatMap(open)];

function requireField(steps: readonly string[], path: string, action: Action, field: string): void {
	if (steps.length === 0)
		throw new InputError(
			"A measure has no name.",
			{ field },
			`Name a field of what ${action.name} gives, as ${action.standard[0]}.`,
		);
	let schemas = open(action.documentSchema() as Schema);
	for (const [k, step] of steps.entries()) {
		const next = schemas.flatMap((schema) => below(schema, step)).flatMap(open);
		if (next.length > 0) {
			schemas = next;
			continue;
		}
		const known = schemas.flatMap(({ properties }) => Object.keys(properties ?? {}));
		if (k === 0) known.push(...Object.keys(action.measures));
		const near = nearestName(k === 0 ? path : step, known);
		throw new InputError(
			`There is no "${path}" to measure in what ${action.name} gives${k === 0 ? "" : `: ${steps.slice(0, k).join(".")} has no "${step}"`}.`,
			{ field },
			near === undefined ? null : `Did you mean "${[...steps.slice(0, k), near].join(".")}"?`,
		);
	}
	if (!schemas.some(mayBeValue)) throw noValue(path, schemas, field);
}

/** Whether what a schema, opened, describes may be a number, a text, a truth value or a list of numbers. */
function mayBeValue(schema: Schema): boolean {
	if (schema.type === "array") {
		const entry = entryOf(schema);
		return entry === undefined || open(entry).some((each) => isAny(each) || isNumber(each));
	}
	return isAny(schema) || !(schema.type === undefined || schema.type === "object" || schema.type === "null");
}

const isAny = (schema: Schema): boolean => Object.keys(schema).length === 0;
const isNumber = ({ type }: Schema): boolean => type === "number" || type === "integer";
const entryOf = ({ items, prefixItems }: Schema): Schema | undefined => items || prefixItems?.[0];

function noValue(path: string, schemas: readonly Schema[], field: string): InputError {
	const list = schemas.some(({ type }) => type === "array");
	const inside = [...new Set(schemas.flatMap(({ properties }) => Object.keys(properties ?? {})))];
	return new InputError(
		`The measure ${path} is ${list ? "a list" : "an object"}, not a value.`,
		{ field },
		list
			? `Name ${path}.length or a field of an entry, as in ${path}[0].`
			: `Name a field in it: ${inside.slice(0, 8).join(", ")}.`,
	);
}

function below(schema: Schema, step: string): Schema[] {
	if (schema.properties !== undefined && Object.hasOwn(schema.properties, step))
		return [schema.properties[step]];
	const list = entryOf(schema);
	if (list !== undefined && step === "length") return [{ type: "integer" }];
	if (list !== undefined && /^\d+$/.test(step)) return [list];
	const { additionalProperties: further } = schema;
	if (typeof further === "object") return [further];
	return further === true || isAny(schema) ? [{}] : [];
}
