import { multiplyAdd } from "../multiply-add";

/**
 * Squared length, relative to the largest, of a vector that counts as 0. Far below, products of two vectors are subnormal: too
 * coarse to tell when they are orthogonal.
 */
const NEGLIGIBLE: f64 = 1e-230;

/**
 * One-sided Jacobi: turns pairs of vectors until all are orthogonal, so that A = U diag(s) V^T.
 *
 * x: n vectors of `length` numbers (even, zero padded), one a row; v: n x n (n rounded up to even
 * numbers a row), the accumulated turns, rows as well; norms: n squared lengths, scratch. The largest entry of x lies between
 * 1e-30 and 1e30; vectors 1e115 times shorter than the longest are left as they are. Returns the number of sweeps used, or 0 when
 * `limit` sweeps were not enough.
 */
export function orthogonalise(n: i32, length: i32, x: usize, v: usize, norms: usize, limit: i32): i32 {
	const line = <usize>length << 3;
	const side = <usize>(n + (n & 1)) << 3;
	const threshold = 1.1102230246251565e-16 * sqrt(<f64>max(length, 10));
	for (let sweep = 1; sweep <= limit; sweep++) {
		let longest: f64 = 0;
		for (let i = 0; i < n; i++) {
			const row = x + <usize>i * line;
			const square = product(row, row, line);
			store<f64>(norms + (<usize>i << 3), square);
			longest = max(longest, square);
		}
		const negligible = NEGLIGIBLE * longest;
		let turned = false;
		for (let i = 0; i < n - 1; i++) {
			bringLargestForward(i, n, x, line, v, side, norms);
			const xi = x + <usize>i * line;
			for (let j = i + 1; j < n; j++) {
				const xj = x + <usize>j * line;
				const a = load<f64>(norms + (<usize>i << 3));
				const b = load<f64>(norms + (<usize>j << 3));
				if (a <= negligible || b <= negligible) continue;
				const c = product(xi, xj, line);
				if (abs(c) <= threshold * sqrt(a) * sqrt(b)) continue;
				turned = true;
				const zeta = (b - a) / (2 * c);
				const magnitude = abs(zeta);
				const root = magnitude > 1e150 ? magnitude : sqrt(1 + zeta * zeta);
				const t = (zeta < 0 ? -1.0 : 1.0) / (magnitude + root);
				const cosine = 1 / sqrt(1 + t * t);
				const sine = cosine * t;
				const rest = sine / (1 + cosine);
				rotate(xi, xj, line, sine, rest);
				rotate(v + <usize>i * side, v + <usize>j * side, side, sine, rest);
				store<f64>(norms + (<usize>i << 3), product(xi, xi, line));
				store<f64>(norms + (<usize>j << 3), product(xj, xj, line));
			}
		}
		if (!turned) return sweep;
	}
	return 0;
}

/** Of the vectors i, i + 1, ... the longest is put at place i. */
function bringLargestForward(i: i32, n: i32, x: usize, line: usize, v: usize, side: usize, norms: usize): void {
	let best = i;
	let largest = load<f64>(norms + (<usize>i << 3));
	for (let j = i + 1; j < n; j++) {
		const t = load<f64>(norms + (<usize>j << 3));
		if (t > largest) {
			largest = t;
			best = j;
		}
	}
	if (best == i) return;
	store<f64>(norms + (<usize>best << 3), load<f64>(norms + (<usize>i << 3)));
	store<f64>(norms + (<usize>i << 3), largest);
	swap(x + <usize>i * line, x + <usize>best * line, line);
	swap(v + <usize>i * side, v + <usize>best * side, side);
}

function swap(a: usize, b: usize, bytes: usize): void {
	for (let k: usize = 0; k < bytes; k += 16) {
		const t = v128.load(a + k);
		v128.store(a + k, v128.load(b + k));
		v128.store(b + k, t);
	}
}

function product(a: usize, b: usize, bytes: usize): f64 {
	let s = f64x2.splat(0), t = s;
	let k: usize = 0;
	for (; k + 32 <= bytes; k += 32) {
		s = multiplyAdd(v128.load(a + k), v128.load(b + k), s);
		t = multiplyAdd(v128.load(a + k, 16), v128.load(b + k, 16), t);
	}
	for (; k < bytes; k += 16) s = multiplyAdd(v128.load(a + k), v128.load(b + k), s);
	s = f64x2.add(s, t);
	return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
}

/**
 * a <- c a - s b, b <- s a + c b with c = 1 - s r, r = s / (1 + c) (Rutishauser 1966): turns by small angles round as little as
 * they move. A rounded c, mostly too large near 1, would lengthen the vectors turn by turn.
 */
function rotate(a: usize, b: usize, bytes: usize, sine: f64, rest: f64): void {
	const s = f64x2.splat(sine), r = f64x2.splat(rest);
	for (let k: usize = 0; k < bytes; k += 16) {
		const p = v128.load(a + k), q = v128.load(b + k);
		v128.store(a + k, f64x2.sub(p, f64x2.mul(s, f64x2.add(q, f64x2.mul(r, p)))));
		v128.store(b + k, f64x2.add(q, f64x2.mul(s, f64x2.sub(p, f64x2.mul(r, q)))));
	}
}
