import { exp } from "../numerics/elementary.ts";
import { infinityNorm, norm } from "../numerics/vector.ts";
import type { UnitTraits } from "./generators/generator.ts";
import { wholePower } from "./generators/positive-scaling.ts";
import { type LayerPlace, layerPlaces } from "./hidden-layer.ts";
import type { Symmetries } from "./symmetries.ts";

/** One layer of a canonical form: what is left to compare when linear layers are multiplied out. */
export interface CanonicalLayer {
	readonly width: number;
	readonly inputs: number;
	/** width x inputs, row by row. */
	readonly weight: Float64Array;
	/** Zeros where the layer has none. */
	readonly bias: Float64Array;
	/** Discrete symmetries of its units; null for the last layer of a branch. */
	readonly traits: UnitTraits | null;
	/** What adding 1 to a unit's bias adds to its row of (weights, bias), if not to the bias alone. */
	readonly biasDirection: Float64Array | null;
}

/** A row this much smaller than the longest of its layer is 0. */
const zeroShare = 1e-13;

/** A point with its continuous symmetries used up by fixed rules. */
export interface CanonicalForm {
	readonly branches: readonly (readonly CanonicalLayer[])[];
	/** Factors with which last biases add up to one constant; 0 where a bias stands for itself. */
	readonly pool: readonly number[];
	/** Largest absolute entry. */
	readonly size: number;
}

/**
 * The point theta (P numbers) modulo the continuous symmetries: linear layers multiplied out, rows
 * orthogonal to what no sample sees, exponential units without bias, homogeneous units with
 * |(w, b)| = 1 (a zero row stays), output rows of mean zero where only differences count.
 *
 * Exchanges and sign flips are left to `alignmentDistance`: sorting is unstable near ties.
 */
export function canonicalForm(symmetries: Symmetries, theta: Float64Array): CanonicalForm {
	const places = layerPlaces(symmetries.problem);
	const branches = places.map((layers) => reduceBranch(symmetries, layers, theta));
	branches.forEach((layers, branch) => {
		dropUnseen(symmetries, layers, branch);
		orderInputs(symmetries, layers[0]);
		fixScales(layers);
	});
	centreOutputs(symmetries, branches);
	const exchange = symmetries.ends.offsetExchange;
	const pool = places.map((layers) => {
		const last = layers[layers.length - 1];
		if (exchange === null) return 0;
		if (last.bias === exchange.from) return exchange.slope;
		return last.bias === exchange.to ? 1 : 0;
	});
	let size = 0;
	for (const layer of branches.flat()) {
		for (const value of layer.weight) size = Math.max(size, Math.abs(value));
		for (const value of layer.bias) size = Math.max(size, Math.abs(value));
	}
	return { branches, pool, size };
}

interface Editable extends CanonicalLayer {
	traits: UnitTraits | null;
	biasDirection: Float64Array | null;
}

/** The layers of a branch with every linear layer that may be mixed multiplied into the next. */
function reduceBranch(
	symmetries: Symmetries,
	places: readonly LayerPlace[],
	theta: Float64Array,
): Editable[] {
	const layers: Editable[] = [];
	let before: { layer: Editable; slope: number } | null = null;
	for (const place of places) {
		const traits = traitsAt(symmetries, place);
		const own = readLayer(place, theta, traits);
		const layer: Editable = before === null ? own : multiplyOut(own, before.layer, before.slope);
		const slope = traits?.mixingSlope ?? null;
		before = slope === null ? null : { layer, slope };
		if (slope === null) layers.push(layer);
	}
	return layers;
}

function traitsAt(symmetries: Symmetries, place: LayerPlace): UnitTraits | null {
	const at = symmetries.hidden.findIndex(
		(hidden) => hidden.branch === place.branch && hidden.layer === place.layer,
	);
	return at < 0 ? null : symmetries.units[at];
}

function readLayer(place: LayerPlace, theta: Float64Array, traits: UnitTraits | null): Editable {
	const { width, inputs, declared } = place;
	const count = width * inputs;
	const fixed = declared.fixed;
	const weight = fixed !== null ? fixed.slice(0, count) : theta.slice(place.weight, place.weight + count);
	let bias: Float64Array = new Float64Array(width);
	if (fixed !== null && declared.bias) bias = fixed.slice(count, count + width);
	else if (place.bias >= 0) bias = theta.slice(place.bias, place.bias + width);
	return { width, inputs, weight, bias, traits, biasDirection: null };
}

/** A (s (W x + b)) + b' as one layer with weights s A W and bias s A b + b'. */
function multiplyOut(next: Editable, linear: Editable, slope: number): Editable {
	const weight = new Float64Array(next.width * linear.inputs);
	const bias = next.bias.slice();
	for (let r = 0; r < next.width; r++) {
		for (let j = 0; j < linear.width; j++) {
			const a = slope * next.weight[r * next.inputs + j];
			bias[r] += a * linear.bias[j];
			for (let k = 0; k < linear.inputs; k++)
				weight[r * linear.inputs + k] += a * linear.weight[j * linear.inputs + k];
		}
	}
	return { ...next, inputs: linear.inputs, weight, bias };
}

/** Removes from the rows that read the inputs what no sample sees. */
function dropUnseen({ ends }: Symmetries, layers: readonly Editable[], branch: number): void {
	const basis = ends.inputNullSpaces.find((space) => space.branch === branch)?.basis;
	if (basis === undefined) return;
	const first = layers[0];
	const { inputs } = first;
	for (let j = 0; j < first.width; j++) {
		const row = new Float64Array(inputs + 1);
		row.set(first.weight.subarray(j * inputs, (j + 1) * inputs));
		row[inputs] = first.bias[j];
		project(row, basis);
		first.weight.set(row.subarray(0, inputs), j * inputs);
		first.bias[j] = row[inputs];
	}
	const direction = new Float64Array(inputs + 1);
	direction[inputs] = 1;
	project(direction, basis);
	first.biasDirection = direction;
}

/** Entries of this many digits decide the order of inputs. */
const orderDigits = 1e5;

/** Exchangeable inputs in the order of their sorted weights, rounded: what exchanges of units leave alone. */
function orderInputs({ ends }: Symmetries, first: Editable): void {
	const count = ends.exchangeableInputs;
	if (count === null) return;
	const { inputs, width } = first;
	const column = (p: number) =>
		Array.from({ length: width }, (_, j) => Math.round(first.weight[j * inputs + p] * orderDigits)).sort(
			(a, b) => a - b,
		);
	const columns = Array.from({ length: count }, (_, p) => ({ p, key: column(p) }));
	columns.sort((a, b) => {
		const k = a.key.findIndex((x, at) => x !== b.key[at]);
		return k < 0 ? 0 : a.key[k] - b.key[k];
	});
	const weight = first.weight.slice();
	columns.forEach(({ p }, to) => {
		for (let j = 0; j < width; j++) first.weight[j * inputs + to] = weight[j * inputs + p];
	});
}

/** row <- row - sum_u (u . row) u over an orthonormal basis, whose vectors may be one number shorter. */
function project(row: Float64Array, basis: readonly Float64Array[]): void {
	for (const unit of basis) {
		let along = 0;
		for (let k = 0; k < unit.length; k++) along += unit[k] * row[k];
		for (let k = 0; k < unit.length; k++) row[k] -= along * unit[k];
	}
}

/**
 * Exponential units lose their bias, homogeneous ones get rows of length 1; the next weights make up
 * for it. A homogeneous unit with a zero row is silent: its outgoing weights, free to scale, count in
 * no length and get length 1 at the end.
 */
function fixScales(layers: readonly Editable[]): void {
	let silent = new Set<number>();
	const columns: { next: Editable; unit: number }[] = [];
	layers.slice(0, -1).forEach((layer, l) => {
		const next = layers[l + 1];
		const { traits } = layer;
		const lengths = rowLengths(layer, silent);
		silent = new Set();
		for (let j = 0; j < layer.width; j++) {
			if (traits?.exponentialShift) dropBias(layer, next, j);
			const degree = traits?.scalingDegree ?? null;
			if (degree === null) continue;
			if (lengths[j] > 0) {
				scaleRow(layer, j, 1 / lengths[j]);
				scaleColumn(next, j, wholePower(lengths[j], degree));
			} else {
				silent.add(j);
				if (degree > 0) columns.push({ next, unit: j });
			}
		}
	});
	for (const { next, unit } of columns) {
		const column = Float64Array.from({ length: next.width }, (_, r) => next.weight[r * next.inputs + unit]);
		const length = norm(column);
		if (length > 0) scaleColumn(next, unit, 1 / length);
	}
}

function dropBias(layer: Editable, next: Editable, j: number): void {
	const factor = exp(layer.bias[j]);
	if (!(factor > 0 && Number.isFinite(factor))) return;
	layer.bias[j] = 0;
	scaleColumn(next, j, factor);
}

/** |(w, b)| of each unit over the inputs that are not silent; 0 where it is rounding beside the others. */
function rowLengths(layer: Editable, silent: ReadonlySet<number>): Float64Array {
	const { inputs, width } = layer;
	const lengths = Float64Array.from({ length: width }, (_, j) => {
		const row = new Float64Array(inputs + 1);
		row.set(layer.weight.subarray(j * inputs, (j + 1) * inputs));
		row[inputs] = layer.bias[j];
		for (const k of silent) row[k] = 0;
		return norm(row);
	});
	const largest = infinityNorm(lengths);
	return lengths.map((length) => (length > zeroShare * largest ? length : 0));
}

function scaleRow(layer: Editable, j: number, factor: number): void {
	for (let k = 0; k < layer.inputs; k++) layer.weight[j * layer.inputs + k] *= factor;
	layer.bias[j] *= factor;
}

function scaleColumn(layer: Editable, j: number, factor: number): void {
	for (let r = 0; r < layer.width; r++) layer.weight[r * layer.inputs + j] *= factor;
}

/** Rows of the main branch's last layer, and its biases, minus their means where only differences count. */
function centreOutputs({ ends, problem }: Symmetries, branches: readonly (readonly Editable[])[]): void {
	if (ends.logitShift === null) return;
	const main = problem.network.branches.findIndex(({ role }) => role === "main");
	const last = branches[main][branches[main].length - 1];
	if (ends.logitShift.weights) for (let k = 0; k < last.inputs; k++) centre(last.weight, k, last.inputs);
	if (ends.logitShift.biases) centre(last.bias, 0, 1);
}

function centre(values: Float64Array, from: number, stride: number): void {
	let sum = 0;
	let count = 0;
	for (let at = from; at < values.length; at += stride, count++) sum += values[at];
	for (let at = from; at < values.length; at += stride) values[at] -= sum / count;
}
