import type { OutcomeKind } from "../search/outcome.ts";
import type { Atlas, StartRecord } from "../survey/document.ts";
import { outcomeLooks } from "./palette.ts";

/** A start that was merged into no point, with the loss it stands at or tends to. */
export interface LooseEnd {
	readonly start: StartRecord;
	/** The estimated limit where the evidence has one, else the last loss. */
	readonly level: number;
	/** Whether `level` is an estimated limit. */
	readonly limit: boolean;
}

/** The starts that ended in no point, by outcome, in the outcomes' usual order. */
export function looseEnds(atlas: Atlas): Map<OutcomeKind, LooseEnd[]> {
	const ends = new Map<OutcomeKind, LooseEnd[]>();
	for (const outcome of Object.keys(outcomeLooks) as OutcomeKind[]) {
		const own = atlas.starts
			.filter((start) => start.point === null && start.outcome === outcome)
			.map((start) => {
				const { infimum } = start.evidence;
				const limit = typeof infimum === "number" && Number.isFinite(infimum);
				// An extrapolated limit can fall below 0 by its own error.
				const level = limit ? (start.loss >= 0 ? Math.max(0, infimum) : infimum) : start.loss;
				return { start, level, limit };
			});
		if (own.length > 0) ends.set(outcome, own);
	}
	return ends;
}
