/** u^k for a whole number k >= 0, by repeated squaring; u^0 = 1. */
export function wholePower(u: v128, k: i32): v128 {
	let product = f64x2.splat(1);
	let square = u;
	for (let rest = k; rest > 0; rest >>= 1) {
		if (rest & 1) product = f64x2.mul(product, square);
		square = f64x2.mul(square, square);
	}
	return product;
}
