import { selectionOf } from "./critical-values.ts";
import { linearInertia } from "./linear-inertia.ts";
import type { LinearNetwork } from "./linear-network.ts";
import { middleInput, naturalWeight } from "./natural-size.ts";
import { realize } from "./realize.ts";
import { randomResidualBlocks } from "./residual-blocks.ts";
import { residualInertia } from "./residual-inertia.ts";
import { identity, rowSpaceAndKernel, type SizedMatrix, zeroMatrix } from "./sized-matrix.ts";

/** A critical point with random free matrices, and the inertia that its closed form predicts. */
export interface RandomCriticalPoint {
	readonly theta: Float64Array;
	readonly index: number;
	readonly nullity: number;
}

/**
 * A random critical point that selects p_i triples of group i: random subspaces of repeated eigenvalues, random
 * residual blocks, random hidden changes of basis, random weights in directions that no sample has, random hidden
 * biases where the output bias makes them free. `draw` gives numbers in (-1, 1).
 *
 * Its inertia is that of the selection plus that of the residual problem at the drawn blocks.
 */
export function randomCriticalPoint(
	network: LinearNetwork,
	counts: readonly number[],
	draw: () => number,
): RandomCriticalPoint {
	const { depth, widths } = network;
	const turned = turnGroups(network, draw);
	const selection = selectionOf(network, counts);
	const base = linearInertia(network, counts);
	if (depth === 1) return { theta: realize(turned, selection, { draw }), ...base };
	const r = counts.reduce((sum, p) => sum + p, 0);
	const n = leftOver(network, selection);
	const z = randomResidualBlocks(
		n,
		widths.slice(1, depth).map((d) => d - r),
		draw,
	);
	// Blocks of the size of the layers that carry W; the first is in whitened coordinates.
	const size = naturalWeight(network);
	const spread = middleInput(network);
	z.forEach(({ entries }, j) => {
		for (let k = 0; k < entries.length; k++) entries[k] *= j === 0 ? size * spread : size;
	});
	const residual = residualInertia(z, n);
	// What the selection alone contributes; two layers have the pairs of Z = 0 in their count already.
	const pairs = depth === 2 ? (network.sigma.length - r) * (widths[1] - r) : 0;
	const index = base.index - pairs + residual.index;
	const positive = base.positive - pairs + residual.positive;
	return {
		theta: realize(turned, selection, { draw, residual: z.map(({ entries }) => entries) }),
		index,
		nullity: network.problem.network.parameters - index - positive,
	};
}

/** The network with singular vectors of equal eigenvalues turned by one random rotation on both sides. */
function turnGroups(network: LinearNetwork, draw: () => number): LinearNetwork {
	const { groups, widths, depth, inputs } = network;
	if (groups.every(({ count }) => count === 1)) return network;
	const left = network.left.slice();
	const right = network.right.slice();
	for (const { first, count } of groups) {
		if (count === 1) continue;
		const rotation = randomRotation(count, draw);
		turnRows(left, network.left, rotation, first, widths[depth]);
		turnRows(right, network.right, rotation, first, inputs.rank);
	}
	return { ...network, left, right };
}

function randomRotation(n: number, draw: () => number): SizedMatrix {
	const entries = new Float64Array(n * n).map(draw);
	const { space } = rowSpaceAndKernel({ rows: n, columns: n, entries });
	return space.rows === n ? space : identity(n);
}

function turnRows(
	out: Float64Array,
	rows: Float64Array,
	by: SizedMatrix,
	first: number,
	length: number,
): void {
	for (let a = 0; a < by.rows; a++)
		for (let i = 0; i < length; i++) {
			let sum = 0;
			for (let b = 0; b < by.columns; b++)
				sum += by.entries[a * by.columns + b] * rows[(first + b) * length + i];
			out[(first + a) * length + i] = sum;
		}
}

/** N in the bases of unselected singular vectors: the unselected sigma on its diagonal, then zeros. */
function leftOver(network: LinearNetwork, selection: readonly number[]): SizedMatrix {
	const { sigma, widths, depth, inputs } = network;
	const rest = [...sigma.keys()].filter((k) => selection[k] === 0);
	const r = sigma.length - rest.length;
	const n = zeroMatrix(widths[depth] - r, inputs.rank - r);
	rest.forEach((k, place) => {
		n.entries[place * n.columns + place] = sigma[k];
	});
	return n;
}
