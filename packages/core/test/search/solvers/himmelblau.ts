/** The nine critical points of Himmelblau's function, as tabulated in the literature, by Morse index. */
export const himmelblauMinima: readonly (readonly number[])[] = [
	[3, 2],
	[-2.805118086952745, 3.131312518250573],
	[-3.77931025337774, -3.28318599128616],
	[3.584428340330491, -1.8481265269644],
];

/** Five or six decimals. */
export const himmelblauSaddles: readonly (readonly number[])[] = [
	[0.086678, 2.884255],
	[3.385154, 0.073852],
	[-3.073026, -0.081353],
	[-0.127961, -1.953715],
];

export const himmelblauMaximum: readonly number[] = [-0.270845, -0.923039];

/** Determinant and trace of the Hessian of the halved function: the index without an eigensolver. */
export function himmelblauIndex(x: number, y: number): number {
	const xx = 6 * x * x + 2 * y - 21;
	const yy = 6 * y * y + 2 * x - 13;
	const xy = 2 * (x + y);
	const determinant = xx * yy - xy * xy;
	return determinant < 0 ? 1 : xx + yy > 0 ? 0 : 2;
}

/** Gradient of the halved function, by hand. */
export function himmelblauGradient(x: number, y: number): [number, number] {
	const r = x * x + y - 11;
	const s = x + y * y - 7;
	return [2 * x * r + s, r + 2 * y * s];
}
