import { randomStream } from "../numerics/random.ts";
import { createObjective } from "../objective/create-objective.ts";
import { activationDefinitions } from "../problem/formula/activations.ts";
import { loss, lossNames } from "../problem/formula/losses.ts";
import { InputError } from "../problem/input-error.ts";
import { parseProblem } from "../problem/parse.ts";
import { integer, oneOf } from "../problem/setting.ts";
import { featureSpanBound } from "../theory/exact/feature-span.ts";
import { judgeTheorem } from "../theory/judge.ts";
import { subjectOf } from "../theory/subject.ts";
import { liWidth } from "../theory/theorems/li-2018.ts";
import { featureSpan } from "../theory/theorems/li-2018-feature-span.ts";
import type { Construction } from "./construction.ts";
import { monotoneDescent } from "./monotone-descent.ts";
import { type ShallowParts, shallowParts } from "./shallow-parts.ts";

/** All that need no coefficients, tanh first. */
const activations = [
	"tanh",
	...activationDefinitions
		.filter(({ name, parameters }) => name !== "tanh" && parameters.every((one) => one.default !== null))
		.map(({ name }) => name),
];

/**
 * The path of the theorem on feature spans, written down: from a person's own point, or a random one, to the infimum, the
 * loss never rising. The theorem is checked on the problem first.
 */
export const monotonePath: Construction = {
	id: "li-2018/monotone-path",
	title: "A path of non-increasing loss from any point to the infimum",
	citation: liWidth,
	claim:
		"One hidden layer with at least as many units as its features have dimensions on the data, any activation, a convex loss: a path from any point along which the loss never rises, to within 1e-9 of the infimum (1e-6 where it is not attained).",
	settings: [
		integer("samples", 8, "samples", 1, 40),
		integer("width", 0, "hidden units; 0 for as many as samples", 0, 100),
		integer("inputs", 2, "input dimension", 1, 20),
		integer("outputs", 1, "outputs; cross-entropy has at least 2, margin losses have 1", 1, 5),
		oneOf("biases", ["with", "without"], "biases of the units and of the output"),
		oneOf("activation", activations, "the activation"),
		oneOf("loss", lossNames, "the loss"),
		oneOf(
			"start",
			["random", "equal-units", "zero-weights", "duplicated"],
			"the point that the path starts from",
		),
	],
	takes: { problem: "optional", point: "optional" },
	async build(values, seed, given) {
		const file = given.problem?.canonical ?? drawn(values as Record<string, number>, values, seed);
		const problem = given.problem ?? (await parseProblem(file));
		const subject = subjectOf(problem);
		const objective = createObjective(problem);
		try {
			const { hypotheses } = await judgeTheorem(featureSpan, subject);
			const missing = hypotheses.find(({ status }) => status !== "holds");
			const parts = shallowParts(problem);
			if (missing !== undefined || parts === null)
				throw new InputError(
					`This problem does not admit the path: ${missing?.sentence ?? "the network is not one trained hidden layer."}`,
					{ field: given.problem === null ? "settings" : "problem" },
				);
			const theta =
				given.theta ?? startingPoint(problem.network.parameters, parts, String(values.start), seed);
			const { bound } = featureSpanBound(
				problem.data,
				parts.groups,
				parts.shallow.activation.properties,
				parts.shallow.innerBiases === "trained",
			);
			const path = await monotoneDescent(parts, objective, theta, bound, seed);
			if (typeof path === "string")
				throw new InputError(
					`The path exists, but float64 does not carry it out from this point. ${path}`,
					{ field: given.problem === null ? "settings" : "problem" },
					"Try another seed, fewer samples, or another scale of the inputs.",
				);
			return {
				file,
				theta,
				claim: { kind: "path", loss: null, trainingError: null, nullity: null, kinked: false, radius: 0.1 },
				sentence: `From loss ${path.loss[0].toPrecision(6)} to ${path.loss[path.points - 1].toPrecision(6)} in ${path.points} points: ${path.stages.map(({ what }) => what).join("; ")}.`,
				better: null,
				path,
			};
		} finally {
			objective.release();
			subject.release();
		}
	},
};

function drawn(
	{ samples, width, inputs, outputs }: Record<string, number>,
	{ activation, loss: name, biases }: Readonly<Record<string, number | string>>,
	seed: number,
): Record<string, unknown> {
	const random = randomStream(seed, "monotone-path-data");
	const { coupling } = loss(String(name)).properties;
	const q = coupling === "margin" ? 1 : coupling === "coupled" ? Math.max(2, outputs) : outputs;
	const target = {
		margin: () => (random.uniform() < 0.5 ? -1 : 1),
		coupled: () => random.below(q),
		"per-output": () => Array.from({ length: q }, () => random.normal()),
	}[coupling];
	const x = Array.from({ length: samples }, () => Array.from({ length: inputs }, () => random.normal()));
	const y = x.map(() => target());
	const bias = biases === "with";
	return {
		lossatlas: 1,
		data: { inline: { x, y } },
		network: {
			layers: [
				{ width: width || samples, activation, bias },
				{ width: q, activation: "identity", bias },
			],
		},
		loss: { name },
	};
}

/** P numbers; the layout is W row by row, hidden biases (if any), V, offsets. */
function startingPoint(
	parameters: number,
	{ width, inputs, shallow }: ShallowParts,
	kind: string,
	seed: number,
): Float64Array {
	const random = randomStream(seed, "monotone-path-start");
	const theta = Float64Array.from({ length: parameters }, () => random.normal());
	const period =
		kind === "equal-units" ? 1 : kind === "duplicated" ? Math.max(1, Math.floor(width / 2)) : width;
	for (let j = 0; j < width; j++) {
		for (let k = 0; k < inputs; k++)
			theta[j * inputs + k] = kind === "zero-weights" ? 0 : theta[(j % period) * inputs + k];
		if (shallow.hidden.bias >= 0)
			theta[width * inputs + j] = kind === "zero-weights" ? 0 : theta[width * inputs + (j % period)];
	}
	return theta;
}
