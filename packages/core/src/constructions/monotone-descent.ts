import { leastSquares, pivotedQr } from "../numerics/qr.ts";
import { randomStream } from "../numerics/random.ts";
import type { Objective } from "../objective/objective.ts";
import { bestOutputs } from "./best-outputs.ts";
import type { ConstructedPath } from "./construction.ts";
import { type ConvexEnd, convexOptimum } from "./convex-optimum.ts";
import type { ShallowParts } from "./shallow-parts.ts";

/** Points on each leg of a path. */
const legPoints = 60;
/** Shares of the longest row below which features count as dependent, tried from the loosest. */
const dependence = [1e-6, 1e-8, 1e-10, 1e-12, 1e-14];
/** Candidates for the incoming weights of emptied units. */
const candidates = 1500;
/** A leg may rise by this much, relative to 1 + L: rounding. */
const rounding = 2e-13;

/**
 * From theta along a path of non-increasing loss to the infimum, for one hidden layer with at least as many units as its
 * features have dimensions (`span`) on the distinct inputs.
 *
 * (1) Units whose features depend on the others are emptied: V_B += t V_F C, V_F *= 1 - t, which changes no output.
 * (2) Their incoming weights move to where the features span everything; with V_F = 0 no output changes.
 * (3) V moves on a segment to weights that give every distinct input its best outputs (or the best that features of a
 * smaller span admit); the loss is convex on it, and the path stops at its minimiser there.
 *
 * @returns a sentence when floating point does not carry it out.
 */
export async function monotoneDescent(
	parts: ShallowParts,
	objective: Objective,
	theta: Float64Array,
	span: number,
	seed: number,
): Promise<ConstructedPath | string> {
	const first = objective.value(theta);
	if (!Number.isFinite(first)) return `The loss at the start is ${first}: float64 has no path from there.`;
	let reason = "";
	for (const tolerance of dependence) {
		const path = await attempt(parts, objective, theta, span, seed, tolerance);
		if (typeof path !== "string") return path;
		reason = path;
	}
	return reason;
}

interface Leg {
	readonly what: string;
	readonly to: Float64Array;
}

async function attempt(
	parts: ShallowParts,
	objective: Objective,
	theta: Float64Array,
	span: number,
	seed: number,
	tolerance: number,
): Promise<ConstructedPath | string> {
	const { width, distinct } = parts;
	const basis = independentUnits(parts.features(theta), width, distinct, tolerance);
	const legs: Leg[] = [];
	let point = theta;
	const idle = Array.from({ length: width }, (_, j) => j).filter((j) => !basis.includes(j));
	if (idle.length > 0) {
		point = emptied(parts, point, basis, idle);
		legs.push({ what: `${idle.length} units are emptied at constant outputs`, to: point });
		const moved = completed(parts, point, basis, idle, span, seed);
		if (typeof moved === "string") return moved;
		point = moved;
		legs.push({ what: "their incoming weights move to complete a basis of the features", to: point });
	}
	const last = await convexEnd(parts, point, span);
	if (typeof last === "string") return last;
	legs.push({ what: "the outgoing weights descend on a convex function", to: last.theta });
	return walk(objective, theta, legs, last);
}

/** Units whose features are independent up to the tolerance, by pivoted QR: the longest remaining row first. */
function independentUnits(
	features: Float64Array,
	width: number,
	distinct: number,
	tolerance: number,
): number[] {
	const transposed = new Float64Array(distinct * width);
	for (let j = 0; j < width; j++)
		for (let g = 0; g < distinct; g++) transposed[g * width + j] = features[j * distinct + g];
	if (transposed.every((value) => value === 0)) return [];
	const { order, rank } = pivotedQr(transposed, distinct, width, tolerance);
	return Array.from(order.subarray(0, rank)).sort((a, b) => a - b);
}

/** V_B + V_F C and V_F = 0, with P_F = C P_B in the least-squares sense. */
function emptied(
	{ features, width, distinct, outputs, shallow }: ShallowParts,
	theta: Float64Array,
	basis: readonly number[],
	idle: readonly number[],
): Float64Array {
	const p = features(theta);
	const matrix = new Float64Array(distinct * basis.length);
	for (let g = 0; g < distinct; g++)
		for (let k = 0; k < basis.length; k++) matrix[g * basis.length + k] = p[basis[k] * distinct + g];
	const moved = theta.slice();
	const place = shallow.hidden.next.weight;
	for (const j of idle) {
		const row = p.slice(j * distinct, (j + 1) * distinct);
		const c = basis.length === 0 ? null : leastSquares(matrix, distinct, basis.length, row, 0).solution;
		for (let o = 0; o < outputs; o++) {
			const amount = theta[place + o * width + j];
			moved[place + o * width + j] = 0;
			if (c !== null)
				for (const [k, unit] of basis.entries()) moved[place + o * width + unit] += amount * c[k];
		}
	}
	return moved;
}

/** New incoming weights for the idle units, one after another the candidate whose feature is farthest from the span so far. */
function completed(
	{ feature, features, inputs, distinct, shallow, problem, groups }: ShallowParts,
	theta: Float64Array,
	basis: readonly number[],
	idle: readonly number[],
	span: number,
	seed: number,
): Float64Array | string {
	const p = features(theta);
	const orthonormal: Float64Array[] = [];
	const remainder = (row: Float64Array): { readonly rest: Float64Array; readonly share: number } => {
		const rest = row.slice();
		let before = 0;
		for (const value of row) before += value * value;
		for (let pass = 0; pass < 2; pass++)
			for (const u of orthonormal) {
				let along = 0;
				for (let g = 0; g < distinct; g++) along += u[g] * rest[g];
				for (let g = 0; g < distinct; g++) rest[g] -= along * u[g];
			}
		let after = 0;
		for (const value of rest) after += value * value;
		return { rest, share: before > 0 && Number.isFinite(before) ? Math.sqrt(after / before) : 0 };
	};
	const accept = (row: Float64Array) => {
		const { rest } = remainder(row);
		let size = 0;
		for (const value of rest) size += value * value;
		size = Math.sqrt(size);
		if (size > 0) orthonormal.push(rest.map((value) => value / size));
	};
	for (const j of basis) accept(p.slice(j * distinct, (j + 1) * distinct));
	const random = randomStream(seed, "monotone-path");
	const { x } = problem.data;
	let spread = 0;
	for (const { samples } of groups)
		for (let k = 0; k < inputs; k++) spread = Math.max(spread, Math.abs(x[samples[0] * inputs + k]));
	const drawn = Array.from({ length: candidates }, (_, k) => {
		const scale = [0.5, 1.5, 4, 10][k % 4] / (spread || 1);
		const weights = Float64Array.from({ length: inputs }, () => scale * random.normal());
		const bias = shallow.hidden.bias >= 0 ? [0.5, 1.5, 4, 10][k % 4] * random.normal() : 0;
		const row = feature(weights, bias);
		const largest = row.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
		return { weights, bias, row, usable: largest > 1e-12 && largest < 1e6 };
	}).filter(({ usable }) => usable);
	const moved = theta.slice();
	for (const j of idle) {
		if (orthonormal.length >= span) break;
		let best: (typeof drawn)[number] | null = null;
		let bestShare = 0;
		for (const candidate of drawn) {
			const { share } = remainder(candidate.row);
			if (share > bestShare) {
				best = candidate;
				bestShare = share;
			}
		}
		if (best === null || bestShare < 1e-9) break;
		moved.set(best.weights, shallow.hidden.weight + j * inputs);
		if (shallow.hidden.bias >= 0) moved[shallow.hidden.bias + j] = best.bias;
		accept(best.row);
	}
	return orthonormal.length >= span
		? moved
		: `Of ${span} dimensions that the features may have on these data, ${candidates} drawn units reach ${orthonormal.length} in float64: they are too nearly dependent, or span less than is proved.`;
}

/** Outgoing weights that give every distinct input its best outputs; the convex optimum where the features span less. */
async function convexEnd(
	parts: ShallowParts,
	theta: Float64Array,
	span: number,
): Promise<ConvexEnd | string> {
	const { features, width, distinct, outputs, shallow, problem, groups, outputsAt } = parts;
	if (span < distinct) return convexOptimum(parts, theta);
	const current = outputsAt(theta);
	const { targets, infimum, attained } = bestOutputs(problem, groups, current);
	const p = features(theta);
	const matrix = new Float64Array(distinct * width);
	for (let g = 0; g < distinct; g++)
		for (let j = 0; j < width; j++) matrix[g * width + j] = p[j * distinct + g];
	const moved = theta.slice();
	for (let o = 0; o < outputs; o++) {
		// Twice: the second solve takes the rounding of the first back.
		for (let pass = 0; pass < 2; pass++) {
			const now = pass === 0 ? current : outputsAt(moved);
			const wanted = Float64Array.from(
				{ length: distinct },
				(_, g) => (targets[g * outputs + o] - now[g * outputs + o]) / shallow.outputSlope,
			);
			const { solution, rank } = leastSquares(matrix, distinct, width, wanted, 1e-15);
			if (rank < distinct)
				return `The features have rank ${rank} in float64, for ${distinct} distinct inputs.`;
			for (let j = 0; j < width; j++) moved[shallow.hidden.next.weight + o * width + j] += solution[j];
		}
	}
	return { theta: moved, infimum, attained };
}

/** The legs as points, with the loss at each; the last leg stops where the loss is least on it. */
function walk(
	objective: Objective,
	start: Float64Array,
	legs: readonly Leg[],
	end: ConvexEnd,
): ConstructedPath | string {
	const n = start.length;
	const theta = new Float64Array((1 + legs.length * legPoints) * n);
	const loss = new Float64Array(1 + legs.length * legPoints);
	theta.set(start);
	loss[0] = objective.value(start);
	const stages: { at: number; what: string }[] = [];
	let from = start;
	let points = 1;
	for (const [l, { what, to }] of legs.entries()) {
		stages.push({ at: points - 1, what });
		for (let k = 1; k <= legPoints; k++) {
			const t = k / legPoints;
			const point = k === legPoints ? to : from.map((value, j) => value + t * (to[j] - value));
			const value = objective.value(point);
			const before = loss[points - 1];
			if (!(value <= before + rounding * (1 + Math.abs(before)))) {
				if (l === legs.length - 1 && k > 1) break;
				return `The loss rises by ${value - before} in float64 where ${what}.`;
			}
			theta.set(point, points * n);
			loss[points] = value;
			points++;
		}
		from = to;
	}
	const gap = loss[points - 1] - end.infimum;
	if (!(gap <= (end.attained ? 5e-10 : 5e-7)))
		return `In float64 the path ends ${gap} above the infimum ${end.infimum}.`;
	return {
		theta: theta.slice(0, points * n),
		points,
		loss: loss.slice(0, points),
		stages,
		infimum: end.infimum,
		attained: end.attained,
	};
}
