import { randomStream } from "../numerics/random.ts";
import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import { createObjective } from "../objective/create-objective.ts";
import { polish } from "../points/polish.ts";
import { trainingError } from "../points/training-error.ts";
import { parseProblem } from "../problem/parse.ts";
import { integer } from "../problem/setting.ts";
import { liangBinary } from "../theory/theorems/liang-2018.ts";
import { betterBySearch } from "./better-by-search.ts";
import type { Construction } from "./construction.ts";

/** z, label, c, weight of the pair: samples (+-c, 0, z) of label 1 and (0, +-c, z) of label -1. */
const rows: readonly (readonly [number, 1 | -1, number, number])[] = [
	[-3, 1, 3, 0.008513029854411531],
	[-2.25, -1, 0.3, 0.019613564154891565],
	[-1.25, 1, 0.3, 0.043826015744606824],
	[-1, 1, 0.3, 0.1415575028282231],
	[-1, -1, 0.3, 0.09412639542689676],
	[-1, -1, 3, 0.0007575353350484207],
	[-0.5, 1, 0.3, 0.027978371942984893],
	[0, 1, 0.3, 0.11811949334337064],
	[0, -1, 3, 0.011306290890026246],
	[0.25, -1, 3, 0.0015823683136594487],
	[0.75, 1, 0.3, 0.08233911092825326],
	[1, -1, 0.3, 0.03747029924433064],
	[1.5, 1, 3, 0.1088248752737567],
	[1.75, -1, 3, 0.157573413498729],
	[2.25, 1, 0.3, 0.0317214359489608],
	[2.75, -1, 3, 0.10843671903701925],
	[3, 1, 0.3, 0.006253578234831192],
];

/** Weights of the first unit, its bias, then V, d, the outgoing weights and the offset of the two second units. */
const core = {
	w: [0, 0, 1.85890772220244],
	b: -0.3008702618444872,
	v: [-0.5913083276621829, -3.867893396592135],
	d: [1.3441521296652494, -0.0871900374574336],
	c: [0.7189365189438974, -1.1224279264057584],
	offset: -0.45021466964208834,
};

/**
 * Without the shortcut branch the guarantees fail for a network with a bottleneck: a first hidden layer of one softplus
 * unit, then softplus units. Splitting units of the second layer keeps the local minimum; splitting the first unit makes
 * it a saddle, so nothing is claimed for wide first layers.
 */
export const noShortcut: Construction = {
	id: "liang-2018/no-shortcut",
	title: "A bottleneck without a shortcut",
	citation: liangBinary,
	claim:
		"34 weighted samples of two classes in different subspaces, a first hidden layer of one softplus unit and a second of 2 or more, hinge-power 4: a bad local minimum, found numerically, with weighted training error 0.3006.",
	settings: [integer("width", 2, "units of the second hidden layer", 2, 40)],
	takes: { problem: "no", point: "no" },
	async build(values, seed) {
		const width = Number(values.width);
		const x: number[][] = [];
		const y: number[] = [];
		const weights: number[] = [];
		for (const [z, label, c, weight] of rows)
			for (const sign of [1, -1]) {
				x.push(label > 0 ? [sign * c, 0, z] : [0, sign * c, z]);
				y.push(label);
				weights.push(weight / 2);
			}
		const fileAt = (units: number) => ({
			lossatlas: 1,
			data: { inline: { x, y, weights } },
			network: {
				layers: [
					{ width: 1, activation: "softplus" },
					{ width: units, activation: "softplus" },
					{ width: 1, activation: "identity" },
				],
			},
			loss: { name: "hinge-power", power: 4 },
		});
		const objective = createObjective(await parseProblem(fileAt(2)));
		try {
			const { theta } = polish(
				objective,
				Float64Array.of(...core.w, core.b, ...core.v, ...core.d, ...core.c, core.offset),
			);
			const lowest = symmetricEigen(objective.hessian(theta), theta.length, false).values[0];
			const loss = objective.value(theta);
			const wrong = trainingError(objective, theta);
			const point = split(theta, width, seed);
			const file = fileAt(width);
			return {
				file,
				theta: point,
				claim: {
					kind: width === 2 ? "strict-local-minimum" : "local-minimum",
					loss,
					trainingError: null,
					nullity: width - 2,
					kinked: false,
					radius: 1e-4,
				},
				sentence: `The core of widths 1 and 2 has a positive definite Hessian (smallest eigenvalue ${lowest.toPrecision(3)}); its second unit is split into ${width - 1}; loss ${loss.toPrecision(6)}, weighted training error ${wrong?.error.toPrecision(4)}.`,
				better: await betterBySearch(file, loss, seed),
				path: null,
				ownChecks: [
					{
						what: "smallest Hessian eigenvalue of the core, claimed positive",
						value: lowest,
						passed: lowest > 1e-9,
					},
					{
						what: "weighted training error, claimed 0.3006 without ties",
						value: wrong?.error ?? Number.NaN,
						passed: wrong !== null && wrong.ties === 0 && Math.abs(wrong.error - 0.3006) < 1e-4,
					},
				],
			};
		} finally {
			objective.release();
		}
	},
};

/** Splits the second unit of the second layer into width - 1 copies. */
function split(theta: Float64Array, width: number, seed: number): Float64Array {
	const random = randomStream(seed, "no-shortcut");
	const raw = Array.from({ length: width - 1 }, () => 0.5 + random.uniform());
	const total = raw.reduce((sum, value) => sum + value, 0);
	const v = [theta[4], ...raw.map(() => theta[5])];
	const d = [theta[6], ...raw.map(() => theta[7])];
	const c = [theta[8], ...raw.map((share) => (theta[9] * share) / total)];
	return Float64Array.of(...theta.subarray(0, 4), ...v, ...d, ...c, theta[10]);
}
