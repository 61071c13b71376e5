import { matrixProduct, transposed } from "../numerics/matrix-product.ts";
import { randomStream } from "../numerics/random.ts";
import { singularValues } from "../numerics/singular-values.ts";
import { difference, norm } from "../numerics/vector.ts";
import { linearPoint } from "./linear-criticality.ts";
import type { LinearNetwork } from "./linear-network.ts";
import { balanceOf, lossDifference, movedTheta } from "./whitened-directions.ts";

/** Random changes that are tried. */
const attempts = 64;

/**
 * A direction of ascent at any critical point with X != 0 (no critical point of a linear network is a maximum): along
 * the layer in which L is not constant, L is convex; where every product without one layer vanishes, W = 0, and small
 * random changes of all layers are tried. P numbers, L(theta + direction) > L(theta) evaluated; null when X = 0 or nothing was found.
 */
export function linearAscent(network: LinearNetwork, theta: Float64Array): Float64Array | null {
	const { depth, widths, inputs } = network;
	if (inputs.rank === 0) return null;
	const rises = (there: Float64Array) =>
		lossDifference(network, theta, there) > 0 ? difference(there, theta) : null;
	const { factors } = linearPoint(network, theta);
	const outputs = widths[depth];
	const balance = balanceOf(network, theta, factors);
	for (let j = 0; j < depth; j++) {
		// dA_j = a b^T with a, b the top singular directions of what follows and what precedes the layer.
		let after: Float64Array = Float64Array.from({ length: outputs * outputs }, (_, k) =>
			k % (outputs + 1) ? 0 : 1,
		);
		for (let k = depth - 1; k > j; k--)
			after = matrixProduct(after, factors[k], outputs, widths[k + 1], widths[k]);
		let before: Float64Array | null = null;
		for (let k = 0; k < j; k++)
			before =
				before === null
					? factors[0]
					: matrixProduct(factors[k], before, widths[k + 1], widths[k], inputs.rank);
		const a = topRow(after, outputs, widths[j + 1]);
		const b =
			before === null
				? unit(inputs.rank)
				: topRow(transposed(before, widths[j], inputs.rank), inputs.rank, widths[j]);
		if (a === null || b === null) continue;
		const changes: (Float64Array | null)[] = Array(depth).fill(null);
		changes[j] = matrixProduct(a, b, a.length, 1, b.length).map((x) => x * Math.max(balance[j], 1e-3));
		const found = rises(movedTheta(network, theta, changes));
		if (found !== null) return found;
	}
	// Every product without one layer vanishes, so W = 0: change all layers at once.
	const small = 0.1 * Math.min(1, ...factors.map(norm).filter((x) => x > 0));
	const stream = randomStream(1, "ascent");
	for (let attempt = 0; attempt < attempts; attempt++) {
		const changes = factors.map((a, j) => a.map(() => small * balance[j] * stream.normal()));
		const found = rises(movedTheta(network, theta, changes));
		if (found !== null) return found;
	}
	return null;
}

/** The top right singular vector; null for a matrix that is 0 up to rounding. */
function topRow(a: Float64Array, rows: number, columns: number): Float64Array | null {
	if (!(norm(a) > 1e-12)) return null;
	return singularValues(a, rows, columns).v.slice(0, columns);
}

function unit(n: number): Float64Array {
	const e = new Float64Array(n);
	e[0] = 1;
	return e;
}
