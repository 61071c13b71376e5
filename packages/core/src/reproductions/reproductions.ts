import { nearestName } from "../problem/formula/nearest-name.ts";
import { InputError } from "../problem/input-error.ts";
import { liPhaseTransition } from "./li-2018-phase-transition.ts";
import type { Reproduction } from "./reproduction.ts";
import { safranTable1 } from "./safran-2018-table-1.ts";
import { soudryFigure1 } from "./soudry-2016-figure-1.ts";
import { soudryFigure2 } from "./soudry-2016-figure-2.ts";

/** Every experiment that `reproduce` repeats. */
export const reproductions: readonly Reproduction[] = [
	soudryFigure1,
	soudryFigure2,
	liPhaseTransition,
	safranTable1,
];

/** @throws InputError for an unknown id, with the nearest known one. */
export function reproductionOf(id: string): Reproduction {
	const found = reproductions.find((each) => each.id === id);
	if (found !== undefined) return found;
	const known = reproductions.map((each) => each.id);
	throw new InputError(
		`There is no reproduction "${id}". Known: ${known.join(", ")}.`,
		{},
		`Did you mean ${nearestName(id, known)}?`,
	);
}
