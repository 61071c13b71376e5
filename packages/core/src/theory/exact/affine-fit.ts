import { integerDot, solveExactly } from "../../rigor/exact-elimination.ts";
import { dot, fromNumber, multiply, type Rational, rational, subtract, zero } from "../../rigor/rational.ts";
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

/** Float64 numbers as whole multiples of 1 / denominator, a power of two. */
interface Whole {
	readonly numbers: readonly bigint[];
	readonly denominator: bigint;
}

function whole(values: ArrayLike<number>): Whole {
	const fractions = Array.from(values, fromNumber);
	let denominator = 1n;
	for (const each of fractions) if (each.denominator > denominator) denominator = each.denominator;
	return { numbers: fractions.map((each) => each.numerator * (denominator / each.denominator)), denominator };
}

/**
 * The weighted least-squares fit by the normal equations, formed in whole numbers and solved in fractions; `groups` are
 * the distinct inputs with their mean targets. `constant: true` fits c_0 alone, `linear: true` c alone. Null where it
 * would cost too much.
 *
 * @throws RangeError when both are asked for.
 */
export function affineFit(
	data: Samples,
	groups: readonly InputGroup[],
	{ constant = false, linear = false }: { readonly constant?: boolean; readonly linear?: boolean } = {},
): AffineFit | null {
	if (constant && linear) throw new RangeError("A fit is by constants or by linear functions.");
	const inputs = constant ? 0 : data.inputs;
	const size = inputs + (linear ? 0 : 1);
	if (groups.length * size * size > costLimit) return null;
	const columns = Array.from({ length: size }, (_, a) =>
		whole(groups.map(({ samples: [i] }) => (a < inputs ? data.x[i * data.inputs + a] : 1))),
	);
	const y = whole(data.y.subarray(0, data.samples));
	const w = whole(data.weights ?? new Float64Array(data.samples).fill(1));
	const weights = groups.map(({ samples }) => samples.reduce((sum, i) => sum + w.numbers[i], 0n));
	const pulls = groups.map(({ samples }) =>
		samples.reduce((sum, i) => sum + w.numbers[i] * y.numbers[i], 0n),
	);
	const normal: bigint[][] = [];
	for (let a = 0; a < size; a++) {
		const weighted = columns[a].numbers.map((entry, g) => entry * weights[g]);
		normal.push(columns.map(({ numbers }, b) => (b < a ? normal[b][a] : integerDot(weighted, numbers))));
	}
	const right = columns.map(({ numbers }) => rational(integerDot(pulls, numbers)));
	// In the units of the columns and of y.
	const solution = solveExactly(
		normal.map((row) => row.map((entry) => rational(entry))),
		right,
	);
	if (solution === null) throw new Error("Normal equations have a solution.");
	const coefficients = solution.map((value, a) =>
		multiply(value, rational(columns[a].denominator, y.denominator)),
	);
	// sum w (f - y)^2 = sum w y^2 - c.right at the least.
	const squares = y.numbers.reduce((sum, target, i) => sum + w.numbers[i] * target * target, 0n);
	return {
		coefficients: [
			...new Array<Rational>(data.inputs - inputs).fill(zero),
			...coefficients,
			...(linear ? [zero] : []),
		],
		value: multiply(
			subtract(rational(squares), dot(solution, right)),
			rational(1n, 2n * w.denominator * y.denominator * y.denominator),
		),
		exact: meets(columns, solution, weights, pulls),
	};
}

/** Whether the fit times the weight is the sum of the weighted targets at every distinct input. */
function meets(
	columns: readonly Whole[],
	solution: readonly Rational[],
	weights: readonly bigint[],
	pulls: readonly bigint[],
): boolean {
	let denominator = 1n;
	for (const value of solution)
		denominator *= value.denominator / commonDivisor(denominator, value.denominator);
	const numerators = solution.map((value) => value.numerator * (denominator / value.denominator));
	return pulls.every((pull, g) => {
		const fitted = columns.reduce((sum, { numbers }, a) => sum + numbers[g] * numerators[a], 0n);
		return fitted * weights[g] === pull * denominator;
	});
}

function commonDivisor(a: bigint, b: bigint): bigint {
	let x = a;
	let y = b;
	while (y !== 0n) [x, y] = [y, x % y];
	return x;
}
