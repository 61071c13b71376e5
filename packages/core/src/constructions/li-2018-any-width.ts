import { randomStream } from "../numerics/random.ts";
import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import { createObjective } from "../objective/create-objective.ts";
import { polish } from "../points/polish.ts";
import { InputError } from "../problem/input-error.ts";
import { parseProblem } from "../problem/parse.ts";
import { integer, oneOf } from "../problem/setting.ts";
import { liWidth } from "../theory/theorems/li-2018.ts";
import { splittingMatrix } from "../theory/witnesses/splitting-matrix.ts";
import { betterBySearch } from "./better-by-search.ts";
import type { Construct, Construction } from "./construction.ts";
import { stationaryResidual } from "./stationary-residual.ts";

const attempts = 60;

/**
 * Labels for which a bad local minimum exists at any width: all units equal to w*, outgoing weights positive, targets
 * y = v sigma(X~ w*) - r with a residual r for which g(w) = sum r_n sigma(w.x~_n) has a nondegenerate minimum of value 0
 * at w*. Then <r, f'> >= 0 = <r, f> near the point, so it is a local minimum. Stored numbers round the targets, so the
 * one-unit core is polished for them by Newton steps and then split with positive shares.
 */
export const anyWidth: Construction = {
	id: "li-2018/any-width",
	title: "Labels with a bad local minimum at any width",
	citation: liWidth,
	claim:
		"One hidden layer of smooth units with biases, no output bias, squared loss, labels made for the purpose: a local minimum that is not strict, at any width, and a point of lower loss.",
	settings: [
		integer("width", 4, "hidden units", 1, 60),
		integer("samples", 8, "samples, at least 6", 6, 40),
		oneOf("activation", ["sigmoid", "tanh", "softplus", "silu"], "the activation"),
	],
	takes: { problem: "no", point: "no" },
	async build(values, seed) {
		for (let attempt = 0; attempt < attempts; attempt++) {
			const made = await tryOne(
				Number(values.width),
				Number(values.samples),
				String(values.activation),
				seed,
				attempt,
			);
			if (made !== null) return made;
		}
		throw new InputError(
			"No well-conditioned case was found.",
			{ field: "seed" },
			"Try another seed or more samples.",
		);
	},
};

async function tryOne(
	width: number,
	samples: number,
	activation: string,
	seed: number,
	attempt: number,
): Promise<Construct | null> {
	const random = randomStream(seed, "any-width", attempt);
	const inputs = Array.from({ length: samples }, () => 2 * random.normal());
	const extended = inputs.map((value) => [value, 1]);
	const w = [0.5 + random.uniform(), random.normal()];
	const found = stationaryResidual(activation, extended, [w], [1]);
	if (found === null) return null;
	const outgoing = 1 + random.uniform();
	const targets = Array.from(found.residual, (r, n) => outgoing * found.features[n] - r);
	const fileAt = (units: number) => ({
		lossatlas: 1,
		data: { inline: { x: inputs.map((value) => [value]), y: targets } },
		network: {
			layers: [
				{ width: units, activation },
				{ width: 1, activation: "identity", bias: false },
			],
		},
		loss: { name: "squared" },
	});
	const objective = createObjective(await parseProblem(fileAt(1)));
	try {
		const { theta, verdict } = polish(objective, Float64Array.of(w[0], w[1], outgoing));
		const lowest = symmetricEigen(objective.hessian(theta), 3, false).values[0];
		const splitting = splittingMatrix(objective, theta, 0);
		if (verdict !== "converged" || !(lowest > 1e-7) || splitting.definite !== "positive") return null;
		if (!(splitting.eigenvalues[0] > 1e-7) || !(theta[2] > 0)) return null;
		const loss = objective.value(theta);
		const file = fileAt(width);
		const better = await betterBySearch(file, loss, seed);
		if (better === null) return null;
		const raw = Array.from({ length: width }, () => 0.5 + random.uniform());
		const total = raw.reduce((sum, value) => sum + value, 0);
		const point = new Float64Array(3 * width);
		for (let j = 0; j < width; j++) {
			point[j] = theta[0];
			point[width + j] = theta[1];
			point[2 * width + j] = (theta[2] * raw[j]) / total;
		}
		return {
			file,
			theta: point,
			claim: {
				kind: width === 1 ? "strict-local-minimum" : "local-minimum",
				loss,
				trainingError: null,
				nullity: width - 1,
				kinked: false,
				radius: 1e-3,
			},
			sentence: `All ${width} units are equal, all outgoing weights positive; loss ${loss.toPrecision(6)}. The core has smallest Hessian eigenvalue ${lowest.toPrecision(3)}, the splitting matrix ${splitting.eigenvalues[0].toPrecision(3)}.`,
			better,
			path: null,
			ownChecks: [
				{
					what: "smallest Hessian eigenvalue of the one-unit core, claimed positive",
					value: lowest,
					passed: lowest > 1e-9,
				},
				{
					what: "smallest eigenvalue of the splitting matrix, claimed positive",
					value: splitting.eigenvalues[0],
					passed: splitting.definite === "positive",
				},
			],
		};
	} finally {
		objective.release();
	}
}
