import { orthonormalComplement, pivotedQr } from "../numerics/qr.ts";
import { randomStream } from "../numerics/random.ts";
import { infinityNorm, norm } from "../numerics/vector.ts";
import { InputError } from "../problem/input-error.ts";
import { integer, numberBetween } from "../problem/setting.ts";
import type { Construction } from "./construction.ts";
import {
	cellRadius,
	factorsOf,
	type NoisyLeaky,
	noisyLeakyFile,
	outputsAt,
	sigmaSetting,
	slopesAt,
	soudryCarmon,
} from "./noisy-leaky-network.ts";

const errorSize = 0.5;
const witnesses = 400;
/** |f| as a share of gamma/2, below which the point is bad. */
const safety = 0.6;

/**
 * With more samples than d0 d1 the guarantee of Soudry & Carmon (2016) fails: differentiable bad local minima exist.
 *
 * Take generic W, z and e != 0 in the null space of G = A o X (d0 d1 x N: its dimension is at least N - d0 d1), and
 * y = f - e. In the region of W the output is linear in diag(z) W, so no point there is below |e|^2/2N: a
 * differentiable local minimum. f is orthogonal to e; one neuron phi with outgoing weight <y, phi>/|phi|^2 reaches
 * 1/2N (|y|^2 - <y, phi>^2/|phi|^2), which is lower when |f| < gamma/2, gamma = |<e, phi>|/|phi|; scaling z down makes
 * |f| as small as is needed, without a change of G.
 */
export const tooManySamples: Construction = {
	id: "soudry-2016/too-many-samples",
	title: "A bad differentiable minimum with more samples than weights of the hidden layer",
	citation: soudryCarmon,
	claim:
		"For N > d0 d1, leaky ReLU with noise factors: a differentiable local minimum with MSE above 0, and a point of lower loss.",
	settings: [
		integer("inputs", 5, "d0, the input dimension", 2, 20),
		integer("width", 4, "d1, the hidden units", 1, 20),
		integer("samples", 21, "N, more than d0 d1", 3, 500),
		numberBetween("slope", 0.1, "slope of the leaky ReLU for negative arguments, not 0", 0, 1),
		sigmaSetting,
	],
	takes: { problem: "no", point: "no" },
	async build(values, seed) {
		const { inputs: d, width, samples: n } = values as Record<string, number>;
		if (n <= d * width)
			throw new InputError(
				`${n} samples are not more than d0 d1 = ${d * width}: there, for almost every noise, no differentiable local minimum has an MSE above 0.`,
				{ field: "samples" },
				`Take at least ${d * width + 1}.`,
			);
		const random = randomStream(seed, "too-many-samples");
		const draw = (count: number) => Float64Array.from({ length: count }, () => random.normal());
		const network: NoisyLeaky = {
			x: Array.from({ length: n }, () => Array.from(draw(d))),
			width,
			slope: Number(values.slope),
			sigma: Number(values.sigma),
			seed: seed + 1,
		};
		const factors = await factorsOf(network);
		const weights = draw(width * d);
		const { slopes, preactivations } = slopesAt(network, factors, weights);
		const g = new Float64Array(width * d * n);
		for (let i = 0; i < width; i++)
			for (let k = 0; k < d; k++)
				for (let s = 0; s < n; s++) g[(i * d + k) * n + s] = slopes[i * n + s] * network.x[s][k];
		const rank = pivotedQr(g, width * d, n).rank;
		const complement = orthonormalComplement(g, width * d, n);
		const e = complement.slice(0, n).map((value) => errorSize * Math.sqrt(n) * value);

		const best = bestNeuron(network, factors, e, draw);
		const z = Float64Array.from(
			{ length: width },
			() => (random.uniform() < 0.5 ? -1 : 1) * (0.5 + random.uniform()),
		);
		const unscaled = norm(outputsAt(slopes, preactivations, z));
		const scale = Math.min(1, (safety * best.gamma) / 2 / unscaled);
		for (let i = 0; i < width; i++) z[i] *= scale;
		const f = outputsAt(slopes, preactivations, z);
		const y = f.map((value, s) => value - e[s]);

		let along = 0;
		let square = 0;
		for (let s = 0; s < n; s++) {
			along += y[s] * best.phi[s];
			square += best.phi[s] * best.phi[s];
		}
		const better = new Float64Array(width * (d + 1));
		better.set(best.weights, best.unit * d);
		better[width * d + best.unit] = along / square;
		const theta = Float64Array.from([...weights, ...z]);
		const loss = (norm(e) * norm(e)) / (2 * n);
		const radius = cellRadius(network.x, preactivations);
		return {
			file: noisyLeakyFile(network, y),
			theta,
			claim: {
				kind: "local-minimum",
				loss,
				trainingError: null,
				nullity: rank === width * d ? width : null,
				kinked: false,
				radius: Math.min(0.05, radius / (1 + infinityNorm(theta))),
			},
			sentence: `${n} samples exceed d0 d1 = ${d * width}. The residual lies in the null space of the ${width * d} x ${n} matrix A o X, so that no point of this linear region is below MSE ${loss.toPrecision(6)}; |f| = ${norm(f).toPrecision(3)} is below gamma/2 = ${(best.gamma / 2).toPrecision(3)}, so that one neuron alone does better.`,
			better,
			path: null,
			ownChecks: [
				{
					what: "smallest |preactivation|: no kink nearby",
					value: preactivations.reduce((least, u) => Math.min(least, Math.abs(u)), Infinity),
					passed: radius > 0,
				},
				{
					what: "|f| - gamma/2, negative for a bad minimum",
					value: norm(f) - best.gamma / 2,
					passed: norm(f) < best.gamma / 2,
				},
			],
		};
	},
};

/** One neuron of the network as a competitor. */
interface Neuron {
	readonly unit: number;
	readonly weights: Float64Array;
	/** phi_n = eps_in psi(w.x_n) */
	readonly phi: Float64Array;
	/** |<e, phi>|/|phi| */
	readonly gamma: number;
}

/** The unit i and weights w with the largest |<e, phi>|/|phi| of a few hundred random ones, phi_n = eps_in psi(w.x_n). */
function bestNeuron(
	network: NoisyLeaky,
	factors: Float64Array,
	e: Float64Array,
	draw: (count: number) => Float64Array,
): Neuron {
	const { x, width } = network;
	const n = x.length;
	const d = x[0].length;
	let best: Neuron = { unit: 0, weights: new Float64Array(d), phi: new Float64Array(n), gamma: 0 };
	for (let k = 0; k < witnesses; k++) {
		const unit = k % width;
		const weights = draw(d);
		const repeated = new Float64Array(width * d);
		for (let i = 0; i < width; i++) repeated.set(weights, i * d);
		const { slopes, preactivations } = slopesAt(network, factors, repeated);
		const phi = new Float64Array(n);
		let along = 0;
		for (let s = 0; s < n; s++) {
			phi[s] = slopes[unit * n + s] * preactivations[unit * n + s];
			along += e[s] * phi[s];
		}
		const gamma = Math.abs(along) / norm(phi);
		if (gamma > best.gamma) best = { unit, weights, phi, gamma };
	}
	return best;
}
