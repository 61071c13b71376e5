import { randomStream } from "../numerics/random.ts";
import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import { createObjective } from "../objective/create-objective.ts";
import { polish } from "../points/polish.ts";
import { trainingError } from "../points/training-error.ts";
import { parseProblem } from "../problem/parse.ts";
import { splittingMatrix } from "../theory/witnesses/splitting-matrix.ts";
import { betterBySearch } from "./better-by-search.ts";
import { binaryFile } from "./binary-classifier.ts";
import type { CheckResult, Construct } from "./construction.ts";

/** A pair of samples (+-c, 0, z) of label +1, or (0, +-c, z) of label -1, with the weight of each of the two. */
export interface SamplePair {
	readonly label: 1 | -1;
	readonly c: number;
	readonly z: number;
	readonly weight: number;
}

/** A local minimum of a network with one hidden unit whose splits are local minima at every width. */
export interface Core {
	readonly pairs: readonly SamplePair[];
	/** Whole weights are written as repeated samples. */
	readonly repeat: boolean;
	readonly activation: string;
	readonly loss: unknown;
	/** The weight on the third input, the outgoing weight and the offset; the hidden bias and other weights are 0. */
	readonly incoming: number;
	readonly outgoing: number;
	readonly offset: number;
}

/** Shares lambda_j > 0 with sum 1. */
function shares(width: number, seed: number): number[] {
	const random = randomStream(seed, "shares");
	const raw = Array.from({ length: width }, () => 0.5 + random.uniform());
	const total = raw.reduce((sum, value) => sum + value, 0);
	return raw.map((value) => value / total);
}

function samplesOf({ pairs, repeat }: Core): { x: number[][]; y: number[]; weights?: number[] } {
	const x: number[][] = [];
	const y: number[] = [];
	const weights: number[] = [];
	for (const { label, c, z, weight } of pairs)
		for (let k = 0; k < (repeat ? weight : 1); k++)
			for (const sign of [1, -1]) {
				x.push(label > 0 ? [sign * c, 0, z] : [0, sign * c, z]);
				y.push(label);
				weights.push(weight);
			}
	return repeat ? { x, y } : { x, y, weights };
}

/**
 * The core, polished to rounding by Newton steps, then its unit split into `width` copies with shares of the outgoing
 * weight. The set of splits is a manifold of dimension width - 1 of critical points; where the Hessian of the core and the
 * splitting matrix are positive definite it is one of local minima (Morse-Bott), at every width.
 */
export async function splitCore(
	core: Core,
	width: number,
	seed: number,
	error: number | null,
): Promise<Construct> {
	const samples = samplesOf(core);
	const fileAt = (units: number) =>
		binaryFile({ ...samples, width: units, activation: core.activation, innerBiases: true, loss: core.loss });
	const objective = createObjective(await parseProblem(fileAt(1)));
	const ownChecks: CheckResult[] = [];
	try {
		const start = Float64Array.of(0, 0, core.incoming, 0, core.outgoing, core.offset);
		const { theta } = polish(objective, start);
		const lowest = symmetricEigen(objective.hessian(theta), theta.length, false).values[0];
		ownChecks.push({
			what: "smallest Hessian eigenvalue of the core of one unit, claimed positive",
			value: lowest,
			passed: lowest > 1e-12,
		});
		const split = splittingMatrix(objective, theta, 0);
		ownChecks.push({
			what: "smallest eigenvalue of the splitting matrix, claimed positive",
			value: split.eigenvalues[0],
			passed: split.definite === "positive",
		});
		const wrong = trainingError(objective, theta);
		ownChecks.push({
			what: "training error, claimed positive and without ties",
			value: wrong?.error ?? Number.NaN,
			passed: wrong !== null && wrong.error > 0 && wrong.ties === 0,
		});
		const loss = objective.value(theta);
		const point = new Float64Array(5 * width + 1);
		for (const [j, share] of shares(width, seed).entries()) {
			for (let k = 0; k < 3; k++) point[3 * j + k] = theta[k];
			point[3 * width + j] = theta[3];
			point[4 * width + j] = share * theta[4];
		}
		point[5 * width] = theta[5];
		const file = fileAt(width);
		return {
			file,
			theta: point,
			claim: {
				kind: width === 1 ? "strict-local-minimum" : "local-minimum",
				loss,
				trainingError: error,
				nullity: width - 1,
				kinked: false,
				radius: 1e-3,
			},
			sentence: `One unit, split into ${width}: the Hessian of the core (smallest eigenvalue ${lowest.toPrecision(3)}) and the splitting matrix (${split.eigenvalues[0].toPrecision(3)}) are positive definite, so this is a local minimum at every width; loss ${loss.toPrecision(6)}, training error ${wrong?.error.toPrecision(4)}.`,
			better: await betterBySearch(file, loss, seed),
			path: null,
			ownChecks,
		};
	} finally {
		objective.release();
	}
}
