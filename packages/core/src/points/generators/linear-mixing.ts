import type { HiddenLayer } from "../hidden-layer.ts";
import { affineTangents } from "./affine-tangents.ts";
import type { UnitGenerator } from "./generator.ts";

/**
 * Units of a linear layer may be mixed by any invertible M: W -> M W, b -> M b, next A -> A M^-1, and
 * its biases moved through the next ones; under weight decay only by rotations. Not with noise.
 */
export const linearMixing: UnitGenerator = (hidden) => {
	const { mixable, linearSlope, penalised, width } = hidden;
	if (!mixable || linearSlope === null || (penalised && width < 2)) return [];
	const units = Array.from({ length: width }, (_, unit) => ({
		unit,
		slope: linearSlope,
		intercept: 0,
	}));
	return [
		{
			hidden,
			continuous: true,
			sentence: `${penalised ? "rotations" : "linear mixing"} of the units of ${hidden.name} (continuous: no factor of an orbit's size)`,
			reason: "mixing of linear units",
			unitTraits: { mixingSlope: linearSlope },
			endTraits: {},
			move(theta, draw) {
				const moved = theta.slice();
				for (let j = 0; j < width; j++) {
					const k = (j + 1) % width;
					if (penalised) rotate(moved, hidden, j, k);
					else if (k !== j) shear(moved, hidden, j, k, draw());
					if (!penalised) stretch(moved, hidden, j, draw(), draw());
				}
				return moved;
			},
			tangents: (theta) => affineTangents(theta, hidden, units, penalised ? "rotations" : "all"),
		},
	];
};

/** Rows of units j and k become combinations of both; columns take the inverse transposed. */
function combine(
	theta: Float64Array,
	hidden: HiddenLayer,
	[j, k]: readonly [number, number],
	row: (a: number, b: number) => readonly [number, number],
	column: (a: number, b: number) => readonly [number, number],
): void {
	const { inputs, weight, bias, next } = hidden;
	const change = (at: number, other: number, by: typeof row) => {
		const [a, b] = by(theta[at], theta[other]);
		theta[at] = a;
		theta[other] = b;
	};
	for (let i = 0; i < inputs; i++) change(weight + j * inputs + i, weight + k * inputs + i, row);
	if (bias >= 0) change(bias + j, bias + k, row);
	for (let r = 0; r < next.width; r++) {
		const start = next.weight + r * next.inputs;
		change(start + j, start + k, column);
	}
}

/** The rotation with cosine 3/5. */
function rotate(theta: Float64Array, hidden: HiddenLayer, j: number, k: number): void {
	if (j === k) return;
	const turn = (a: number, b: number) => [0.6 * a - 0.8 * b, 0.8 * a + 0.6 * b] as const;
	combine(theta, hidden, [j, k], turn, turn);
}

/** h_j += t h_k. */
function shear(theta: Float64Array, hidden: HiddenLayer, j: number, k: number, t: number): void {
	combine(
		theta,
		hidden,
		[j, k],
		(a, b) => [a + t * b, b],
		(a, b) => [a, b - t * a],
	);
}

/** h_j -> (1 + t/2) (h_j + v), v moved to the next biases where there are any. */
function stretch(theta: Float64Array, hidden: HiddenLayer, j: number, t: number, v: number): void {
	const { inputs, weight, bias, next, linearSlope } = hidden;
	const c = 1 + 0.5 * t;
	if (bias >= 0 && next.bias >= 0 && linearSlope !== null) {
		theta[bias + j] += v;
		for (let r = 0; r < next.width; r++)
			theta[next.bias + r] -= theta[next.weight + r * next.inputs + j] * linearSlope * v;
	}
	for (let i = 0; i < inputs; i++) theta[weight + j * inputs + i] *= c;
	if (bias >= 0) theta[bias + j] *= c;
	for (let r = 0; r < next.width; r++) theta[next.weight + r * next.inputs + j] /= c;
}
