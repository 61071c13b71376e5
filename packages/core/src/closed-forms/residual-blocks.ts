import {
	complement,
	flip,
	identity,
	rowSpaceAndKernel,
	type SizedMatrix,
	times,
	zeroMatrix,
} from "./sized-matrix.ts";

/**
 * Random Z_1, ..., Z_l (e_j x e_(j-1), l >= 2) with Z_l ... Z_1 = 0 and Z_(j-1) ... Z_1 N^T Z_l ... Z_(j+1) = 0 for
 * every j: what the free matrices of a critical point may be. `n` is N (e_l x e_0), `draw` gives numbers in (-1, 1).
 *
 * Every solution has this form: Z_1 .. Z_(l-2) are free; Z_(l-1) vanishes on the columns of Z_(l-2) ... Z_1 N^T; and
 * Z_l maps what Z_(l-1) ... Z_(j+1) reaches, beyond what Z_(l-1) ... Z_j reaches, into the kernel of
 * Z_(j-1) ... Z_1 N^T, for j = 1 .. l - 1, and vanishes on what all layers before it reach together.
 *
 * Free parts are drawn with full rank, with rank one, or zero, so that special points occur too.
 */
export function randomResidualBlocks(
	n: SizedMatrix,
	hidden: readonly number[],
	draw: () => number,
): SizedMatrix[] {
	const e = [n.columns, ...hidden, n.rows];
	const depth = e.length - 1;
	const z: SizedMatrix[] = [];
	for (let j = 1; j <= depth - 2; j++) z.push(freeBlock(e[j], e[j - 1], draw));
	// images[j] = Z_j ... Z_1 N^T, e_j x e_l.
	const images = [flip(n)];
	for (let j = 1; j <= depth - 2; j++) images.push(times(z[j - 1], images[j - 1]));
	const idle = rowSpaceAndKernel(flip(images[depth - 2]), 1e-12).kernel;
	z.push(times(freeBlock(e[depth - 1], idle.rows, draw), idle));
	images.push(times(z[depth - 2], images[depth - 2]));

	const last = zeroMatrix(e[depth], e[depth - 1]);
	// reached[j] = Z_(l-1) ... Z_(j+1), e_(l-1) x e_j; the row spaces of the transposes grow with j.
	const reached: SizedMatrix[] = Array(depth);
	reached[depth - 1] = identity(e[depth - 1]);
	for (let j = depth - 2; j >= 0; j--) reached[j] = times(reached[j + 1], z[j]);
	const spaces = reached.map((h) => rowSpaceAndKernel(flip(h), 1e-12).space);
	for (let j = 1; j < depth; j++) {
		const fresh = beyond(spaces[j], spaces[j - 1]);
		const kernel = rowSpaceAndKernel(images[j - 1], 1e-12).kernel;
		const part = times(times(flip(kernel), freeBlock(kernel.rows, fresh.rows, draw)), fresh);
		for (let k = 0; k < part.entries.length; k++) last.entries[k] += part.entries[k];
	}
	z.push(last);
	return z;
}

/** Orthonormal rows that complete the smaller row space to the larger one, which contains it. */
function beyond(larger: SizedMatrix, smaller: SizedMatrix): SizedMatrix {
	if (smaller.rows === 0) return larger;
	const outside = complement(smaller.entries, smaller.rows, smaller.columns);
	// larger - its part in the smaller space, in an orthonormal basis of the complement.
	const { space } = rowSpaceAndKernel(times(larger, flip(outside)), 1e-6);
	return times(space, outside);
}

function freeBlock(rows: number, columns: number, draw: () => number): SizedMatrix {
	const block = zeroMatrix(rows, columns);
	const choice = draw();
	if (choice < -0.6) return block;
	if (choice < -0.2) {
		const left = Float64Array.from({ length: rows }, draw);
		const right = Float64Array.from({ length: columns }, draw);
		for (let i = 0; i < rows; i++)
			for (let j = 0; j < columns; j++) block.entries[i * columns + j] = left[i] * right[j];
		return block;
	}
	for (let k = 0; k < block.entries.length; k++) block.entries[k] = draw();
	return block;
}
