import { linearSlope } from "../../closed-forms/linear-scope.ts";
import { type HiddenLayer, hiddenLayers } from "../../points/hidden-layer.ts";
import type { Layer, Problem } from "../../problem/problem.ts";
import { dot, fromNumber, multiply, type Rational, signOf } from "../../rigor/rational.ts";
import { onlyChain } from "../architecture.ts";

/** Samples whose exact outputs of fixed layers are worth computing. */
const fixedLimit = 20;

/**
 * Why trained parameters can change the loss while one unit of the hidden layer `idle` has outgoing weights 0 (null:
 * while no unit need have), as a sentence; null where none of these ways is open:
 *
 * 1. a trained constant at a linear output moves the outputs of all samples alike;
 * 2. with the other weights of an output layer of strictly increasing activation at 0, its trained biases do, under a
 *    strictly convex loss;
 * 3. the outgoing weight a of a unit of a last hidden layer moves one output by a phi(x_n), where trained parameters can
 *    make the feature phi(x_n) nonzero at some sample n.
 *
 * Along each the loss is not constant: a strictly convex one is not on any segment; every other one is at least 0 and
 * unbounded where one output of one sample runs to infinity in the direction that it is not meant to, all others
 * running along or staying. The exception is cross-entropy with one output, which is constant.
 */
export function outputMove(problem: Problem, idle: HiddenLayer | null): string | null {
	const { branches, outputs } = problem.network;
	const { convex, shiftInvariant } = problem.loss.properties;
	if (shiftInvariant && outputs === 1) return null;
	for (const { role, layers } of branches) {
		const last = layers[layers.length - 1];
		if (last.bias && last.fixed === null && linearSlope(last.activation) !== null)
			return `The output constant of the ${role} branch is trained, and the ${problem.loss.name} loss depends on it.`;
	}
	const output = onlyChain(problem)?.at(-1);
	if (
		output?.bias &&
		output.fixed === null &&
		output.activation.properties.increasing === "strictly" &&
		convex === "strictly"
	)
		return "With the other weights of the output layer at 0, its trained biases move all outputs alike, on which the strictly convex loss depends.";
	for (const { name, branch, layer, next, outgoing } of hiddenLayers(problem)) {
		const { layers } = branches[branch];
		if (next.layer !== layers.length - 1 || !outgoing || linearSlope(next.declared.activation) === null)
			continue;
		const carried = idle?.branch === branch ? idle.layer : -1;
		for (let n = 0; n < problem.data.samples; n++)
			if (canBeNonzero(problem, layers, layer, n, carried))
				return `A unit of ${name} ${idle === null ? "" : "other than the idle one "}changes the output of sample ${n} through its outgoing weights.`;
	}
	return null;
}

/** Whether trained parameters can make some unit of layer l nonzero at sample n; layer `idle` has one unit to spare. */
function canBeNonzero(
	problem: Problem,
	layers: readonly Layer[],
	l: number,
	n: number,
	idle: number,
): boolean {
	const { data } = problem;
	if (l < 0) return data.x.subarray(n * data.inputs, (n + 1) * data.inputs).some((value) => value !== 0);
	const { width, activation, bias, fixed, noise } = layers[l];
	if (l === idle && width < 2) return false;
	if (fixed !== null) return n < fixedLimit && (exactValues(problem, layers, l, n)?.some(isNonzero) ?? false);
	const [lowest, highest] = activation.properties.range;
	if (lowest === 0 && highest === 0) return false;
	const seen = Array.from({ length: width }, (_, unit) => noise?.[unit * data.samples + n] ?? 1);
	return seen.some((factor) => factor !== 0) && (bias || canBeNonzero(problem, layers, l - 1, n, idle));
}

/** The outputs of fixed layers 0 .. l at sample n, in exact arithmetic; null unless all are fixed and piecewise linear with a kink at 0. */
function exactValues(problem: Problem, layers: readonly Layer[], l: number, n: number): Rational[] | null {
	const { data } = problem;
	const below =
		l === 0
			? Array.from(data.x.subarray(n * data.inputs, (n + 1) * data.inputs), fromNumber)
			: exactValues(problem, layers, l - 1, n);
	const { width, inputs, activation, bias, fixed, noise } = layers[l];
	const { affinePieces, homogeneousDegree } = activation.properties;
	if (below === null || fixed === null || homogeneousDegree !== 1 || affinePieces.length === 0) return null;
	const constants = Array.from(fixed, fromNumber);
	return Array.from({ length: width }, (_, i) => {
		const row = constants.slice(i * inputs, (i + 1) * inputs);
		const z = bias
			? dot([...row, constants[width * inputs + i]], [...below, fromNumber(1)])
			: dot(row, below);
		const { slope } = signOf(z) < 0 ? affinePieces[0] : affinePieces[affinePieces.length - 1];
		return multiply(multiply(fromNumber(slope), z), fromNumber(noise?.[i * data.samples + n] ?? 1));
	});
}

function isNonzero(value: Rational): boolean {
	return signOf(value) !== 0;
}
