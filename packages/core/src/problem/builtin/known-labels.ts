import { nearestName } from "../formula/nearest-name.ts";
import { InputError } from "../input-error.ts";
import { sameLabel, type TargetCell } from "../raw-samples.ts";

/** @throws InputError for a label, wanted in the classes, that no sample of a built-in set has. */
export function requireKnownLabels(
	wanted: readonly TargetCell[],
	labels: readonly TargetCell[],
	source: string,
): void {
	const stranger = wanted.find((label) => !labels.some((known) => sameLabel(known, label)));
	if (stranger === undefined) return;
	const names = labels.map(String);
	throw new InputError(
		`No sample of ${source} has the label ${JSON.stringify(stranger)}. Its labels: ${names.join(", ")}.`,
		{ field: "data.builtin.classes" },
		`Did you mean "${nearestName(String(stranger), names)}"?`,
	);
}
