import { luFactor, luSolveFactored } from "../numerics/lu.ts";
import { matrixProduct } from "../numerics/matrix-product.ts";
import { orthonormalComplement } from "../numerics/qr.ts";
import { singularValues } from "../numerics/singular-values.ts";
import { integerRoot } from "./integer-root.ts";
import { thetaOf, unwhitened } from "./linear-factors.ts";
import type { LinearNetwork } from "./linear-network.ts";
import { naturalUnits, naturalWeight } from "./natural-size.ts";

export interface RealizeOptions {
	/**
	 * Numbers in (-1, 1): hidden changes of basis, directions in which the loss is flat, and hidden
	 * biases (in natural units) are drawn from them. Without it the point is the canonical one: balanced, of least norm.
	 */
	readonly draw?: () => number;
	/**
	 * Residual blocks Z_1, ..., Z_l, sizes e_j x e_(j-1) with e_0 = rho - r, e_j = d_j - r: the point is
	 * critical if Z_l ... Z_1 = 0 and Z_(j-1) ... Z_1 N^T Z_l ... Z_(j+1) = 0 for every j. Default 0.
	 */
	readonly residual?: readonly Float64Array[];
}

/**
 * A critical point that selects the given singular triples (0 or 1 for each of the R positive ones):
 * up to hidden changes of basis B = [T_1; Z_1 V_N^T], A_j = diag(T_j, Z_j), A_l = [T_l, U_N Z_l], where
 * T_l ... T_1 = sum of the selected sigma u v^T, split evenly among the layers.
 * @throws RangeError if the selection has another length, or more triples than the bottleneck allows,
 * or a network without hidden layer is asked for anything but all of them.
 */
export function realize(
	network: LinearNetwork,
	selection: readonly number[],
	options: RealizeOptions = {},
): Float64Array {
	const chosen = checked(network, selection);
	const factors = assemble(network, chosen, options.residual ?? null);
	const { draw } = options;
	if (draw === undefined) return thetaOf(network, factors);
	addFlatDirections(network, factors[0], draw);
	for (let j = 1; j < network.depth; j++) changeBasis(factors, j - 1, network.widths, j, draw);
	const units = naturalUnits(network);
	const { blocks } = network.problem.network;
	return thetaOf(network, factors, (layer) => {
		const bias = blocks.find((block) => block.layer === layer && block.kind === "bias");
		return draw() * (bias === undefined ? 1 : units[bias.offset]);
	});
}

/** Places of the selected triples. */
function checked(network: LinearNetwork, selection: readonly number[]): number[] {
	const rank = network.sigma.length;
	if (selection.length !== rank || selection.some((s) => s !== 0 && s !== 1))
		throw new RangeError(
			`A selection has ${rank} entries, 0 or 1, one for each positive eigenvalue; found [${selection.join(", ")}].`,
		);
	const chosen = [...selection.keys()].filter((k) => selection[k] === 1);
	if (chosen.length > network.capacity)
		throw new RangeError(
			`At most ${network.capacity} triples fit through the narrowest layer; ${chosen.length} are selected.`,
		);
	if (network.depth === 1 && chosen.length < rank)
		throw new RangeError("Without a hidden layer every critical point selects all triples.");
	return chosen;
}

function assemble(
	network: LinearNetwork,
	chosen: readonly number[],
	residual: readonly Float64Array[] | null,
): Float64Array[] {
	const { depth, widths } = network;
	const r = chosen.length;
	const { inner, middle, outer } = splitEvenly(network, chosen);
	if (depth === 1) return [matrixProduct(outer, inner, widths[1], r, widths[0])];

	const { left, right, inputs } = network;
	const rho = inputs.rank;
	const rest = (n: number) => Array.from({ length: n }, (_, k) => k).filter((k) => !chosen.includes(k));
	const restLeft = rest(widths[depth]);
	const restRight = rest(rho);
	return widths.slice(1).map((rows, j) => {
		const columns = widths[j];
		const factor = new Float64Array(rows * columns);
		const z = residual?.[j] ?? null;
		if (j === 0) {
			factor.set(inner);
			if (z !== null) {
				// Z_1 V_N^T in whitened inputs, carried back to the inputs themselves.
				const block = new Float64Array((rows - r) * rho);
				const e = rho - r;
				for (let i = 0; i < rows - r; i++)
					for (let k = 0; k < e; k++)
						for (let t = 0; t < rho; t++) block[i * rho + t] += z[i * e + k] * right[restRight[k] * rho + t];
				factor.set(unwhitened(network, block, rows - r), r * columns);
			}
			return factor;
		}
		const e = columns - r;
		if (j === depth - 1) {
			for (let i = 0; i < rows; i++) for (let k = 0; k < r; k++) factor[i * columns + k] = outer[i * r + k];
			if (z !== null)
				for (let n = 0; n < restLeft.length; n++)
					for (let i = 0; i < rows; i++)
						for (let k = 0; k < e; k++)
							factor[i * columns + r + k] += left[restLeft[n] * rows + i] * z[n * e + k];
			return factor;
		}
		for (let k = 0; k < r; k++) factor[k * columns + k] = middle[k];
		if (z !== null)
			for (let i = 0; i < rows - r; i++)
				for (let k = 0; k < e; k++) factor[(r + i) * columns + r + k] = z[i * e + k];
		return factor;
	});
}

/**
 * T_1 (r x d_0), the diagonal of T_2 ... T_(l-1), T_l (d_l x r): the singular vectors of the end-to-end
 * map in the coordinates of the inputs, singular values taken to the power 1/l in each.
 */
function splitEvenly(network: LinearNetwork, chosen: readonly number[]) {
	const { depth, widths, left, right, sigma, inputs } = network;
	const outputs = widths[depth];
	const d = widths[0];
	const rho = inputs.rank;
	const r = chosen.length;
	const whitened = new Float64Array(outputs * rho);
	for (const k of chosen)
		for (let i = 0; i < outputs; i++)
			for (let j = 0; j < rho; j++)
				whitened[i * rho + j] += sigma[k] * left[k * outputs + i] * right[k * rho + j];
	const map = unwhitened(network, whitened, outputs);
	const svd = singularValues(map, outputs, d);
	const middle = Float64Array.from({ length: r }, (_, k) => integerRoot(svd.values[k], depth));
	const outer = new Float64Array(outputs * r);
	const inner = new Float64Array(r * d);
	for (let k = 0; k < r; k++) {
		for (let i = 0; i < outputs; i++) outer[i * r + k] = svd.u[k * outputs + i] * middle[k];
		// Without a hidden layer the last factor carries the whole.
		const factor = depth === 1 ? 1 : middle[k];
		for (let j = 0; j < d; j++) inner[k * d + j] = svd.v[k * d + j] * factor;
	}
	return { inner, middle, outer };
}

/** Adds to A_1 what no sample sees: a combination of directions orthogonal to all inputs. */
function addFlatDirections(network: LinearNetwork, first: Float64Array, draw: () => number): void {
	const { rank, directions } = network.inputs;
	const d = network.widths[0];
	if (rank === d) return;
	const unseen = orthonormalComplement(directions, rank, d);
	const size = naturalWeight(network);
	for (let i = 0; i < network.widths[1]; i++)
		for (let k = 0; k < d - rank; k++) {
			const amount = draw() * size;
			for (let j = 0; j < d; j++) first[i * d + j] += amount * unseen[k * d + j];
		}
}

/** A_j <- g A_j, A_(j+1) <- A_(j+1) g^-1 with a random g of moderate condition; `at` is the place of A_j. */
function changeBasis(
	factors: Float64Array[],
	at: number,
	widths: readonly number[],
	layer: number,
	draw: () => number,
): void {
	const n = widths[layer];
	const g = new Float64Array(n * n);
	// Diagonally dominant, so invertible: |off-diagonal sum| < 3/4.
	for (let i = 0; i < n; i++)
		for (let j = 0; j < n; j++) g[i * n + j] = i === j ? 1 + 0.2 * draw() : (0.75 * draw()) / n;
	factors[at] = matrixProduct(g, factors[at], n, n, widths[layer - 1]);
	const transpose = new Float64Array(n * n);
	for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) transpose[j * n + i] = g[i * n + j];
	const lu = luFactor(transpose, n);
	if (lu === null) throw new Error("A change of basis is singular.");
	const next = factors[at + 1];
	for (let i = 0; i < widths[layer + 1]; i++) {
		const row = next.subarray(i * n, (i + 1) * n);
		row.set(luSolveFactored(lu, row));
	}
}
