import { linearSlope } from "../../closed-forms/linear-scope.ts";
import { floatField } from "../../numerics/elementary.ts";
import { hiddenLayers, layerPlaces } from "../../points/hidden-layer.ts";
import type { Activation } from "../../problem/formula/activation.ts";
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
import { onlyChain } from "../architecture.ts";
import { type AffineFit, affineFit } from "../exact/affine-fit.ts";
import { distinctInputs, type InputGroup } from "../exact/distinct-inputs.ts";
import type { Subject } from "../subject.ts";
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

/** The longest interval on which an activation is affine with a slope other than 0; null when there is none. */
export function slopedPiece({
	properties,
}: Activation): { readonly from: number; readonly to: number; readonly slope: number } | null {
	const sloped = properties.affinePieces.filter(({ slope, from, to }) => slope !== 0 && from < to);
	if (sloped.length === 0) return null;
	return sloped.reduce((best, piece) => (piece.to - piece.from > best.to - best.from ? piece : best));
}

/** The middle of a piece and how far one may go from it. */
function room({ from, to }: { readonly from: number; readonly to: number }): {
	readonly at: number;
	readonly reach: number;
} {
	if (from === -Infinity && to === Infinity) return { at: 0, reach: 1 };
	if (from === -Infinity) return { at: to - 1, reach: 1 };
	if (to === Infinity) return { at: from + 1, reach: 1 };
	return { at: from + (to - from) / 2, reach: (to - from) / 2 };
}

/** The exact least-squares fit of a problem with one output, once per subject; null where it is too costly. */
export function exactFit(subject: Subject): AffineFit | null {
	return subject.onceForData(exactFit, () => {
		const { data } = subject.problem;
		const groups: readonly InputGroup[] = subject.onceForData(distinctInputs, () => distinctInputs(data));
		return affineFit(data, groups);
	});
}

/**
 * Unit 1 of every hidden layer carries half of the room of its piece times the fit, scaled to [-1, 1] on the data; the
 * other units sit in the middle of the piece; the output layer undoes the scaling. Null outside the scope.
 */
export function affinePoint(subject: Subject): AffinePoint | null {
	return subject.once(affinePoint, () => build(subject));
}

function build(subject: Subject): AffinePoint | null {
	const { problem } = subject;
	const chain = onlyChain(problem);
	const fit = exactFit(subject);
	if (chain === null || chain.length < 2 || fit === null || problem.network.outputs !== 1) return null;
	const slope = linearSlope(chain[chain.length - 1].activation);
	const [places] = layerPlaces(problem);
	if (slope === null || places.some(({ weight, bias }) => weight < 0 || bias < 0)) return null;
	const { data } = problem;
	const coefficients = fit.coefficients.map(toNumber);
	const c0 = coefficients[data.inputs];
	let size = 0;
	for (let i = 0; i < data.samples; i++) {
		let along = 0;
		for (let j = 0; j < data.inputs; j++) along += coefficients[j] * data.x[i * data.inputs + j];
		size = Math.max(size, Math.abs(along));
	}
	const scale = size > 0 ? size : 1;

	const theta = new Float64Array(problem.network.parameters);
	let nearest = Infinity;
	// The carrier: what unit 1 of the layer below gives is level + gain * (c.x)/scale.
	let level = 0;
	let gain = 0;
	for (let l = 0; l < places.length - 1; l++) {
		const { weight, bias, width, inputs, declared } = places[l];
		const piece = slopedPiece(declared.activation);
		if (piece === null) return null;
		const { at, reach } = room(piece);
		nearest = Math.min(nearest, reach / 2);
		const value = (t: number) =>
			declared.activation.definition.derivatives(floatField, t, 0, declared.activation.parameters)[0];
		for (let j = 0; j < width; j++) theta[bias + j] = at;
		if (l === 0) for (let j = 0; j < inputs; j++) theta[weight + j] = (coefficients[j] * reach) / (2 * scale);
		else {
			theta[weight] = reach / (2 * gain);
			theta[bias] = at - (level * reach) / (2 * gain);
		}
		level = value(at);
		gain = (piece.slope * reach) / 2;
	}
	const output = places[places.length - 1];
	const idle = places[places.length - 2];
	for (let j = 0; j < idle.width; j++) theta[output.weight + j] = j === 0 ? scale / (gain * slope) : 0;
	theta[output.bias] = (c0 - (level * scale) / gain) / slope;
	return {
		theta,
		fit,
		loss: toNumber(lossOf(problem, fit.value)),
		trainingError: errorOf(subject, fit),
		radius: radiusOf(problem, theta, nearest),
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
function radiusOf(problem: Problem, theta: Float64Array, nearest: number): number {
	let largest = 0;
	for (const value of theta) largest = Math.max(largest, Math.abs(value));
	let reach = 1;
	for (let i = 0; i < problem.data.samples; i++) {
		let size = 1;
		for (let j = 0; j < problem.data.inputs; j++)
			size += Math.abs(problem.data.x[i * problem.data.inputs + j]);
		reach = Math.max(reach, size);
	}
	const depth = hiddenLayers(problem).reduce(
		(product, { width }, l) => (l === 0 ? reach : product * (width + 1)),
		reach,
	);
	return Math.min(0.05, nearest / (4 * depth * (1 + largest)));
}

/** A second unit of the first hidden layer bends: found for one hidden layer; deeper networks have the first-order argument. */
function betterPoint(subject: Subject, theta: Float64Array, fit: AffineFit): Float64Array | null {
	const { problem } = subject;
	const [layer] = hiddenLayers(problem);
	const { data } = problem;
	if (layer.width < 2 || problem.network.branches[0].layers.length !== 2) return null;
	const pulls = Float64Array.from({ length: data.samples }, (_, i) => {
		const residual = subtract(fromNumber(data.y[i]), fittedAt(problem, fit, i));
		return (data.weights?.[i] ?? 1) * toNumber(residual);
	});
	return lowerByUnit(subject.objective(), theta, layer, 1, pulls);
}
