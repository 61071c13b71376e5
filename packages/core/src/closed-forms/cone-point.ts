import { singularValues } from "../numerics/singular-values.ts";
import { norm, scale } from "../numerics/vector.ts";
import type { Problem } from "../problem/problem.ts";
import { hasSigns } from "./cone-existence.ts";
import { inputsOf } from "./cone-problem.ts";
import { inertiaRange } from "./inertia-range.ts";
import { whitened } from "./linear-factors.ts";
import type { LinearNetwork } from "./linear-network.ts";
import type { ConeValue } from "./product-cones.ts";
import { complement, type SizedMatrix, times, zeroMatrix } from "./sized-matrix.ts";

/** A critical point in an open product cone, and the inertia that its closed form predicts. */
export interface ConePoint {
	readonly theta: Float64Array;
	readonly index: number;
	readonly nullity: number;
	/** Least over greatest singular value of the active units' coordinates: small where they are nearly dependent. */
	readonly condition: number;
}

/** Random weight vectors that are tried for independence. */
const attempts = 40;

/**
 * A critical point of the class: active units get weight vectors a + eps (random combination of selected directions)
 * whose signs are verified exactly, with B = T D_S V_S^T (+ one free row); outgoing weights are U_S times a left
 * inverse of T. Dead units get the dead vector and outgoing weights 0. `draw` gives numbers in (-1, 1).
 *
 * Null when no independent vectors were found (a very thin cone).
 */
export function conePoint(problem: Problem, value: ConeValue, draw: () => number): ConePoint | null {
	const inputs = Array.from({ length: problem.data.samples }, (_, i) => inputsOf(problem, i));
	const active = inputs.map((_, i) => value.samples.includes(i));
	const total = problem.network.parameters;
	const { network, units } = value;
	if (network === null || units === 0)
		return { theta: compose(problem, [], value, null), index: 0, nullity: total, condition: 1 };
	let best: { readonly rows: Float64Array[]; readonly inverse: SizedMatrix; readonly worst: number } | null =
		null;
	const turned = turnTowards(network, value);
	const free = value.loose && freePart(turned, value.active.vector) > 1e-7;
	for (let attempt = 0; attempt < attempts; attempt++) {
		const rows = nearbyVectors(turned, value, inputs, active, draw);
		const solved = leftInverse(turned, value, rows, free);
		if (solved !== null && (best === null || solved.worst > best.worst)) best = { rows, ...solved };
	}
	if (best === null) return null;
	const outgoing = outgoingWeights(turned, chosenPlaces(value), best.inverse);
	const { index, positive } = coneInertia(network, value, free);
	return {
		theta: compose(problem, balanced(best.rows, outgoing), value, outgoing),
		index,
		nullity: total - index - positive,
		condition: best.worst,
	};
}

/** U_S L over the slope of the output layer, outputs x units. */
function outgoingWeights(
	{ left, slopes, widths }: LinearNetwork,
	chosen: readonly number[],
	inverse: SizedMatrix,
): SizedMatrix {
	const outputs = widths[2];
	const units = inverse.columns;
	const outgoing = zeroMatrix(outputs, units);
	chosen.forEach((k, s) => {
		for (let o = 0; o < outputs; o++)
			for (let i = 0; i < units; i++)
				outgoing.entries[o * units + i] +=
					(left[k * outputs + o] * inverse.entries[s * units + i]) / slopes[1];
	});
	return outgoing;
}

/** Places of the selected triples: the first p_i of each group. */
function chosenPlaces({ selection }: ConeValue): number[] {
	return [...selection.keys()].filter((k) => selection[k] === 1);
}

/** With k = rank A_2 = r and rank B = r, or r + 1 with a free row, in the count of inertia of two layers. */
function coneInertia(network: LinearNetwork, value: ConeValue, free: boolean) {
	const range = inertiaRange(network, value.counts);
	const index = range.index[0] ?? 0;
	const r = value.counts.reduce((sum, p) => sum + p, 0);
	const { groups, sigma, widths, inputs } = network;
	let selected = 0;
	let ordered = 0;
	groups.forEach(({ count }, i) => {
		ordered += selected * (count - value.counts[i]);
		selected += value.counts[i];
	});
	const pairs = (sigma.length - r) * (value.units - r);
	const zeros = (widths[2] - sigma.length) * (r + (free ? 1 : 0));
	return { index, positive: r * inputs.rank + pairs + ordered + zeros };
}

/** |component of the weight vector along right singular vectors of singular value 0|, relative. */
function freePart(network: LinearNetwork, vector: Float64Array): number {
	const { inputs, right, sigma } = network;
	const rho = inputs.rank;
	const b = whitened({ ...network, widths: [network.widths[0], 1] }, vector);
	let square = 0;
	for (let k = sigma.length; k < rho; k++) {
		let along = 0;
		for (let t = 0; t < rho; t++) along += b[t] * right[k * rho + t];
		square += along * along;
	}
	return Math.sqrt(square) / (norm(b) || 1);
}

/** In a partly selected group the first singular vector is turned to where the weight vector points. */
function turnTowards(network: LinearNetwork, { counts, active }: ConeValue): LinearNetwork {
	const { groups, inputs, widths } = network;
	const rho = inputs.rank;
	const outputs = widths[2];
	const left = network.left.slice();
	const right = network.right.slice();
	const b = whitened({ ...network, widths: [widths[0], 1] }, active.vector);
	groups.forEach(({ first, count }, i) => {
		if (count === 1 || counts[i] === 0 || counts[i] === count) return;
		const along = new Float64Array(count);
		for (let k = 0; k < count; k++)
			for (let t = 0; t < rho; t++) along[k] += b[t] * network.right[(first + k) * rho + t];
		const size = norm(along);
		if (!(size > 0)) return;
		const unit = along.map((x) => x / size);
		const rotation = zeroMatrix(count, count);
		rotation.entries.set(unit);
		rotation.entries.set(complement(unit, 1, count).entries, count);
		const turn = (rows: Float64Array, n: number) =>
			times(rotation, { rows: count, columns: n, entries: rows.slice(first * n, (first + count) * n) })
				.entries;
		left.set(turn(network.left, outputs), first * outputs);
		right.set(turn(network.right, rho), first * rho);
	});
	return { ...network, left, right };
}

/** Weight vectors of the active units: a, moved along selected directions as far as the signs allow. */
function nearbyVectors(
	network: LinearNetwork,
	value: ConeValue,
	inputs: readonly Float64Array[],
	active: readonly boolean[],
	draw: () => number,
): Float64Array[] {
	const rho = network.inputs.rank;
	const { vector } = value.active;
	const size = norm(vector);
	const directions = chosenPlaces(value).map((k) =>
		weightOf(network, network.right.subarray(k * rho, (k + 1) * rho)),
	);
	return Array.from({ length: value.units }, () => {
		const move = new Float64Array(vector.length);
		for (const direction of directions) {
			const amount = (draw() * size) / (norm(direction) || 1);
			for (let j = 0; j < move.length; j++) move[j] += amount * direction[j];
		}
		for (let eps = 1; eps > 1e-12; eps /= 2) {
			const row = vector.map((x, j) => x + eps * move[j]);
			if (hasSigns(row, inputs, active)) return row.map((x, j) => vector[j] + 0.5 * (x - vector[j]));
		}
		return vector.slice();
	});
}

function weightOf(network: LinearNetwork, b: Float64Array): Float64Array {
	const { inputs, widths } = network;
	const out = new Float64Array(widths[0]);
	for (let k = 0; k < inputs.rank; k++)
		for (let j = 0; j < widths[0]; j++)
			out[j] += (b[k] / inputs.values[k]) * inputs.directions[k * widths[0] + j];
	return out;
}

/** L (r x units) with L T = I, and L tau = 0 for the free row; null when the vectors are dependent. */
function leftInverse(
	network: LinearNetwork,
	value: ConeValue,
	rows: readonly Float64Array[],
	free: boolean,
): { readonly inverse: SizedMatrix; readonly worst: number } | null {
	const { inputs, right, sigma } = network;
	const rho = inputs.rank;
	const chosen = chosenPlaces(value);
	const columns = chosen.length + (free ? 1 : 0);
	const units = rows.length;
	if (columns === 0) return { inverse: zeroMatrix(0, units), worst: 1 };
	if (columns > units) return null;
	const t = zeroMatrix(units, columns);
	rows.forEach((row, i) => {
		const b = whitened({ ...network, widths: [network.widths[0], 1] }, row);
		chosen.forEach((k, s) => {
			for (let j = 0; j < rho; j++) t.entries[i * columns + s] += (b[j] * right[k * rho + j]) / sigma[k];
		});
		// Every row has the same free part.
		if (free) t.entries[i * columns + chosen.length] = 1;
	});
	const { u, values, v } = singularValues(t.entries, units, columns);
	const worst = values[columns - 1] / values[0];
	if (!(worst > 1e-9)) return null;
	const inverse = zeroMatrix(chosen.length, units);
	for (let k = 0; k < columns; k++)
		for (let s = 0; s < chosen.length; s++)
			for (let i = 0; i < units; i++)
				inverse.entries[s * units + i] += (v[k * columns + s] * u[k * units + i]) / values[k];
	return { inverse, worst };
}

/** Weight vectors and outgoing weights of each unit brought to one size, in place: the product stays. */
function balanced(rows: readonly Float64Array[], outgoing: SizedMatrix): readonly Float64Array[] {
	const units = outgoing.columns;
	rows.forEach((row, i) => {
		let square = 0;
		for (let o = 0; o < outgoing.rows; o++)
			square += outgoing.entries[o * units + i] * outgoing.entries[o * units + i];
		if (!(square > 0)) return;
		// A power of two changes no bit of the signs that were verified.
		const target = Math.sqrt(Math.sqrt(square) / norm(row));
		let factor = 1;
		while (2 * factor <= target) factor *= 2;
		while (factor > target) factor /= 2;
		scale(factor, row);
		for (let o = 0; o < outgoing.rows; o++) outgoing.entries[o * units + i] /= factor;
	});
	return rows;
}

/** theta with the active units first, dead ones after. */
function compose(
	problem: Problem,
	rows: readonly Float64Array[],
	value: ConeValue,
	outgoing: SizedMatrix | null,
): Float64Array {
	const { blocks, parameters, branches } = problem.network;
	const { width, inputs, bias } = branches[0].layers[0];
	const theta = new Float64Array(parameters);
	const place = (layer: number, kind: "weight" | "bias") =>
		blocks.find((block) => block.layer === layer && block.kind === kind)?.offset ?? 0;
	for (let i = 0; i < width; i++) {
		const row = rows[i] ?? value.dead?.vector;
		if (row === undefined) throw new Error("A dead unit needs a weight vector.");
		theta.set(row.subarray(0, inputs), place(0, "weight") + i * inputs);
		if (bias) theta[place(0, "bias") + i] = row[inputs];
	}
	if (outgoing !== null)
		for (let o = 0; o < outgoing.rows; o++)
			for (let i = 0; i < outgoing.columns; i++)
				theta[place(1, "weight") + o * width + i] = outgoing.entries[o * outgoing.columns + i];
	return theta;
}
