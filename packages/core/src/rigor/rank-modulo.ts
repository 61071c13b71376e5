/** Primes below 2^26: products of two residues are exact in float64. */
export const primes = [67108859, 67108837] as const;

/**
 * Rank of a matrix of residues modulo a prime below 2^26; the rows are used up. For residues of exact numbers it is a
 * lower bound of the rank over the rationals: full rank modulo p proves full rank.
 */
export function rankModulo(rows: Float64Array[], p: number): number {
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

/** Independent vectors modulo p, brought to a form in which another is quickly expressed by them. */
export interface IndependentModulo {
	/**
	 * Places of the vectors with a coefficient other than 0 in v = sum_k c_k vector_k modulo p; null when v is independent
	 * of them. m vectors of n residues: at most m (m + n) multiplications.
	 */
	support(v: Float64Array): number[] | null;
	/** These and one more, at the same cost. @throws RangeError when it depends on them modulo p. */
	with(v: Float64Array): IndependentModulo;
}

/** A vector less a combination of the given ones: 1 at its pivot, 0 at the pivots before. */
interface Reduced {
	readonly row: Float64Array;
	readonly pivot: number;
	/** The combination of the given vectors that the row is; its own comes last. */
	readonly combination: Float64Array;
}

/** No vectors yet, of residues modulo a prime p below 2^26: Gaussian elimination that remembers its combinations. */
export function independentModulo(p: number, kept: readonly Reduced[] = []): IndependentModulo {
	const m = kept.length;
	/** v less multiples of the kept rows, and what was added to it in terms of the given vectors. */
	const reduce = (v: Float64Array) => {
		const row = Float64Array.from(v);
		const combination = new Float64Array(m + 1);
		for (const { row: by, pivot, combination: made } of kept) {
			if (row[pivot] === 0) continue;
			const factor = p - row[pivot];
			for (let j = pivot; j < row.length; j++) row[j] = (row[j] + factor * by[j]) % p;
			for (let k = 0; k < made.length; k++) combination[k] = (combination[k] + factor * made[k]) % p;
		}
		return { row, combination, pivot: row.findIndex((entry) => entry !== 0) };
	};
	return {
		support(v) {
			const { combination, pivot } = reduce(v);
			return pivot >= 0 ? null : kept.flatMap((_, k) => (combination[k] !== 0 ? [k] : []));
		},
		with(v) {
			const { row, combination, pivot } = reduce(v);
			if (pivot < 0) throw new RangeError(`The vector depends on the others modulo ${p}.`);
			combination[m] = 1;
			const inverse = power(row[pivot], p - 2, p);
			for (let j = pivot; j < row.length; j++) row[j] = (row[j] * inverse) % p;
			for (let k = 0; k <= m; k++) combination[k] = (combination[k] * inverse) % p;
			return independentModulo(p, [...kept, { row, pivot, combination }]);
		},
	};
}

const view = new DataView(new ArrayBuffer(8));

/** A finite float64, exactly mantissa * 2^exponent, as a residue modulo the odd prime p. */
export function residueOf(x: number, p: number): number {
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
