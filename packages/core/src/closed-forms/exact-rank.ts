import type { Problem } from "../problem/problem.ts";

/** Primes below 2^26: products of two residues are exact in float64. */
const primes = [67108859, 67108837] as const;
/** Multiplications modulo a prime that are worth the answer. */
const costLimit = 1e8;

/**
 * Ranks that rounding cannot decide, from the data as exact binary fractions: of X, and of
 * Y diag(w) X^T (which is the rank of M), both centred if the output layer has a bias, with a row of
 * ones if only the first layer has one. Null where it would cost too much.
 *
 * The elimination runs modulo two primes. The larger result is a lower bound of the rank, and the rank
 * itself unless both primes divide every larger minor.
 */
export function exactRanks(problem: Problem): {
	inputs: number | null;
	targets: number | null;
} {
	const { samples: n, inputs: d, outputs } = problem.data;
	const cheapInputs = n * (d + 1) * Math.min(n, d + 1) <= costLimit;
	const cheapTargets = n * (d + 1) * outputs <= costLimit;
	return {
		inputs: cheapInputs ? Math.max(...primes.map((p) => inputRank(problem, p))) : null,
		targets: cheapTargets ? Math.max(...primes.map((p) => targetRank(problem, p))) : null,
	};
}

function inputRank(problem: Problem, p: number): number {
	const { data } = problem;
	const { ones, centred } = offsets(problem);
	const rows: Float64Array[] = [];
	const extra = ones || centred ? 1 : 0;
	for (let i = 0; i < data.samples; i++) {
		const row = new Float64Array(data.inputs + extra);
		for (let j = 0; j < data.inputs; j++) row[j] = residueOf(data.x[i * data.inputs + j], p);
		if (extra) row[data.inputs] = 1;
		rows.push(row);
	}
	// rank (X - mean) = rank [X; 1] - 1
	return rankModulo(rows, p) - (centred ? 1 : 0);
}

function targetRank(problem: Problem, p: number): number {
	const { data } = problem;
	const { samples: n, outputs } = data;
	const { ones, centred } = offsets(problem);
	const d = data.inputs + (ones ? 1 : 0);
	const products = Array.from({ length: d }, () => new Float64Array(outputs));
	const sumX = new Float64Array(d);
	const sumY = new Float64Array(outputs);
	let total = 0;
	for (let i = 0; i < n; i++) {
		const weight = residueOf(data.weights?.[i] ?? 1, p);
		total = (total + weight) % p;
		const y = Array.from({ length: outputs }, (_, o) => residueOf(data.y[i * outputs + o], p));
		for (let o = 0; o < outputs; o++) sumY[o] = (sumY[o] + weight * y[o]) % p;
		for (let j = 0; j < d; j++) {
			const x = j < data.inputs ? residueOf(data.x[i * data.inputs + j], p) : 1;
			const weighted = (weight * x) % p;
			sumX[j] = (sumX[j] + weighted) % p;
			for (let o = 0; o < outputs; o++) products[j][o] = (products[j][o] + weighted * y[o]) % p;
		}
	}
	if (centred)
		for (let j = 0; j < d; j++)
			for (let o = 0; o < outputs; o++) {
				const whole = (total * products[j][o]) % p;
				products[j][o] = (whole + p - ((sumX[j] * sumY[o]) % p)) % p;
			}
	return rankModulo(products, p);
}

function offsets(problem: Problem): { ones: boolean; centred: boolean } {
	const { layers } = problem.network.branches[0];
	const centred = layers[layers.length - 1].bias;
	return { ones: !centred && layers[0].bias, centred };
}

/** Rank over the integers modulo p; the rows (residues) are used up. */
function rankModulo(rows: Float64Array[], p: number): number {
	const columns = rows[0]?.length ?? 0;
	let rank = 0;
	for (let column = 0; column < columns && rank < rows.length; column++) {
		let pivot = rank;
		while (pivot < rows.length && rows[pivot][column] === 0) pivot++;
		if (pivot === rows.length) continue;
		const row = rows[pivot];
		rows[pivot] = rows[rank];
		rows[rank] = row;
		const inverse = power(row[column], p - 2, p);
		for (let i = rank + 1; i < rows.length; i++) {
			const other = rows[i];
			if (other[column] === 0) continue;
			const factor = p - ((other[column] * inverse) % p);
			for (let j = column; j < columns; j++) other[j] = (other[j] + factor * row[j]) % p;
		}
		rank++;
	}
	return rank;
}

function power(base: number, exponent: number, p: number): number {
	let result = 1;
	let square = base % p;
	for (let e = exponent; e > 0; e = Math.floor(e / 2)) {
		if (e % 2 === 1) result = (result * square) % p;
		square = (square * square) % p;
	}
	return result;
}

const view = new DataView(new ArrayBuffer(8));

/** A finite float64, exactly mantissa * 2^exponent, as a residue modulo the odd prime p. */
function residueOf(x: number, p: number): number {
	if (x === 0) return 0;
	view.setFloat64(0, x);
	const high = view.getUint32(0);
	const low = view.getUint32(4);
	const biased = (high >>> 20) & 0x7ff;
	const top = (high & 0xfffff) + (biased === 0 ? 0 : 0x100000);
	const exponent = (biased === 0 ? 1 : biased) - 1075;
	const mantissa = (top * (4294967296 % p) + low) % p;
	const two = exponent < 0 ? (p + 1) / 2 : 2;
	const value = (mantissa * power(two, Math.abs(exponent), p)) % p;
	return high >>> 31 === 1 && value > 0 ? p - value : value;
}
