/** The root of the given degree (a positive integer) of a number x >= 0, by Newton's method from above. */
export function integerRoot(x: number, degree: number): number {
	if (degree === 1 || x === 0) return x;
	if (degree === 2) return Math.sqrt(x);
	let root = Math.max(1, x);
	// Above the root the iteration falls strictly until rounding stops it.
	for (;;) {
		let power = 1;
		for (let k = 1; k < degree; k++) power *= root;
		const next = ((degree - 1) * root + x / power) / degree;
		if (!(next < root)) return root;
		root = next;
	}
}
