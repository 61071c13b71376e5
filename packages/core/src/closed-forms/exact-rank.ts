import type { Problem } from "../problem/problem.ts";
import { primes, rankModulo, residueOf } from "../rigor/rank-modulo.ts";

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
