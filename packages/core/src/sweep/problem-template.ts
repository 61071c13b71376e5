import { InputError } from "../problem/input-error.ts";
import { withoutText } from "../problem/problem-text.ts";
import { validateProblemFile } from "../problem/validate.ts";
import type { AxisValue } from "./grid.ts";
import { fillIn, placeholders } from "./template.ts";

/**
 * Refuses a template whose form is wrong where no axis has a say: every cell would fail of it.
 *
 * @throws InputError with the field as in `problem.network.layers[0].activation`.
 */
export function requireForm(template: unknown, first: Readonly<Record<string, AxisValue>>): void {
	try {
		validateProblemFile(withoutText(fillIn(template, first)), undefined);
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		const { field } = error.where;
		if (field === undefined || field === "") return;
		const path = field.split(/[.[\]]+/).filter((step) => step !== "");
		const kind = valueAt(template, [...path.slice(0, -1), "name"]);
		const unknown = /^There is no field/.test(error.message);
		if (placeholders([kind, unknown ? null : valueAt(template, path)]).length > 0) return;
		throw new InputError(`In the problem, ${error.message}`, { field: `problem.${field}` }, error.advice);
	}
}

function valueAt(template: unknown, path: readonly string[]): unknown {
	let value = template;
	for (const step of path) value = (value as Record<string, unknown> | null | undefined)?.[step];
	return value;
}
