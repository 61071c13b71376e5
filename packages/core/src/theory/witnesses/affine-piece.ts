import { hiddenLayers } from "../../points/hidden-layer.ts";
import type { Problem } from "../../problem/problem.ts";
import {
	divide,
	fromNumber,
	multiply,
	type Rational,
	rational,
	subtract,
	toNumber,
} from "../../rigor/rational.ts";
import { type AffineFit, affineFit } from "../exact/affine-fit.ts";
import { distinctInputs, type InputGroup } from "../exact/distinct-inputs.ts";
import type { Subject } from "../subject.ts";
import { carryAffine, middleOf, slopedPiece } from "./affine-carrier.ts";
import { lowerByUnit } from "./live-unit.ts";

/** A network that computes the best affine fit with all preactivations inside affine pieces of its activations. */
export interface AffinePoint {
	readonly theta: Float64Array;
	readonly fit: AffineFit;
	/** The loss of the fit by its exact value, rounded. */
	readonly loss: number;
	/** Weighted share of samples whose label is not the sign of the fit; null without labels, or where |fit| is 0. */
	readonly trainingError: number | null;
	/** Half of the distance of any preactivation to the end of its piece, relative to 1 + |theta|. */
	readonly radius: number;
	readonly better: Float64Array | null;
}

/** The exact least-squares fit of a problem with one output, once per subject; null where it is too costly. */
export function exactFit(subject: Subject): AffineFit | null {
	return subject.onceForData(exactFit, () => {
		const { data } = subject.problem;
		const groups: readonly InputGroup[] = subject.onceForData(distinctInputs, () => distinctInputs(data));
		return affineFit(data, groups);
	});
}

/** The best affine fit inside affine pieces, once per subject; null outside the scope. */
export function affinePoint(subject: Subject): AffinePoint | null {
	return subject.once(affinePoint, () => build(subject));
}

function build(subject: Subject): AffinePoint | null {
	const { problem } = subject;
	const fit = exactFit(subject);
	if (fit === null) return null;
	const theta = carryAffine(problem, fit.coefficients.map(toNumber));
	if (theta === null) return null;
	return {
		theta,
		fit,
		loss: toNumber(lossOf(problem, fit.value)),
		trainingError: errorOf(subject, fit),
		radius: radiusOf(problem, theta),
		better: betterPoint(subject, theta, fit),
	};
}

/** 1/2 sum w (fit - y)^2, over the weights for the mean. */
function lossOf({ data, reduction }: Problem, value: Rational): Rational {
	if (reduction === "sum") return value;
	const total = data.weights === null ? rational(BigInt(data.samples)) : sumOf(data.weights);
	return divide(value, total);
}

function sumOf(values: Float64Array): Rational {
	return values.reduce<Rational>((sum, value) => subtract(sum, fromNumber(-value)), rational(0n));
}

function fittedAt({ data }: Problem, fit: AffineFit, sample: number): Rational {
	let value = fit.coefficients[data.inputs];
	for (let j = 0; j < data.inputs; j++) {
		const entry = data.x[sample * data.inputs + j];
		if (entry !== 0) value = subtract(value, multiply(fit.coefficients[j], fromNumber(-entry)));
	}
	return value;
}

function errorOf({ problem }: Subject, fit: AffineFit): number | null {
	const { data } = problem;
	if (data.labels !== "binary") return null;
	let wrong = 0;
	let total = 0;
	for (let i = 0; i < data.samples; i++) {
		const weight = data.weights?.[i] ?? 1;
		const { numerator } = fittedAt(problem, fit, i);
		if (numerator === 0n) return null;
		total += weight;
		if (numerator > 0n !== data.y[i] > 0) wrong += weight;
	}
	return wrong / total;
}

/** A change of theta by this share of 1 + |theta| keeps every preactivation inside its piece, to first order with room to spare. */
function radiusOf(problem: Problem, theta: Float64Array): number {
	const layers = hiddenLayers(problem);
	let nearest = Infinity;
	for (const { declared } of layers) {
		const piece = slopedPiece(declared.activation);
		if (piece !== null) nearest = Math.min(nearest, middleOf(piece).reach / 2);
	}
	let largest = 0;
	for (const value of theta) largest = Math.max(largest, Math.abs(value));
	let reach = 1;
	for (let i = 0; i < problem.data.samples; i++) {
		let size = 1;
		for (let j = 0; j < problem.data.inputs; j++)
			size += Math.abs(problem.data.x[i * problem.data.inputs + j]);
		reach = Math.max(reach, size);
	}
	const depth = layers.reduce((product, { width }, l) => (l === 0 ? reach : product * (width + 1)), reach);
	return Math.min(0.05, nearest / (4 * depth * (1 + largest)));
}

/**
 * A second unit of the first hidden layer bends, fed into the unit that carries the fit, or into the output; null where no
 * step was seen to lower the loss, which the first-order argument does not need.
 */
function betterPoint(subject: Subject, theta: Float64Array, fit: AffineFit): Float64Array | null {
	const { problem } = subject;
	const [layer] = hiddenLayers(problem);
	const { data } = problem;
	if (layer.width < 2) return null;
	const pulls = Float64Array.from({ length: data.samples }, (_, i) => {
		const residual = subtract(fromNumber(data.y[i]), fittedAt(problem, fit, i));
		return (data.weights?.[i] ?? 1) * toNumber(residual);
	});
	// What the carrier's units further on do to the sign of the change is left to trial.
	const objective = subject.objective();
	return (
		lowerByUnit(objective, theta, layer, 1, pulls) ??
		lowerByUnit(
			objective,
			theta,
			layer,
			1,
			pulls.map((pull) => -pull),
		)
	);
}
