import { floatField } from "../numerics/elementary.ts";
import { type RandomStream, randomStream } from "../numerics/random.ts";
import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import { norm } from "../numerics/vector.ts";
import { createObjective } from "../objective/create-objective.ts";
import { polish } from "../points/polish.ts";
import { activation as activationOf } from "../problem/formula/activations.ts";
import { InputError } from "../problem/input-error.ts";
import { parseProblem } from "../problem/parse.ts";
import { integer, oneOf, type SettingValues } from "../problem/setting.ts";
import { liWidth } from "../theory/theorems/li-2018.ts";
import type { CheckResult, Construct, Construction } from "./construction.ts";
import { monotoneDescent } from "./monotone-descent.ts";
import { shallowParts } from "./shallow-parts.ts";
import { stationaryResidual } from "./stationary-residual.ts";
import { type StationaryWeights, stationaryWeights } from "./stationary-weights.ts";

const attempts = 200;
const witnesses = 400;
/** |f| as a share of gamma/2, below which the point is not global. */
const safety = 0.6;
/** Smallest Hessian eigenvalue that is kept: below, the minimum is true and too fragile to see. */
const fragile = 1e-8;
/** With given inputs, where every strict minimum counts: above the rounding of the eigenvalues. */
const vanishing = 1e-14;

/**
 * Narrow networks have strict bad local minima. Choose w_j and signs s_j, and a residual r with g(w_j) = 0, grad g(w_j) =
 * 0, Hess g(w_j) = s_j I for g(w) = sum r_n sigma(w.x_n), a linear system in r that generic data of N >= m (d + 1)(d +
 * 2)/2 samples solve; v_j = s_j c_j, y = f - r. Then the gradient is 0 and the Hessian J^T J + blockdiag(c_j I, 0) is
 * positive definite. f is orthogonal to r; with |f| < gamma/2, gamma = |g(w')|/|sigma(X w')|, one unit w' does better. At
 * width N there is no bad basin (the path of the theorem on feature spans leads out).
 */
export const strictNarrow: Construction = {
	id: "li-2018/strict-narrow",
	title: "A strict bad local minimum of a narrow network",
	citation: liWidth,
	claim:
		"One hidden layer of m units without biases, N = m (d + 1)(d + 2)/2 samples, squared loss, labels made for the purpose: a strict local minimum and a point of lower loss; at width N a path of non-increasing loss leads out of it.",
	settings: [
		integer("inputs", 1, "d, the input dimension", 1, 3),
		integer("width", 1, "m, the hidden units", 1, 12),
		integer(
			"samples",
			0,
			"N, on inputs that the seed alone draws; the weights are then solved for too, which takes N above m; 0: m (d + 1)(d + 2)/2 samples, drawn anew in every attempt",
			0,
			60,
		),
		oneOf("activation", ["sigmoid", "gaussian", "sin", "tanh", "softplus", "silu"], "the activation"),
	],
	takes: { problem: "no", point: "no" },
	async build(values, seed) {
		const { samples } = values as Record<string, number>;
		const draw = samples === 0 ? linearDraw : nonlinearDraw;
		let best: Construct | null = null;
		let bestEigenvalue = samples === 0 ? fragile : vanishing;
		for (let attempt = 0; attempt < attempts; attempt++) {
			const { random, ...drawn } = draw(values, seed, attempt);
			const made =
				drawn.found === null
					? null
					: await tryOne(drawn.x, drawn.found, String(values.activation), random, bestEigenvalue);
			if (made !== null && made.lowest > bestEigenvalue) {
				best = made.construct;
				bestEigenvalue = made.lowest;
				if (bestEigenvalue > 1e-3) break;
			}
		}
		if (best === null)
			throw new InputError(
				`No strict bad local minimum with a Hessian eigenvalue above ${samples === 0 ? fragile : vanishing} was found in ${attempts} draws.`,
				{ field: "activation" },
				"Try another seed; gaussian and sin are well conditioned.",
			);
		return { ...best, ownChecks: [...(best.ownChecks ?? []), await wayOut(best, seed)] };
	},
};

interface Drawn {
	readonly x: readonly (readonly number[])[];
	readonly found: StationaryWeights | null;
	/** The stream that goes on with the witnesses. */
	readonly random: RandomStream;
}

type Draw = (values: SettingValues, seed: number, attempt: number) => Drawn;

/** Inputs, weights and signs at random, the residual from the linear system. */
const linearDraw: Draw = ({ inputs: d, width: m, activation }, seed, attempt) => {
	const [inputs, width] = [Number(d), Number(m)];
	const samples = (width * (inputs + 1) * (inputs + 2)) / 2;
	const random = randomStream(seed, "strict-narrow", attempt);
	const x = Array.from({ length: samples }, () => Array.from({ length: inputs }, () => 2 * random.normal()));
	const weights = Array.from({ length: width }, () =>
		Array.from({ length: inputs }, () => 1.5 * random.normal()),
	);
	const signs = weights.map(() => (random.uniform() < 0.5 ? -1 : 1));
	const found = stationaryResidual(String(activation), x, weights, signs);
	return { x, found: found === null ? null : { ...found, weights, signs }, random };
};

/** Inputs of the seed, whatever the attempt; weights and residual from the nonlinear system. */
const nonlinearDraw: Draw = ({ inputs, width, samples, activation }, seed, attempt) => {
	const fixed = randomStream(seed, "strict-narrow-inputs");
	const x = Array.from({ length: Number(samples) }, () =>
		Array.from({ length: Number(inputs) }, () => 2 * fixed.normal()),
	);
	const random = randomStream(seed, "strict-narrow-weights", attempt);
	const found =
		Number(samples) > Number(width) ? stationaryWeights(String(activation), x, Number(width), random) : null;
	return { x, found, random };
};

async function tryOne(
	x: readonly (readonly number[])[],
	found: StationaryWeights,
	activation: string,
	random: RandomStream,
	least: number,
): Promise<{ readonly construct: Construct; readonly lowest: number } | null> {
	const samples = x.length;
	const inputs = x[0].length;
	const { weights: w, signs } = found;
	const width = w.length;
	const { definition, parameters } = activationOf(activation);
	const feature = (weights: readonly number[]) =>
		Float64Array.from(x, (row) => {
			const z = row.reduce((sum, value, k) => sum + value * weights[k], 0);
			return definition.derivatives(floatField, z, 0, parameters)[0];
		});
	let gamma = 0;
	let lone: readonly number[] = [];
	for (let k = 0; k < witnesses; k++) {
		const candidate = Array.from({ length: inputs }, () => 3 * random.normal());
		const phi = feature(candidate);
		let along = 0;
		phi.forEach((value, n) => {
			along += value * found.residual[n];
		});
		const size = norm(phi);
		if (size > 1e-9 && Math.abs(along) / size > gamma) {
			gamma = Math.abs(along) / size;
			lone = candidate;
		}
	}
	if (!(gamma > 1e-6)) return null;
	const f = new Float64Array(samples);
	for (let j = 0; j < width; j++)
		for (let n = 0; n < samples; n++) f[n] += signs[j] * found.features[j * samples + n];
	const scale = Math.min(1, (safety * gamma) / 2 / norm(f));
	const targets = Array.from(f, (value, n) => scale * value - found.residual[n]);
	const file = {
		lossatlas: 1,
		data: { inline: { x, y: targets } },
		network: {
			layers: [
				{ width, activation, bias: false },
				{ width: 1, activation: "identity", bias: false },
			],
		},
		loss: { name: "squared" },
	};
	const objective = createObjective(await parseProblem(file));
	try {
		const start = Float64Array.from([...w.flat(), ...signs.map((sign) => sign * scale)]);
		const { theta, verdict } = polish(objective, start);
		if (verdict !== "converged") return null;
		const { values } = symmetricEigen(objective.hessian(theta), theta.length, false);
		const lowest = values[0];
		if (!(lowest > least)) return null;
		const better = new Float64Array(theta.length);
		better.set(lone);
		const phi = feature(lone);
		const size = norm(phi);
		let along = 0;
		phi.forEach((value, n) => {
			along += value * targets[n];
		});
		better[width * inputs] = along / (size * size);
		const loss = objective.value(theta);
		if (!(objective.value(better) < loss - 1e-6)) return null;
		const construct: Construct = {
			file,
			theta,
			claim: {
				kind: "strict-local-minimum",
				loss,
				trainingError: null,
				nullity: 0,
				kinked: false,
				radius: Math.min(0.01, 0.2 * Math.sqrt(lowest)),
			},
			sentence: `${width} unit${width === 1 ? "" : "s"}, ${samples} samples in ${inputs} dimension${inputs === 1 ? "" : "s"}: the Hessian is positive definite, smallest eigenvalue ${lowest.toPrecision(3)}; loss ${loss.toPrecision(6)}; one unit elsewhere reaches ${objective.value(better).toPrecision(6)}.`,
			better,
			path: null,
		};
		return { construct, lowest };
	} finally {
		objective.release();
	}
}

/** The same point in a network of N units, the others unused: the loss at the end of a path that never rises. */
async function wayOut({ file, theta }: Construct, seed: number): Promise<CheckResult> {
	const wide = structuredClone(file) as {
		network: { layers: { width: number }[] };
		data: { inline: { x: number[][] } };
	};
	const narrow = wide.network.layers[0].width;
	const samples = wide.data.inline.x.length;
	const inputs = wide.data.inline.x[0].length;
	wide.network.layers[0].width = samples;
	const problem = await parseProblem(wide);
	const parts = shallowParts(problem);
	const objective = createObjective(problem);
	try {
		const embedded = new Float64Array(samples * (inputs + 1));
		embedded.set(theta.subarray(0, narrow * inputs));
		embedded.set(theta.subarray(narrow * inputs), samples * inputs);
		const path = parts === null ? "" : await monotoneDescent(parts, objective, embedded, samples, seed);
		const end = typeof path === "string" ? Number.NaN : path.loss[path.points - 1];
		return {
			what: `loss at the end of a path of non-increasing loss at width ${samples}`,
			value: end,
			passed: end < 1e-9,
		};
	} finally {
		objective.release();
	}
}
