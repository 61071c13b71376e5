import { floatField } from "../../numerics/elementary.ts";
import { pivotedQr } from "../../numerics/qr.ts";
import { norm } from "../../numerics/vector.ts";
import type { Objective } from "../../objective/objective.ts";
import { hiddenLayers } from "../hidden-layer.ts";

/** A direction this near to the smooth set, relative to its length, lies in it. */
const within = 1e-9;

/**
 * How many independent directions within the smooth set (orthonormal rows) the loss is constant along for a reason:
 * scaling of a homogeneous unit with trained weights on both sides and no penalty; outgoing weights of a unit whose
 * activation is 0 on every sample; incoming weights of a unit that lies strictly in a flat piece on every sample.
 */
export function explainedDirections(
	objective: Objective,
	theta: Float64Array,
	smooth: readonly Float64Array[],
): number {
	const candidates = reasons(objective, theta).filter((v) => norm(v) > 0 && insideOf(smooth, v));
	if (candidates.length === 0) return 0;
	const n = theta.length;
	const rows = Float64Array.from(candidates.flatMap((v) => [...v.map((value) => value / norm(v))]));
	return pivotedQr(rows, candidates.length, n, 1e-10).rank;
}

function insideOf(smooth: readonly Float64Array[], v: Float64Array): boolean {
	const rest = v.slice();
	for (const u of smooth) {
		let along = 0;
		for (let p = 0; p < v.length; p++) along += u[p] * v[p];
		for (let p = 0; p < v.length; p++) rest[p] -= along * u[p];
	}
	return norm(rest) <= within * norm(v);
}

function reasons(objective: Objective, theta: Float64Array): Float64Array[] {
	const { problem } = objective;
	const { data } = problem;
	if (problem.weightDecay > 0) return [];
	const preactivations = objective.preactivations(theta);
	const units = preactivations.length / data.samples;
	const found: Float64Array[] = [];
	for (const layer of hiddenLayers(problem)) {
		const { declared, width, inputs, weight, bias, next, incoming, outgoing, firstUnit } = layer;
		const { homogeneousDegree, affinePieces } = declared.activation.properties;
		for (let j = 0; j < width; j++) {
			const z = Array.from({ length: data.samples }, (_, i) => preactivations[i * units + firstUnit + j]);
			if (incoming && outgoing && homogeneousDegree !== null && homogeneousDegree > 0) {
				const v = new Float64Array(theta.length);
				for (let k = 0; k < inputs; k++) v[weight + j * inputs + k] = theta[weight + j * inputs + k];
				if (bias >= 0) v[bias + j] = theta[bias + j];
				for (let o = 0; o < next.width; o++) {
					const at = next.weight + o * next.inputs + j;
					v[at] = -homogeneousDegree * theta[at];
				}
				found.push(v);
			}
			const { definition, parameters } = declared.activation;
			const silent = z.every((value) => definition.derivatives(floatField, value, 0, parameters)[0] === 0);
			if (outgoing && silent)
				for (let o = 0; o < next.width; o++)
					found.push(unit(theta.length, next.weight + o * next.inputs + j));
			const flat = affinePieces.some(
				({ from, to, slope }) => slope === 0 && z.every((value) => value > from && value < to),
			);
			if (incoming && flat) {
				for (let k = 0; k < inputs; k++) found.push(unit(theta.length, weight + j * inputs + k));
				if (bias >= 0) found.push(unit(theta.length, bias + j));
			}
		}
	}
	return found;
}

function unit(n: number, place: number): Float64Array {
	const v = new Float64Array(n);
	v[place] = 1;
	return v;
}
