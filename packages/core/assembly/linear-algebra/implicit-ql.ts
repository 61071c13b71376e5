import { applySweeps } from "./rotation-sweeps";

/**
 * Eigenvalues of a symmetric tridiagonal matrix by implicit QL or QR sweeps (QL when the matrix is
 * graded towards larger entries at the bottom, QR when at the top), with Wilkinson's shift; the
 * rotations are recorded and applied to the eigenvectors in batches.
 */

const EPSILON: f64 = 1.1102230246251565e-16;
const TINY: f64 = 1e-100;
const UP: f64 = 4.149515568880993e180; // 2^600
const SMALLEST: f64 = 2.2250738585072014e-308;

// Record of the sweeps that are not yet applied.
let turns: usize = 0; // cosine, sine of each rotation, in order
let sweeps: usize = 0; // first row, number of rotations (negative: downwards in row number)
let recorded: i32 = 0;
let sweepCount: i32 = 0;
let capacity: i32 = 0;
let vectors: usize = 0;
let order: i32 = 0;

// Result of the last `rotate` or `pair`.
let cosine: f64 = 0;
let sine: f64 = 0;
let radius: f64 = 0;
let first: f64 = 0;
let second: f64 = 0;

/**
 * d: n diagonal entries, e: n - 1 couplings (n numbers of room); on return d holds the eigenvalues,
 * unordered. panels: Q^T in panels of 8 columns, turned into the eigenvectors as rows, or 0. record:
 * room for 2 rotations * 8 + 8 bytes * `room`, room >= n. Returns 0, or 1 when a sweep limit was met.
 */
export function diagonalise(n: i32, d: usize, e: usize, panels: usize, record: usize, room: i32): i32 {
	vectors = panels;
	order = n;
	turns = record;
	sweeps = record + (<usize>room << 4);
	capacity = room;
	recorded = 0;
	sweepCount = 0;
	let budget = 60 * n;
	let start = 0;
	while (start < n) {
		let stop = start;
		for (; stop < n - 1; stop++) {
			const t = abs(get(e, stop));
			if (t <= sqrt(abs(get(d, stop))) * sqrt(abs(get(d, stop + 1))) * EPSILON) {
				set(e, stop, 0);
				break;
			}
		}
		if (stop > start) {
			const scale = scaleBlock(d, e, start, stop);
			budget = abs(get(d, stop)) < abs(get(d, start))
				? qr(d, e, stop, start, budget)
				: ql(d, e, start, stop, budget);
			if (scale != 1) unscaleBlock(d, e, start, stop, scale);
			if (budget < 0) return 1;
			if (!settled(e, start, stop)) continue;
		}
		start = stop + 1;
	}
	flush();
	return 0;
}

// @ts-ignore: decorator
@inline
function get(address: usize, i: i32): f64 {
	return load<f64>(address + (<usize>i << 3));
}

// @ts-ignore: decorator
@inline
function set(address: usize, i: i32, value: f64): void {
	store<f64>(address + (<usize>i << 3), value);
}

function settled(e: usize, start: i32, stop: i32): bool {
	for (let i = start; i < stop; i++) if (get(e, i) != 0) return false;
	return true;
}

/** A block of tiny numbers is scaled up by a power of two, so that its squares do not underflow. */
function scaleBlock(d: usize, e: usize, start: i32, stop: i32): f64 {
	const largest = largestOf(d, e, start, stop);
	if (largest >= TINY) return 1;
	for (let i = start; i <= stop; i++) set(d, i, get(d, i) * UP);
	for (let i = start; i < stop; i++) set(e, i, get(e, i) * UP);
	return UP;
}

function largestOf(d: usize, e: usize, start: i32, stop: i32): f64 {
	let largest: f64 = abs(get(d, stop));
	for (let i = start; i < stop; i++) largest = max(largest, max(abs(get(d, i)), abs(get(e, i))));
	return largest;
}

function unscaleBlock(d: usize, e: usize, start: i32, stop: i32, scale: f64): void {
	for (let i = start; i <= stop; i++) set(d, i, get(d, i) / scale);
	for (let i = start; i < stop; i++) set(e, i, get(e, i) / scale);
}

function negligible(d: usize, e: usize, i: i32): bool {
	const t = abs(get(e, i));
	return t * t <= EPSILON * EPSILON * abs(get(d, i)) * abs(get(d, i + 1)) + SMALLEST;
}

/** Block l..last, eigenvalues are split off at the top. */
function ql(d: usize, e: usize, from: i32, last: i32, limit: i32): i32 {
	let l = from;
	let budget = limit;
	while (l <= last) {
		let m = l;
		while (m < last && !negligible(d, e, m)) m++;
		if (m < last) set(e, m, 0);
		if (m == l) {
			l++;
			continue;
		}
		if (m == l + 1) {
			pair(get(d, l), get(e, l), get(d, l + 1));
			if (vectors) {
				begin(l, -1);
				turn(cosine, sine);
			}
			set(d, l, first);
			set(d, l + 1, second);
			set(e, l, 0);
			l += 2;
			continue;
		}
		if (--budget < 0) return budget;
		let p = get(d, l);
		let g = (get(d, l + 1) - p) / (2 * get(e, l));
		let r = length(g, 1);
		g = get(d, m) - p + get(e, l) / (g + (g < 0 ? -r : r));
		let s: f64 = 1, c: f64 = 1;
		p = 0;
		if (vectors) begin(m - 1, l - m);
		for (let i = m - 1; i >= l; i--) {
			const f = s * get(e, i), b = c * get(e, i);
			rotate(g, f);
			c = cosine;
			s = sine;
			if (i != m - 1) set(e, i + 1, radius);
			g = get(d, i + 1) - p;
			r = (get(d, i) - g) * s + 2 * c * b;
			p = s * r;
			set(d, i + 1, g + p);
			g = c * r - b;
			if (vectors) turn(c, -s);
		}
		set(d, l, get(d, l) - p);
		set(e, l, g);
	}
	return budget;
}

/** Block last..l, eigenvalues are split off at the bottom. */
function qr(d: usize, e: usize, from: i32, last: i32, limit: i32): i32 {
	let l = from;
	let budget = limit;
	while (l >= last) {
		let m = l;
		while (m > last && !negligible(d, e, m - 1)) m--;
		if (m > last) set(e, m - 1, 0);
		if (m == l) {
			l--;
			continue;
		}
		if (m == l - 1) {
			pair(get(d, l - 1), get(e, l - 1), get(d, l));
			if (vectors) {
				begin(l - 1, 1);
				turn(cosine, sine);
			}
			set(d, l - 1, first);
			set(d, l, second);
			set(e, l - 1, 0);
			l -= 2;
			continue;
		}
		if (--budget < 0) return budget;
		let p = get(d, l);
		let g = (get(d, l - 1) - p) / (2 * get(e, l - 1));
		let r = length(g, 1);
		g = get(d, m) - p + get(e, l - 1) / (g + (g < 0 ? -r : r));
		let s: f64 = 1, c: f64 = 1;
		p = 0;
		if (vectors) begin(m, l - m);
		for (let i = m; i < l; i++) {
			const f = s * get(e, i), b = c * get(e, i);
			rotate(g, f);
			c = cosine;
			s = sine;
			if (i != m) set(e, i - 1, radius);
			g = get(d, i) - p;
			r = (get(d, i + 1) - g) * s + 2 * c * b;
			p = s * r;
			set(d, i, g + p);
			g = c * r - b;
			if (vectors) turn(c, s);
		}
		set(d, l, get(d, l) - p);
		set(e, l - 1, g);
	}
	return budget;
}

/** sqrt(a^2 + b^2) without overflow or harmful underflow. */
function length(a: f64, b: f64): f64 {
	const x = abs(a), y = abs(b);
	const large = max(x, y), small = min(x, y);
	if (large == 0) return 0;
	const t = small / large;
	return large * sqrt(1 + t * t);
}

/** cosine, sine, radius with [c s; -s c] (f, g) = (r, 0). */
function rotate(f: f64, g: f64): void {
	if (g == 0) {
		cosine = 1;
		sine = 0;
		radius = f;
		return;
	}
	if (f == 0) {
		cosine = 0;
		sine = 1;
		radius = g;
		return;
	}
	const r = max(abs(f), abs(g)) < TINY ? length(f, g) : sqrt(f * f + g * g);
	cosine = f / r;
	sine = g / r;
	radius = r;
}

/** Eigenvalues first, second (|first| >= |second|) of [a b; b c] and the unit eigenvector (cosine, sine) of `first`. */
function pair(a: f64, b: f64, c: f64): void {
	const sum = a + c, difference = a - c, twice = b + b;
	const root = length(difference, twice);
	const large = abs(a) > abs(c) ? a : c, small = abs(a) > abs(c) ? c : a;
	let side: i32 = 1;
	if (sum < 0) {
		first = 0.5 * (sum - root);
		second = (large / first) * small - (b / first) * b;
		side = -1;
	} else if (sum > 0) {
		first = 0.5 * (sum + root);
		second = (large / first) * small - (b / first) * b;
	} else {
		first = 0.5 * root;
		second = -0.5 * root;
	}
	let t: f64;
	let other: i32 = 1;
	if (difference >= 0) {
		t = difference + root;
	} else {
		t = difference - root;
		other = -1;
	}
	if (abs(t) > abs(twice)) {
		const cotangent = -twice / t;
		sine = 1 / sqrt(1 + cotangent * cotangent);
		cosine = cotangent * sine;
	} else if (twice == 0) {
		cosine = 1;
		sine = 0;
	} else {
		const tangent = -t / twice;
		cosine = 1 / sqrt(1 + tangent * tangent);
		sine = tangent * cosine;
	}
	if (side == other) {
		const old = cosine;
		cosine = -sine;
		sine = old;
	}
}

/** Opens a sweep of |count| rotations; the first one turns rows `row` and `row + 1`, then row + 1 or (count < 0) row - 1. */
function begin(row: i32, count: i32): void {
	if (recorded + (count < 0 ? -count : count) > capacity) flush();
	const at = sweeps + (<usize>sweepCount << 3);
	store<i32>(at, row);
	store<i32>(at, count, 4);
	sweepCount++;
}

function turn(c: f64, s: f64): void {
	const at = turns + (<usize>recorded << 4);
	store<f64>(at, c);
	store<f64>(at, s, 8);
	recorded++;
}

function flush(): void {
	if (vectors && sweepCount > 0) applySweeps(order, vectors, turns, sweeps, sweepCount);
	recorded = 0;
	sweepCount = 0;
}
