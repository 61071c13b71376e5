import { floatField } from "../numerics/elementary.ts";
import { leastSquares } from "../numerics/qr.ts";
import { randomStream } from "../numerics/random.ts";
import { createObjective } from "../objective/create-objective.ts";
import type { Objective } from "../objective/objective.ts";
import { layerPlaces } from "../points/hidden-layer.ts";
import { InputError } from "../problem/input-error.ts";
import { parseProblem } from "../problem/parse.ts";
import type { Problem } from "../problem/problem.ts";
import { integer, oneOf } from "../problem/setting.ts";
import { distinctInputs } from "../theory/exact/distinct-inputs.ts";
import { slopesOf } from "../theory/hypotheses/two-slopes.ts";
import { judgeTheorem } from "../theory/judge.ts";
import { subjectOf } from "../theory/subject.ts";
import { liWidth } from "../theory/theorems/li-2018.ts";
import { wideThenPyramid } from "../theory/theorems/li-2018-wide-then-pyramid.ts";
import { bestOutputs } from "./best-outputs.ts";
import type { ConstructedPath, Construction } from "./construction.ts";

/** Activations that are onto R, as a problem file has them. */
const onto: Readonly<Record<string, unknown>> = {
	"leaky-relu": { name: "leaky-relu", slope: 0.2 },
	identity: "identity",
};

const points = 200;
const attempts = 20;

/**
 * The path of the theorem on one wide layer and a pyramid: outputs move on a segment to the best ones and are pulled back
 * through the layers after the wide one, T_h(t) = T_h(0) + W_(h+1)^+ (Y(t) - Y(0)), Z_h(t) = sigma_h^-1(T_h(t)), ..., and
 * finally the weights W_(l+1)(t) = W_(l+1)(0) + (Z_(l+1)(t) - Z_(l+1)(0)) T_l^+. Activations after the wide layer must be
 * onto R with an inverse that float64 follows: leaky ReLU and identity.
 */
export const monotonePathPyramid: Construction = {
	id: "li-2018/monotone-path-pyramid",
	title: "A path of non-increasing loss through a pyramid",
	citation: liWidth,
	claim:
		"A chain with a first hidden layer as wide as the number of samples, then two narrower ones of leaky ReLU or linear units: a path from a random point along which the loss never rises, to within 1e-9 of the infimum.",
	settings: [
		integer("samples", 10, "samples, and units of the first hidden layer", 2, 30),
		integer("width", 6, "units of the second hidden layer; the third has two thirds of them", 3, 30),
		integer("outputs", 2, "outputs, not above the units of the third hidden layer", 1, 4),
		oneOf("first", ["sin", "tanh", "sigmoid", "softplus", "gaussian"], "activation of the wide layer"),
		oneOf("activation", Object.keys(onto), "activation of the layers after it"),
	],
	takes: { problem: "no", point: "no" },
	async build(values, seed) {
		const { samples, width, outputs } = values as Record<string, number>;
		const third = Math.floor((2 * width) / 3);
		if (outputs > third)
			throw new InputError(
				`${outputs} outputs are more than the ${third} units before them: widths would increase.`,
				{ field: "outputs" },
			);
		const random = randomStream(seed, "monotone-path-pyramid");
		const activation = onto[String(values.activation)];
		const file = {
			lossatlas: 1,
			data: {
				inline: {
					x: Array.from({ length: samples }, () => Array.from({ length: 3 }, () => random.normal())),
					y: Array.from({ length: samples }, () => Array.from({ length: outputs }, () => random.normal())),
				},
			},
			network: {
				layers: [
					{ width: samples, activation: values.first },
					{ width, activation },
					{ width: third, activation },
					{ width: outputs, activation: "identity" },
				],
			},
			loss: { name: "squared" },
		};
		const problem = await parseProblem(file);
		const subject = subjectOf(problem);
		const { hypotheses } = await judgeTheorem(wideThenPyramid, subject);
		subject.release();
		const missing = hypotheses.find(({ status }) => status !== "holds");
		if (missing !== undefined)
			throw new InputError(`This does not admit the path: ${missing.sentence}`, { field: "settings" });
		const objective = createObjective(problem);
		try {
			for (let attempt = 0; attempt < attempts; attempt++) {
				const start = randomStream(seed, "monotone-path-pyramid-start", attempt);
				const theta = Float64Array.from({ length: objective.parameters }, () => start.normal());
				const path = pulledBack(problem, objective, theta);
				if (path === null) continue;
				return {
					file,
					theta,
					claim: { kind: "path", loss: null, trainingError: null, nullity: null, kinked: false, radius: 0.1 },
					sentence: `From loss ${path.loss[0].toPrecision(6)} to ${path.loss[path.points - 1].toPrecision(6)}: the outputs move on a segment and are pulled back through the layers after the wide one.`,
					better: null,
					path,
				};
			}
			throw new InputError(
				"From no random point did float64 carry the path out.",
				{ field: "seed" },
				"Try another seed or fewer samples.",
			);
		} finally {
			objective.release();
		}
	},
};

/** The path from theta; null where ranks are too poor or the loss rises beyond rounding. */
function pulledBack(problem: Problem, objective: Objective, theta: Float64Array): ConstructedPath | null {
	const [places] = layerPlaces(problem);
	const { data } = problem;
	const n = data.samples;
	const q = data.outputs;
	const groups = distinctInputs(data);
	if (groups.length < n) return null;
	const initial = objective.outputs(theta);
	const { targets, infimum, attained } = bestOutputs(problem, groups, initial);
	const layers = forward(problem, theta);
	const wide = layers[0].values;
	const parameters = theta.length;
	const path = new Float64Array((points + 1) * parameters);
	const loss = new Float64Array(points + 1);
	for (let k = 0; k <= points; k++) {
		const t = k / points;
		// Wanted values of the last hidden layer, then downwards to the preactivations of layer 1.
		let change = Float64Array.from({ length: n * q }, (_, i) => t * (targets[i] - initial[i]));
		let rows = q;
		for (let l = places.length - 1; l >= 2; l--) {
			const { weight, inputs } = places[l];
			const below = layers[l - 1];
			const slopes = slopesOf(below.activation);
			if (slopes === null) return null;
			const next = new Float64Array(n * inputs);
			const matrix = theta.slice(weight, weight + rows * inputs);
			for (let i = 0; i < n; i++) {
				const { solution, rank } = leastSquares(
					matrix,
					rows,
					inputs,
					change.slice(i * rows, (i + 1) * rows),
					1e-8,
				);
				if (rank < rows) return null;
				for (let j = 0; j < inputs; j++) {
					const value = below.values[i * inputs + j] + solution[j];
					const z = value >= 0 ? value / slopes.right : value / slopes.left;
					next[i * inputs + j] = z - below.preactivations[i * inputs + j];
				}
			}
			change = next;
			rows = inputs;
		}
		const moved = theta.slice();
		const { weight, width, inputs } = places[1];
		for (let j = 0; j < width; j++) {
			const column = Float64Array.from({ length: n }, (_, i) => change[i * width + j]);
			const { solution, rank } = leastSquares(wide, n, inputs, column, 1e-11);
			if (rank < n) return null;
			for (let m = 0; m < inputs; m++) moved[weight + j * inputs + m] += solution[m];
		}
		path.set(k === 0 ? theta : moved, k * parameters);
		loss[k] = objective.value(k === 0 ? theta : moved);
		if (k > 0 && !(loss[k] <= loss[k - 1] + 2e-13 * (1 + loss[k - 1]))) return null;
	}
	if (!(loss[points] - infimum <= 5e-10)) return null;
	return {
		theta: path,
		points: points + 1,
		loss,
		stages: [
			{ at: 0, what: "the outputs move on a segment, the weights of the layer after the wide one follow" },
		],
		infimum,
		attained,
	};
}

interface LayerValues {
	readonly activation: Problem["network"]["branches"][number]["layers"][number]["activation"];
	/** N x width, row by row. */
	readonly preactivations: Float64Array;
	readonly values: Float64Array;
}

function forward(problem: Problem, theta: Float64Array): LayerValues[] {
	const objective = createObjective(problem);
	const all = objective.preactivations(theta);
	objective.release();
	const n = problem.data.samples;
	const [places] = layerPlaces(problem);
	const units = all.length / n;
	return places.slice(0, -1).map(({ width, firstUnit, declared }) => {
		const preactivations = new Float64Array(n * width);
		for (let i = 0; i < n; i++)
			for (let j = 0; j < width; j++) preactivations[i * width + j] = all[i * units + firstUnit + j];
		const { definition, parameters } = declared.activation;
		const values = preactivations.map((z) => definition.derivatives(floatField, z, 0, parameters)[0]);
		return { activation: declared.activation, preactivations, values };
	});
}
