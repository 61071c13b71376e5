/** Levenshtein distance: insertions, deletions and substitutions of one letter. */
export function editDistance(a: string, b: string): number {
	let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const substitution = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
			row.push(Math.min(previous[j] + 1, row[j - 1] + 1, substitution));
		}
		previous = row;
	}
	return previous[b.length];
}

/** The known name with the smallest edit distance (case and separators ignored); the first of equals. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
	const plain = (text: string) => text.toLowerCase().replace(/[\s_-]/g, "");
	let best: string | undefined;
	let least = Infinity;
	for (const candidate of known) {
		const distance = editDistance(plain(name), plain(candidate));
		if (distance < least) {
			least = distance;
			best = candidate;
		}
	}
	return best;
}

/** The message for a name that no registry knows, e.g. `No activation is called "softpluss". Did you mean softplus?` */
export function unknownName(kind: string, name: string, known: readonly string[]): string {
	return `No ${kind} is called "${name}". Did you mean ${nearestName(name, known)}? Known: ${known.join(", ")}.`;
}
