import { solveExactly } from "../../rigor/exact-elimination.ts";
import {
	add,
	dot,
	fromNumber,
	multiply,
	one,
	type Rational,
	rational,
	signOf,
	subtract,
	zero,
} from "../../rigor/rational.ts";
import type { InputGroup } from "./distinct-inputs.ts";

/** The best fit of one-output targets by functions c.x + c_0, in exact arithmetic. */
export interface AffineFit {
	/** c, then c_0; a coefficient is 0 where the inputs leave it free. */
	readonly coefficients: readonly Rational[];
	/** 1/2 sum_i w_i (fit(x_i) - y_i)^2, over all samples. */
	readonly value: Rational;
	/** Whether the fit meets the weighted mean of the targets at every distinct input. */
	readonly exact: boolean;
}

/** What the fit reads of a data set. */
interface Samples {
	readonly samples: number;
	readonly inputs: number;
	readonly x: Float64Array;
	readonly y: Float64Array;
	readonly weights: Float64Array | null;
}

/** Distinct inputs times squared columns that are worth the exact answer. */
const costLimit = 2e6;

/**
 * The weighted least-squares fit by the normal equations in fractions; `groups` are the distinct inputs with their mean
 * targets. `constant: true` fits c_0 alone. Null where it would cost too much.
 */
export function affineFit(
	data: Samples,
	groups: readonly InputGroup[],
	{ constant = false }: { readonly constant?: boolean } = {},
): AffineFit | null {
	const columns = (constant ? 0 : data.inputs) + 1;
	if (groups.length * columns * columns > costLimit) return null;
	const rowOf = (sample: number): Rational[] => [
		...Array.from(data.x.subarray(sample * data.inputs, sample * data.inputs + columns - 1), fromNumber),
		one,
	];
	const rows = groups.map(({ samples }) => rowOf(samples[0]));
	const normal = Array.from({ length: columns }, (_, a) =>
		Array.from({ length: columns }, (_, b) =>
			groups.reduce(
				(sum, { weight }, g) => add(sum, multiply(weight, multiply(rows[g][a], rows[g][b]))),
				zero,
			),
		),
	);
	const right = Array.from({ length: columns }, (_, a) =>
		groups.reduce(
			(sum, { weight, mean }, g) => add(sum, multiply(weight, multiply(rows[g][a], mean[0]))),
			zero,
		),
	);
	const coefficients = solveExactly(normal, right);
	if (coefficients === null) throw new Error("Normal equations have a solution.");
	const fitted = rows.map((row) => dot(row, coefficients));
	let twice = zero;
	groups.forEach(({ samples }, g) => {
		for (const i of samples) {
			const error = subtract(fitted[g], fromNumber(data.y[i]));
			const weight = fromNumber(data.weights === null ? 1 : data.weights[i]);
			twice = add(twice, multiply(weight, multiply(error, error)));
		}
	});
	return {
		coefficients: constant ? [...new Array<Rational>(data.inputs).fill(zero), coefficients[0]] : coefficients,
		value: multiply(twice, rational(1n, 2n)),
		exact: groups.every(({ mean }, g) => signOf(subtract(fitted[g], mean[0])) === 0),
	};
}
