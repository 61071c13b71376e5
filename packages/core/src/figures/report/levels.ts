import type { LooseEnd } from "../loose-ends.ts";

/** Starts that stand at about the same loss. */
export interface Level {
	readonly level: number;
	readonly ends: readonly LooseEnd[];
}

/** Losses closer than this, relatively, are one level. */
const close = 2e-3;

/** Groups the ends of starts by loss; the level is that of the lowest of each group, most starts first. */
export function levelsOf(ends: readonly LooseEnd[]): Level[] {
	const sorted = ends
		.filter(({ level }) => Number.isFinite(level))
		.sort((a, b) => a.level - b.level || a.start.start - b.start.start);
	const groups: LooseEnd[][] = [];
	for (const end of sorted) {
		const group = groups[groups.length - 1];
		const last = group?.[group.length - 1];
		if (last !== undefined && end.level - last.level <= close * Math.abs(end.level) + 1e-12) group.push(end);
		else groups.push([end]);
	}
	return groups
		.map((own) => ({ level: own[0].level, ends: own }))
		.sort((a, b) => b.ends.length - a.ends.length || a.level - b.level);
}
