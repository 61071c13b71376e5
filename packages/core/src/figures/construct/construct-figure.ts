import type { Constructed } from "../../constructions/construct.ts";
import type { Objective } from "../../objective/objective.ts";

/** One picture of a construct. */
export interface ConstructFigure {
	readonly id: string;
	readonly title: string;
	/** What a reader sees in it. */
	readonly description: string;
	/** The picture as a self-contained SVG; null where the construct holds nothing of this kind. */
	draw(constructed: Constructed, objective: Objective, document?: Document): string | null;
}

/** What was constructed, in one line below a title. */
export function constructLine({ document: { id, settings, seed } }: Constructed): string {
	const set = Object.entries(settings).map(([name, value]) => `${name} ${value}`);
	return [id, ...set, `seed ${seed}`].join(", ");
}
