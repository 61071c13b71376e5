/** A point of a line in pixels. */
export type Pixel = readonly [number, number];

/**
 * Leaves out points of a line that lie within `tolerance` pixels of the line through the points kept
 * (Ramer 1972, Douglas and Peucker 1973). Returns the indices kept, ascending; the ends always are.
 */
export function simplify(line: readonly Pixel[], tolerance: number): number[] {
	if (line.length <= 2) return line.map((_, i) => i);
	const kept = new Set([0, line.length - 1]);
	const open: [number, number][] = [[0, line.length - 1]];
	for (let range = open.pop(); range !== undefined; range = open.pop()) {
		const [from, to] = range;
		let farthest = -1;
		let distance = tolerance;
		for (let i = from + 1; i < to; i++) {
			const d = distanceToSegment(line[i], line[from], line[to]);
			if (d > distance) {
				distance = d;
				farthest = i;
			}
		}
		if (farthest < 0) continue;
		kept.add(farthest);
		open.push([from, farthest], [farthest, to]);
	}
	return [...kept].sort((a, b) => a - b);
}

function distanceToSegment(p: Pixel, a: Pixel, b: Pixel): number {
	const dx = b[0] - a[0];
	const dy = b[1] - a[1];
	const length = dx * dx + dy * dy;
	const along = length === 0 ? 0 : ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length;
	const t = Math.min(1, Math.max(0, along));
	const ex = p[0] - a[0] - t * dx;
	const ey = p[1] - a[1] - t * dy;
	return Math.sqrt(ex * ex + ey * ey);
}
