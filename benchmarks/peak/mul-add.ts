/**
 * Peak of float64 arithmetic in WebAssembly: `rounds` times 8 vector multiply-adds (16 numbers) into independent
 * accumulators, as in the tiles of a matrix product but with nothing to load; more accumulators would spill. The
 * result keeps the compiler from dropping the work.
 */
export function separate(rounds: i32): f64 {
	let x = f64x2.splat(0.5),
		y = f64x2.splat(0.25);
	let a0 = f64x2.splat(0),
		a1 = f64x2.splat(1),
		a2 = f64x2.splat(2),
		a3 = f64x2.splat(3),
		a4 = f64x2.splat(4),
		a5 = f64x2.splat(5),
		a6 = f64x2.splat(6),
		a7 = f64x2.splat(7);
	for (let i = 0; i < rounds; i++) {
		a0 = f64x2.add(a0, f64x2.mul(x, x));
		a1 = f64x2.add(a1, f64x2.mul(y, x));
		a2 = f64x2.add(a2, f64x2.mul(x, y));
		a3 = f64x2.add(a3, f64x2.mul(y, y));
		a4 = f64x2.add(a4, f64x2.mul(x, x));
		a5 = f64x2.add(a5, f64x2.mul(y, x));
		a6 = f64x2.add(a6, f64x2.mul(x, y));
		a7 = f64x2.add(a7, f64x2.mul(y, y));
		x = v128.load(0, 64);
		y = v128.load(0, 80);
	}
	a0 = f64x2.add(
		f64x2.add(f64x2.add(a0, a1), f64x2.add(a2, a3)),
		f64x2.add(f64x2.add(a4, a5), f64x2.add(a6, a7)),
	);
	return f64x2.extract_lane(a0, 0) + f64x2.extract_lane(a0, 1);
}

export function fused(rounds: i32): f64 {
	if (!ASC_FEATURE_RELAXED_SIMD) return 0;
	let x = f64x2.splat(0.5),
		y = f64x2.splat(0.25);
	let a0 = f64x2.splat(0),
		a1 = f64x2.splat(1),
		a2 = f64x2.splat(2),
		a3 = f64x2.splat(3),
		a4 = f64x2.splat(4),
		a5 = f64x2.splat(5),
		a6 = f64x2.splat(6),
		a7 = f64x2.splat(7);
	for (let i = 0; i < rounds; i++) {
		a0 = f64x2.relaxed_madd(x, x, a0);
		a1 = f64x2.relaxed_madd(y, x, a1);
		a2 = f64x2.relaxed_madd(x, y, a2);
		a3 = f64x2.relaxed_madd(y, y, a3);
		a4 = f64x2.relaxed_madd(x, x, a4);
		a5 = f64x2.relaxed_madd(y, x, a5);
		a6 = f64x2.relaxed_madd(x, y, a6);
		a7 = f64x2.relaxed_madd(y, y, a7);
		x = v128.load(0, 64);
		y = v128.load(0, 80);
	}
	a0 = f64x2.add(
		f64x2.add(f64x2.add(a0, a1), f64x2.add(a2, a3)),
		f64x2.add(f64x2.add(a4, a5), f64x2.add(a6, a7)),
	);
	return f64x2.extract_lane(a0, 0) + f64x2.extract_lane(a0, 1);
}
