import { nearestName } from "../problem/formula/nearest-name.ts";
import { InputError } from "../problem/input-error.ts";
import { fieldName } from "../problem/problem-text.ts";
import type { AxisValue } from "./grid.ts";

const placeholder = /\$\{([^}]*)\}/g;
const alone = /^\$\{([^}]*)\}$/;

/** `${name}`: what stands for the value of an axis. */
export function placeholderFor(name: string): string {
	return `\${${name}}`;
}

/** Every `${name}` in a template with the field where it stands. */
export function placeholders(
	template: unknown,
	path: readonly PropertyKey[] = [],
): { name: string; field: string }[] {
	if (typeof template === "string")
		return [...template.matchAll(placeholder)].map(([, name]) => ({
			name: name.trim(),
			field: fieldName(path),
		}));
	if (Array.isArray(template)) return template.flatMap((each, k) => placeholders(each, [...path, k]));
	if (typeof template === "object" && template !== null)
		return Object.entries(template).flatMap(([key, each]) => placeholders(each, [...path, key]));
	return [];
}

/** The template as JSON holds it, -0 as 0. @throws InputError for a number that is not finite. */
export function jsonTemplate(template: unknown, below: string, path: readonly PropertyKey[] = []): unknown {
	if (typeof template === "number") {
		if (Number.isFinite(template)) return template === 0 ? 0 : template;
		const field = fieldName(path);
		throw new InputError(`A finite number was expected; found ${template}.`, {
			field: field === "" ? below : `${below}.${field}`,
		});
	}
	if (Array.isArray(template)) return template.map((each, k) => jsonTemplate(each, below, [...path, k]));
	if (typeof template === "object" && template !== null)
		return Object.fromEntries(
			Object.entries(template).map(([key, each]) => [key, jsonTemplate(each, below, [...path, key])]),
		);
	return template;
}

/** @throws InputError for a `${name}` that is no axis. */
export function requireAxes(template: unknown, names: readonly string[], below: string): void {
	for (const { name, field } of placeholders(template))
		if (!names.includes(name))
			throw new InputError(
				`\${${name}} names no axis. Axes: ${names.join(", ") || "none"}.`,
				{ field: field === "" ? below : `${below}.${field}` },
				names.length > 0 ? `Did you mean \${${nearestName(name, names)}}?` : null,
			);
}

/** The template with values in the place of `${axis}`: a text that is nothing else becomes the value itself, a number stays a number. */
export function fillIn(template: unknown, values: Readonly<Record<string, AxisValue>>): unknown {
	if (typeof template === "string") {
		const whole = alone.exec(template);
		if (whole !== null) return values[whole[1].trim()];
		return template.replace(placeholder, (_, name: string) => String(values[name.trim()]));
	}
	if (Array.isArray(template)) return template.map((each) => fillIn(each, values));
	if (typeof template === "object" && template !== null)
		return Object.fromEntries(Object.entries(template).map(([key, each]) => [key, fillIn(each, values)]));
	return template;
}
