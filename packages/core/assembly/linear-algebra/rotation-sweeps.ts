/**
 * Applies recorded sweeps of plane rotations to the rows of a matrix kept in panels of 8 columns.
 *
 * A rotation (c, s) of rows j, j+1 is x_j <- c x_j + s x_(j+1), x_(j+1) <- c x_(j+1) - s x_j. Within
 * a sweep one row stays in registers; a panel stays in cache for the whole batch of sweeps.
 */
export function applySweeps(n: i32, panels: usize, turns: usize, sweeps: usize, count: i32): void {
	const size = <usize>n << 6;
	const end = panels + <usize>((n + 7) >> 3) * size;
	for (let panel = panels; panel < end; panel += size) {
		let at = turns;
		for (let k = 0; k < count; k++) {
			const row = load<i32>(sweeps + (<usize>k << 3));
			const length = load<i32>(sweeps + (<usize>k << 3), 4);
			if (length > 0) {
				ascend(panel + (<usize>row << 6), at, length);
				at += <usize>length << 4;
			} else {
				descend(panel + (<usize>row << 6), at, -length);
				at += <usize>(-length) << 4;
			}
		}
	}
}

/** Rotations of rows (j, j+1), (j+1, j+2), ...; `row` is the address of row j. */
function ascend(row: usize, at: usize, length: i32): void {
	let x0 = v128.load(row), x1 = v128.load(row, 16), x2 = v128.load(row, 32), x3 = v128.load(row, 48);
	for (let k = 0; k < length; k++) {
		const c = v128.load64_splat(at), s = v128.load64_splat(at, 8);
		let y = v128.load(row, 64);
		v128.store(row, f64x2.add(f64x2.mul(c, x0), f64x2.mul(s, y)));
		x0 = f64x2.sub(f64x2.mul(c, y), f64x2.mul(s, x0));
		y = v128.load(row, 80);
		v128.store(row, f64x2.add(f64x2.mul(c, x1), f64x2.mul(s, y)), 16);
		x1 = f64x2.sub(f64x2.mul(c, y), f64x2.mul(s, x1));
		y = v128.load(row, 96);
		v128.store(row, f64x2.add(f64x2.mul(c, x2), f64x2.mul(s, y)), 32);
		x2 = f64x2.sub(f64x2.mul(c, y), f64x2.mul(s, x2));
		y = v128.load(row, 112);
		v128.store(row, f64x2.add(f64x2.mul(c, x3), f64x2.mul(s, y)), 48);
		x3 = f64x2.sub(f64x2.mul(c, y), f64x2.mul(s, x3));
		row += 64;
		at += 16;
	}
	v128.store(row, x0);
	v128.store(row, x1, 16);
	v128.store(row, x2, 32);
	v128.store(row, x3, 48);
}

/** Rotations of rows (j, j+1), (j-1, j), ...; `row` is the address of row j. */
function descend(row: usize, at: usize, length: i32): void {
	let y0 = v128.load(row, 64), y1 = v128.load(row, 80), y2 = v128.load(row, 96), y3 = v128.load(row, 112);
	for (let k = 0; k < length; k++) {
		const c = v128.load64_splat(at), s = v128.load64_splat(at, 8);
		let x = v128.load(row);
		v128.store(row, f64x2.sub(f64x2.mul(c, y0), f64x2.mul(s, x)), 64);
		y0 = f64x2.add(f64x2.mul(c, x), f64x2.mul(s, y0));
		x = v128.load(row, 16);
		v128.store(row, f64x2.sub(f64x2.mul(c, y1), f64x2.mul(s, x)), 80);
		y1 = f64x2.add(f64x2.mul(c, x), f64x2.mul(s, y1));
		x = v128.load(row, 32);
		v128.store(row, f64x2.sub(f64x2.mul(c, y2), f64x2.mul(s, x)), 96);
		y2 = f64x2.add(f64x2.mul(c, x), f64x2.mul(s, y2));
		x = v128.load(row, 48);
		v128.store(row, f64x2.sub(f64x2.mul(c, y3), f64x2.mul(s, x)), 112);
		y3 = f64x2.add(f64x2.mul(c, x), f64x2.mul(s, y3));
		row -= 64;
		at += 16;
	}
	v128.store(row, y0, 64);
	v128.store(row, y1, 80);
	v128.store(row, y2, 96);
	v128.store(row, y3, 112);
}
