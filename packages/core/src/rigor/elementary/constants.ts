import { type Ball, BallArithmetic } from "../ball.ts";

/** A constant at the scale 2^-w, computed once per scale. */
function remembered(compute: (ball: BallArithmetic) => Ball): (w: number) => Ball {
	const known = new Map<number, Ball>();
	return (w) => {
		let found = known.get(w);
		if (found === undefined) {
			found = compute(new BallArithmetic(w));
			known.set(w, found);
		}
		return found;
	};
}

/** sum_j s^j / ((2j + 1) n^(2j+1)), s = -1 (arctan 1/n) or 1 (artanh 1/n), n >= 3; the rest is below the first term left out times 9/8. */
function inverseSeries(ball: BallArithmetic, n: bigint, s: 1n | -1n): Ball {
	let power = ball.divideBy(ball.one, n);
	let sum = power;
	let sign = s;
	for (let j = 1n; ; j++) {
		power = ball.divideBy(power, n * n);
		const term = ball.divideBy(power, 2n * j + 1n);
		if (term.v <= 0n) return ball.widen(sum, 2n * (term.r + 1n));
		sum = sign > 0n ? ball.add(sum, term) : ball.subtract(sum, term);
		sign *= s;
	}
}

const times = (a: Ball, k: bigint): Ball => ({ v: a.v * k, r: a.r * (k < 0n ? -k : k) });

/** log 2 = 18 artanh(1/26) - 2 artanh(1/4801) + 8 artanh(1/8749) */
export const logTwo = remembered((ball) =>
	ball.add(
		ball.subtract(times(inverseSeries(ball, 26n, 1n), 18n), times(inverseSeries(ball, 4801n, 1n), 2n)),
		times(inverseSeries(ball, 8749n, 1n), 8n),
	),
);

/** pi = 16 arctan(1/5) - 4 arctan(1/239) (Machin) */
export const pi = remembered((ball) =>
	ball.subtract(times(inverseSeries(ball, 5n, -1n), 16n), times(inverseSeries(ball, 239n, -1n), 4n)),
);
