import type { StartRecord } from "../survey/document.ts";

/**
 * At most about `limit` starts for a picture, in their order: every start of an outcome with few of
 * them (at most a twentieth of `limit`), an even selection of the others.
 */
export function thinStarts(starts: readonly StartRecord[], limit: number): readonly StartRecord[] {
	if (starts.length <= limit) return starts;
	const byOutcome = new Map<string, StartRecord[]>();
	for (const start of starts) {
		const group = byOutcome.get(start.outcome);
		if (group) group.push(start);
		else byOutcome.set(start.outcome, [start]);
	}
	const groups = [...byOutcome.values()];
	const few = groups.filter((group) => group.length <= limit / 20);
	const many = groups.filter((group) => group.length > limit / 20);
	const rare = few.reduce((sum, group) => sum + group.length, 0);
	const rest = many.reduce((sum, group) => sum + group.length, 0);
	const kept = new Set(few.flat());
	for (const group of many) {
		const quota = Math.max(1, Math.floor(((limit - rare) * group.length) / rest));
		for (let i = 0; i < quota; i++) kept.add(group[Math.floor((i * group.length) / quota)]);
	}
	return starts.filter((start) => kept.has(start));
}
