import type { Atlas, StartRecord } from "../survey/document.ts";
import { looseEnds } from "./loose-ends.ts";
import { countText, numberText } from "./number-text.ts";
import { kindLooks, type Look, outcomeLooks } from "./palette.ts";

/** Where starts ended: one point, several points together, or an outcome without a point. */
export interface Destination {
	readonly text: string;
	readonly look: Look;
	readonly starts: readonly StartRecord[];
	/** Ended in no point. */
	readonly loose: boolean;
}

/**
 * The destinations of all starts: points by loss, at most `limit` of them (those with most starts),
 * the others together; then the outcomes without a point.
 */
export function destinations(atlas: Atlas, limit: number): Destination[] {
	const byPoint = new Map<string, StartRecord[]>();
	for (const start of atlas.starts) {
		if (start.point === null) continue;
		const own = byPoint.get(start.point);
		if (own) own.push(start);
		else byPoint.set(start.point, [start]);
	}
	const reached = atlas.survey.points.filter(({ id }) => byPoint.has(id));
	const size = (id: string): number => byPoint.get(id)?.length ?? 0;
	const own = [...reached]
		.sort((a, b) => size(b.id) - size(a.id))
		.slice(0, reached.length <= limit ? limit : limit - 1)
		.sort((a, b) => a.loss - b.loss);
	const named = new Set(own.map(({ id }) => id));
	const rest = reached.filter(({ id }) => !named.has(id));
	const rows: Destination[] = own.map((point) => ({
		text: `${point.id} · ${kindLooks[point.kind].word} · loss ${numberText(point.loss)}`,
		look: kindLooks[point.kind],
		starts: byPoint.get(point.id) ?? [],
		loose: false,
	}));
	if (rest.length > 0)
		rows.push({
			text: `${countText(rest.length, "other point")}`,
			look: {
				...kindLooks.undecided,
				colour: "#595959",
				shape: "circle",
				word: "other points",
				plural: "other points",
			},
			starts: rest.flatMap(({ id }) => byPoint.get(id) ?? []),
			loose: false,
		});
	for (const [outcome, ends] of looseEnds(atlas))
		rows.push({
			text: outcomeLooks[outcome].word,
			look: outcomeLooks[outcome],
			starts: ends.map(({ start }) => start),
			loose: true,
		});
	return rows;
}
