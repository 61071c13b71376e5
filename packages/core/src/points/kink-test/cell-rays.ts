import { orthonormalComplement, pivotedQr } from "../../numerics/qr.ts";

/** The cone structure of a unit's boundary: directions that leave all boundary inputs on the kink, and rays of the cells. */
export interface CellRays {
	/** Orthonormal rows: v with xbar_i.v = 0 for every boundary input. */
	readonly lineality: readonly Float64Array[];
	/** Unit vectors in the span of the boundary inputs, both directions of each line where r - 1 independent ones stay on the kink. */
	readonly rays: readonly Float64Array[];
}

const subsetLimit = 4000;

/**
 * The one-sided derivative is linear on every cell of the hyperplanes xbar_i.v = 0; each cell is the lineality space plus
 * the cone of its rays, which lie on r - 1 independent hyperplanes. For independent inputs these are the directions
 * +-v_i of the dual basis. Null where there are too many subsets.
 */
export function cellRays(inputs: readonly Float64Array[], rank: number): CellRays | null {
	const n = inputs[0].length;
	const flat = Float64Array.from(inputs.flatMap((row) => [...row]));
	const transposed = new Float64Array(n * inputs.length);
	for (let i = 0; i < inputs.length; i++)
		for (let k = 0; k < n; k++) transposed[k * inputs.length + i] = flat[i * n + k];
	const chosen = Array.from(pivotedQr(transposed, n, inputs.length, 0).order.subarray(0, rank));
	const basis = Float64Array.from(chosen.flatMap((i) => [...inputs[i]]));
	const lineality = rowsOf(rank < n ? orthonormalComplement(basis, rank, n) : new Float64Array(0), n);
	const rays: Float64Array[] = [];
	let subsets = 0;
	const visit = (from: number, picked: readonly number[]): boolean => {
		if (picked.length === rank - 1) {
			if (++subsets > subsetLimit) return false;
			const fixed = [...picked.map((i) => inputs[i]), ...lineality];
			const rows = Float64Array.from(fixed.flatMap((row) => [...row]));
			if (fixed.length > 0 && pivotedQr(rows, fixed.length, n, 1e-12).rank < fixed.length) return true;
			const line = fixed.length === 0 ? Float64Array.of(1) : orthonormalComplement(rows, fixed.length, n);
			rays.push(
				line,
				line.map((value) => -value),
			);
			return true;
		}
		for (let i = from; i < inputs.length; i++) if (!visit(i + 1, [...picked, i])) return false;
		return true;
	};
	if (!visit(0, [])) return null;
	return { lineality, rays };
}

function rowsOf(matrix: Float64Array, columns: number): Float64Array[] {
	return Array.from({ length: matrix.length / columns }, (_, i) =>
		matrix.slice(i * columns, (i + 1) * columns),
	);
}
