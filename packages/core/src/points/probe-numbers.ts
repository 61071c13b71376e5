/**
 * Numbers in (-1, 1) for checking identities at arbitrary points: 32-bit mixing of a counter, the
 * same bits everywhere. Nothing that is reported depends on their statistical quality.
 */
export function probeNumbers(seed: number): () => number {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 2147483648 - 1;
	};
}
