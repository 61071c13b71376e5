import { fromNumber, type Rational, rational, zero } from "./rational.ts";

/** A matrix of integers, row by row. */
export type IntegerRows = bigint[][];

/** Rows of a float64 matrix (rows x columns, row by row) as exact fractions. */
export function rationalRows(values: ArrayLike<number>, rows: number, columns: number): Rational[][] {
	return Array.from({ length: rows }, (_, i) =>
		Array.from({ length: columns }, (_, j) => fromNumber(values[i * columns + j])),
	);
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
	let x = a;
	let y = b;
	while (y !== 0n) [x, y] = [y, x % y];
	return (a / x) * b;
}

/** Each row times the least common multiple of its denominators: the same row space, whole numbers. */
export function integerRows(rows: readonly (readonly Rational[])[]): IntegerRows {
	return rows.map((row) => {
		let multiple = 1n;
		for (const { denominator } of row) multiple = leastCommonMultiple(multiple, denominator);
		return row.map(({ numerator, denominator }) => numerator * (multiple / denominator));
	});
}

/** A matrix in reduced form: row k has `denominator` in column pivots[k] and 0 in the other pivot columns. */
interface Reduced {
	readonly rows: IntegerRows;
	readonly pivots: readonly number[];
	readonly denominator: bigint;
	/** Places of the independent rows among those given. */
	readonly independent: readonly number[];
}

/**
 * Independent rows are picked modulo a prime, which is quick, and brought to reduced form by fraction-free Gauss-Jordan
 * elimination (Bareiss 1968: divisions by the pivot before are exact, numbers stay as short as minors). A row that was
 * left out belongs to the span iff it is orthogonal to the null space, which is checked exactly; one that does not joins
 * the picked ones.
 */
function reduce(rows: readonly (readonly Rational[])[], columns = rows[0]?.length ?? 0): Reduced {
	const whole = integerRows(rows);
	let picked = pickedModulo(whole, columns);
	for (;;) {
		const form = jordan(picked.map((place) => whole[place]));
		const independent = form.kept.map((k) => picked[k]);
		const result = { ...form, independent };
		if (independent.length === Math.min(rows.length, columns)) return result;
		const normals = integerNormals(result, columns);
		const chosen = new Set(independent);
		const outside = whole.findIndex(
			(row, place) => !chosen.has(place) && normals.some((v) => integerDot(row, v) !== 0n),
		);
		if (outside < 0) return result;
		picked = [...independent, outside].sort((a, b) => a - b);
	}
}

/** A prime below 2^26: products of residues are exact in float64. */
const prime = 67108859;

/** Rows that are independent modulo the prime, first come. */
function pickedModulo(rows: IntegerRows, columns: number): number[] {
	const kept: { readonly row: Float64Array; readonly pivot: number }[] = [];
	const picked: number[] = [];
	for (const [place, given] of rows.entries()) {
		const row = Float64Array.from(given, (entry) => {
			const residue = Number(entry % BigInt(prime));
			return residue < 0 ? residue + prime : residue;
		});
		for (const { row: by, pivot } of kept) {
			const factor = row[pivot];
			if (factor === 0) continue;
			for (let j = 0; j < columns; j++) row[j] = (row[j] + (prime - factor) * by[j]) % prime;
		}
		const pivot = row.findIndex((entry) => entry !== 0);
		if (pivot < 0) continue;
		const inverse = inverseModulo(row[pivot]);
		for (let j = 0; j < columns; j++) row[j] = (row[j] * inverse) % prime;
		kept.push({ row, pivot });
		picked.push(place);
		if (kept.length === columns) break;
	}
	return picked;
}

function inverseModulo(value: number): number {
	let result = 1;
	let square = value;
	for (let e = prime - 2; e > 0; e = Math.floor(e / 2)) {
		if (e % 2 === 1) result = (result * square) % prime;
		square = (square * square) % prime;
	}
	return result;
}

/** Fraction-free Gauss-Jordan; rows that become 0 are left out. `kept`: the places of the others. */
function jordan(given: IntegerRows): Omit<Reduced, "independent"> & { readonly kept: readonly number[] } {
	const rows = given.map((row) => row.slice());
	const kept: number[] = [];
	const pivots: number[] = [];
	let denominator = 1n;
	for (let k = 0; k < rows.length; k++) {
		const pivot = rows[k].findIndex((entry) => entry !== 0n);
		if (pivot < 0) continue;
		const lead = rows[k][pivot];
		const by = rows[k];
		for (let i = 0; i < rows.length; i++) {
			if (i === k || (i < k && !kept.includes(i))) continue;
			const factor = rows[i][pivot];
			const row = rows[i];
			for (let j = 0; j < row.length; j++) row[j] = (row[j] * lead - factor * by[j]) / denominator;
		}
		denominator = lead;
		kept.push(k);
		pivots.push(pivot);
	}
	return { rows: kept.map((k) => rows[k]), pivots, denominator, kept };
}

/** A basis of the null space in whole numbers, one vector for each column without a pivot. */
function integerNormals(
	{ rows, pivots, denominator }: Omit<Reduced, "independent">,
	columns: number,
): bigint[][] {
	const taken = new Set(pivots);
	const basis: bigint[][] = [];
	for (let free = 0; free < columns; free++) {
		if (taken.has(free)) continue;
		const vector: bigint[] = new Array(columns).fill(0n);
		vector[free] = denominator;
		rows.forEach((row, k) => {
			vector[pivots[k]] = -row[free];
		});
		basis.push(vector);
	}
	return basis;
}

/** sum_j a_j b_j of whole numbers, for as many as a has. */
export function integerDot(a: readonly bigint[], b: readonly bigint[]): bigint {
	let sum = 0n;
	for (let j = 0; j < a.length; j++) if (a[j] !== 0n && b[j] !== 0n) sum += a[j] * b[j];
	return sum;
}

/** The rank of a matrix given by its rows. */
export function exactRank(rows: readonly (readonly Rational[])[]): number {
	const columns = rows[0]?.length ?? 0;
	const lower = pickedModulo(integerRows(rows), columns).length;
	return lower === Math.min(rows.length, columns) ? lower : reduce(rows).rows.length;
}

/** Places of rows that are a basis of the row space, ascending; which of several, a prime decides: quicker than `independentRows`. */
export function basisRows(rows: readonly (readonly Rational[])[]): number[] {
	return [...reduce(rows).independent];
}

/**
 * Places of the rows that are independent of those before them, ascending: the pivots of the reduced form of the
 * transpose, which is unique.
 */
export function independentRows(rows: readonly (readonly Rational[])[]): number[] {
	const transposed = Array.from({ length: rows[0]?.length ?? 0 }, (_, j) => rows.map((row) => row[j]));
	return [...reduce(transposed, rows.length).pivots].sort((a, b) => a - b);
}

/** A basis of {v : rows v = 0}, one vector for each column without a pivot. `columns` is needed when there are no rows. */
export function nullSpace(
	rows: readonly (readonly Rational[])[],
	columns = rows[0]?.length ?? 0,
): Rational[][] {
	// Whole numbers: a scaled basis is a basis.
	return integerNormals(reduce(rows, columns), columns).map((vector) =>
		vector.map((numerator) => ({ numerator, denominator: 1n })),
	);
}

/**
 * One solution x of rows x = right, 0 in the columns without a pivot; null when there is none.
 *
 * @throws RangeError when there are not as many right-hand sides as rows.
 */
export function solveExactly(
	rows: readonly (readonly Rational[])[],
	right: readonly Rational[],
): Rational[] | null {
	return solveForEach(rows, [right])?.[0] ?? null;
}

/**
 * One solution x of rows x = right for each of several right-hand sides, by one elimination; null when one of them has
 * none.
 *
 * @throws RangeError when a right-hand side has not as many entries as there are rows.
 */
export function solveForEach(
	rows: readonly (readonly Rational[])[],
	rights: readonly (readonly Rational[])[],
): Rational[][] | null {
	for (const right of rights)
		if (rows.length !== right.length)
			throw new RangeError(`${rows.length} rows and ${right.length} right-hand sides.`);
	const columns = rows[0]?.length ?? 0;
	const form = reduce(rows.map((row, i) => [...row, ...rights.map((right) => right[i])]));
	if (form.pivots.some((pivot) => pivot >= columns)) return null;
	return rights.map((_, q) => {
		const x: Rational[] = new Array(columns).fill(zero);
		form.rows.forEach((row, k) => {
			x[form.pivots[k]] = rational(row[columns + q], form.denominator);
		});
		return x;
	});
}
