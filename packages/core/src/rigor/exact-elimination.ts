import { fromNumber, type Rational, rational, zero } from "./rational.ts";

/** A matrix of integers, row by row. */
type IntegerRows = bigint[][];

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
function integerRows(rows: readonly (readonly Rational[])[]): IntegerRows {
	return rows.map((row) => {
		let multiple = 1n;
		for (const { denominator } of row) multiple = leastCommonMultiple(multiple, denominator);
		return row.map(({ numerator, denominator }) => numerator * (multiple / denominator));
	});
}

/** A matrix in echelon form, by fraction-free elimination. */
interface Echelon {
	/** Independent rows, reduced: `rows[k]` has its pivot in column `pivots[k]` and zeros in the pivot columns before. */
	readonly rows: IntegerRows;
	readonly pivots: readonly number[];
	/** Places of the independent rows among those given, first come. */
	readonly independent: readonly number[];
}

/**
 * Row by row: a row is reduced by the independent ones before it, by whole-number combinations divided by the greatest
 * common divisor of their entries, so that numbers stay short; what is left is independent or 0.
 */
function echelon(rows: readonly (readonly Rational[])[]): Echelon {
	const kept: IntegerRows = [];
	const pivots: number[] = [];
	const independent: number[] = [];
	for (const [place, given] of integerRows(rows).entries()) {
		let row = given;
		for (let k = 0; k < kept.length; k++) row = cleared(row, kept[k], pivots[k]);
		row = primitive(row);
		const pivot = row.findIndex((entry) => entry !== 0n);
		if (pivot < 0) continue;
		kept.push(row);
		pivots.push(pivot);
		independent.push(place);
		if (kept.length === row.length) break;
	}
	return { rows: kept, pivots, independent };
}

/** `row` with the entry at the pivot of `by` made 0. */
function cleared(row: bigint[], by: readonly bigint[], pivot: number): bigint[] {
	const factor = row[pivot];
	if (factor === 0n) return row;
	const lead = by[pivot];
	return row.map((entry, j) => entry * lead - factor * by[j]);
}

/** A row divided by the greatest common divisor of its entries. */
function primitive(row: bigint[]): bigint[] {
	let divisor = 0n;
	for (const entry of row) {
		let a = divisor;
		let b = entry < 0n ? -entry : entry;
		while (b !== 0n) [a, b] = [b, a % b];
		divisor = a;
		if (divisor === 1n) return row;
	}
	return divisor > 1n ? row.map((entry) => entry / divisor) : row;
}

/** The rank of a matrix given by its rows. */
export function exactRank(rows: readonly (readonly Rational[])[]): number {
	return echelon(rows).rows.length;
}

/** Places of rows that are a basis of the row space: the first of every dependent set. */
export function independentRows(rows: readonly (readonly Rational[])[]): number[] {
	return [...echelon(rows).independent];
}

/** The reduced echelon form as fractions: pivots 1, zeros above and below them. */
function reduced({ rows, pivots }: Echelon): IntegerRows {
	const done = rows.map((row) => row.slice());
	for (let k = done.length - 1; k >= 0; k--)
		for (let i = 0; i < k; i++) done[i] = primitive(cleared(done[i], done[k], pivots[k]));
	return done;
}

/** A basis of {v : rows v = 0}, one vector for each column without a pivot. `columns` is needed when there are no rows. */
export function nullSpace(
	rows: readonly (readonly Rational[])[],
	columns = rows[0]?.length ?? 0,
): Rational[][] {
	const form = echelon(rows);
	const done = reduced(form);
	const pivots = new Set(form.pivots);
	const basis: Rational[][] = [];
	for (let free = 0; free < columns; free++) {
		if (pivots.has(free)) continue;
		const vector: Rational[] = new Array(columns).fill(zero);
		vector[free] = rational(1n);
		for (let k = 0; k < done.length; k++)
			vector[form.pivots[k]] = rational(-done[k][free], done[k][form.pivots[k]]);
		basis.push(vector);
	}
	return basis;
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
	if (rows.length !== right.length)
		throw new RangeError(`${rows.length} rows and ${right.length} right-hand sides.`);
	const columns = rows[0]?.length ?? 0;
	const form = echelon(rows.map((row, i) => [...row, right[i]]));
	if (form.pivots.includes(columns)) return null;
	const done = reduced(form);
	const x: Rational[] = new Array(columns).fill(zero);
	for (let k = 0; k < done.length; k++)
		x[form.pivots[k]] = rational(done[k][columns], done[k][form.pivots[k]]);
	return x;
}
