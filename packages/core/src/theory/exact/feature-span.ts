import type { ActivationProperties } from "../../problem/formula/activation.ts";
import { exactRank } from "../../rigor/exact-elimination.ts";
import { fromNumber, multiply, one, type Rational } from "../../rigor/rational.ts";
import type { InputGroup } from "./distinct-inputs.ts";

/** A proved upper bound of dim span{(sigma(w.x_n + b))_n : w, b}. */
export interface FeatureBound {
	readonly bound: number;
	/** Why it is one, for people. */
	readonly because: string;
}

/** Monomials, and entries of the matrix of their values, that are worth listing. */
const monomialLimit = 2000;
const entryLimit = 60000;

/** Degrees of the monomials in the inputs that sigma(w.x + b) can hold; null if sigma is no polynomial. */
export function occurringDegrees(properties: ActivationProperties, bias: boolean): number[] | null {
	const { polynomialDegree, homogeneousDegree, parity } = properties;
	if (polynomialDegree === null) return null;
	const all = Array.from({ length: polynomialDegree + 1 }, (_, k) => k);
	if (bias) return all;
	if (homogeneousDegree !== null) return [homogeneousDegree];
	if (parity === "none") return all;
	return all.filter((k) => (k % 2 === 0) === (parity === "even"));
}

/** Monomials of exactly this degree in d variables: binomial(d + k - 1, k). */
export function countMonomials(variables: number, degree: number): number {
	let count = 1;
	for (let j = 1; j <= degree; j++) count = (count * (variables + j - 1)) / j;
	return Math.round(count);
}

/** Exponents of all monomials of exactly this degree. */
function* monomials(variables: number, degree: number): Generator<number[]> {
	if (variables === 1) {
		yield [degree];
		return;
	}
	for (let first = degree; first >= 0; first--)
		for (const rest of monomials(variables - 1, degree - first)) yield [first, ...rest];
}

function monomialAt(row: readonly Rational[], exponents: readonly number[]): Rational {
	let value = one;
	exponents.forEach((power, j) => {
		for (let k = 0; k < power; k++) value = multiply(value, row[j]);
	});
	return value;
}

/**
 * The least proved upper bound of the dimension of the features on these data: the number of distinct inputs; for odd
 * or even activations without bias the number of inputs up to sign; for polynomials the exact rank of the matrix of the
 * monomials that occur. A sampled rank of random features would be a lower bound and is of no use here.
 */
export function featureSpanBound(
	{ inputs, x }: { readonly inputs: number; readonly x: Float64Array },
	groups: readonly InputGroup[],
	properties: ActivationProperties,
	bias: boolean,
): FeatureBound {
	let best: FeatureBound = { bound: groups.length, because: `there are ${groups.length} distinct inputs` };
	const offer = (bound: number, because: string) => {
		if (bound < best.bound) best = { bound, because };
	};
	const rowOf = ({ samples }: InputGroup) => x.subarray(samples[0] * inputs, (samples[0] + 1) * inputs);
	if (!bias && properties.parity !== "none") {
		const lines = new Set(
			groups.flatMap((group) => {
				const row = rowOf(group);
				const first = row.find((value) => value !== 0);
				if (first === undefined) return properties.parity === "odd" ? [] : ["0"];
				return [
					Array.from(row, (value) => (value === 0 ? "0" : String(first < 0 ? -value : value))).join(" "),
				];
			}),
		);
		offer(
			lines.size,
			`the activation is ${properties.parity} and there are no inner biases: ${lines.size} inputs differ by more than sign`,
		);
	}
	const degrees = occurringDegrees(properties, bias);
	if (degrees !== null) {
		const count = degrees.reduce((sum, degree) => sum + countMonomials(inputs, degree), 0);
		offer(count, `the activation is a polynomial with ${count} monomials in ${inputs} inputs`);
		if (count <= monomialLimit && count * groups.length <= entryLimit) {
			const exponents = degrees.flatMap((degree) => [...monomials(inputs, degree)]);
			const rank = exactRank(
				groups.map((group) => {
					const row = Array.from(rowOf(group), fromNumber);
					return exponents.map((powers) => monomialAt(row, powers));
				}),
			);
			offer(rank, `the ${count} monomials of the activation have rank ${rank} on these inputs, exactly`);
		}
	}
	return best;
}
