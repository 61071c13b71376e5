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
