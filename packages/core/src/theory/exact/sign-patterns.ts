import { exactRank } from "../../rigor/exact-elimination.ts";
import { primes, rankModulo, residueOf } from "../../rigor/rank-modulo.ts";
import { fromNumber, multiply } from "../../rigor/rational.ts";
import { separate } from "./linear-separation.ts";

/** One hidden layer of units with two slopes, without biases: u_in = w_i.x_n, a_in = eps_in (right if u_in >= 0, else left). */
export interface TwoSlopes {
	/** N x d */
	readonly x: Float64Array;
	readonly samples: number;
	readonly inputs: number;
	readonly width: number;
	readonly right: number;
	readonly left: number;
	/** width x N noise factors, unit by unit; null for all ones. */
	readonly noise: Float64Array | null;
}

/** Whether the columns a_n (x) x_n are independent whatever the signs of the preactivations. */
export type PatternRanks =
	/** For every sign pattern that some weights realise. */
	| { readonly status: "holds"; readonly cells: number; readonly patterns: number }
	/** Signs of the preactivations, width x N, for which they are dependent. */
	| { readonly status: "fails"; readonly signs: readonly (readonly number[])[] }
	| { readonly status: "undecided"; readonly reason: string };

/** Signs of all preactivations together that are enumerated. */
export const signLimit = 24;
const patternLimit = 250000;

/**
 * Decides rank(A o X) = N (column n: a_n (x) x_n, d0 d1 rows) for every sign pattern of the open cells of the weights.
 *
 * The sign vectors of one unit are the cells of the hyperplanes w.x_n = 0, found sample by sample, each decided exactly;
 * patterns are their products over the units. Full rank modulo a prime proves full rank; what two primes do not prove is
 * decided by elimination in fractions.
 */
export async function ranksOfAllPatterns(network: TwoSlopes): Promise<PatternRanks> {
	const { samples, width } = network;
	if (samples * width > signLimit)
		return {
			status: "undecided",
			reason: `${width} units and ${samples} samples have ${samples * width} activation signs; patterns are enumerated for at most ${signLimit}.`,
		};
	const cells = await cellsOf(network);
	if (cells === null)
		return {
			status: "undecided",
			reason: "Whether some sign vector is realised by weights could not be decided exactly.",
		};
	const patterns = powerOf(cells.length, width);
	if (patterns > patternLimit)
		return {
			status: "undecided",
			reason: `${cells.length} cells for each of ${width} units make ${patterns} sign patterns; at most ${patternLimit} are enumerated.`,
		};
	for (let k = 0; k < patterns; k++) {
		let rest = k;
		const signs = Array.from({ length: width }, () => {
			const cell = cells[rest % cells.length];
			rest = Math.floor(rest / cells.length);
			return cell;
		});
		if (!hasFullRank(network, signs)) return { status: "fails", signs };
	}
	return { status: "holds", cells: cells.length, patterns };
}

/**
 * Sign vectors s with s_n w.x_n > 0 for some w, one of each pair s, -s first; null when one could not be decided. An input
 * 0 has preactivation 0 whatever the weights: its sign is written +1 and bounds no cell.
 */
async function cellsOf({ x, samples, inputs }: TwoSlopes): Promise<number[][] | null> {
	const rowOf = (n: number) => x.subarray(n * inputs, (n + 1) * inputs);
	const bounding = Array.from({ length: samples }, (_, n) => n).filter((n) =>
		rowOf(n).some((value) => value !== 0),
	);
	let partial: number[][] = [[]];
	for (let k = 0; k < bounding.length; k++) {
		const next: number[][] = [];
		const rows = Float64Array.from(bounding.slice(0, k + 1).flatMap((n) => Array.from(rowOf(n))));
		for (const signs of partial)
			for (const sign of k === 0 ? [1] : [1, -1]) {
				const extended = [...signs, sign];
				const found = await separate(rows, Float64Array.from(extended), { offset: false });
				if (found.status === "undecided") return null;
				if (found.status === "holds") next.push(extended);
			}
		partial = next;
	}
	const withZeros = (signs: readonly number[], side: number) => {
		const all = new Array<number>(samples).fill(1);
		bounding.forEach((n, k) => {
			all[n] = side * signs[k];
		});
		return all;
	};
	return [1, -1].flatMap((side) => partial.map((signs) => withZeros(signs, side)));
}

/** rank(A o X) = N for these signs, exactly. */
function hasFullRank(network: TwoSlopes, signs: readonly (readonly number[])[]): boolean {
	const { x, samples, inputs, width, right, left, noise } = network;
	if (samples > inputs * width) return false;
	const slope = (i: number, n: number) => (signs[i][n] > 0 ? right : left);
	const factor = (i: number, n: number) => (noise === null ? 1 : noise[i * samples + n]);
	for (const p of primes) {
		const rows = Array.from({ length: samples }, (_, n) =>
			Float64Array.from({ length: width * inputs }, (_unused, k) => {
				const i = Math.floor(k / inputs);
				const a = (residueOf(slope(i, n), p) * residueOf(factor(i, n), p)) % p;
				return (a * residueOf(x[n * inputs + (k % inputs)], p)) % p;
			}),
		);
		if (rankModulo(rows, p) === samples) return true;
	}
	const rows = Array.from({ length: samples }, (_, n) =>
		Array.from({ length: width * inputs }, (_unused, k) => {
			const i = Math.floor(k / inputs);
			const a = multiply(fromNumber(slope(i, n)), fromNumber(factor(i, n)));
			return multiply(a, fromNumber(x[n * inputs + (k % inputs)]));
		}),
	);
	return exactRank(rows) === samples;
}

function powerOf(base: number, exponent: number): number {
	let result = 1;
	for (let k = 0; k < exponent; k++) result *= base;
	return result;
}
