import type { Field } from "../problem/formula/field.ts";
import type { SweptLayer } from "../problem/formula/network-sweep.ts";
import { type Sweep, sampleScales, sweepSample } from "../problem/formula/network-sweep.ts";
import { addUp } from "../rigor/directed.ts";
import { type Interval, intervalArithmetic, magnitude, middle } from "../rigor/interval.ts";
import { addTransposedProduct, type MatrixEnclosure, unitRoundoff } from "../rigor/matrix-enclosure.ts";
import { middleAndRadius } from "../rigor/symmetric-enclosure.ts";
import { watchful } from "../rigor/watchful.ts";
import type { CheckedProblem } from "./embedded-problem.ts";

/** The penalties weightDecay/2 |theta|^2 + exponentialPenalty/2 a^2: the coefficient of 1/2 theta_k^2. */
function ridge<T>({ source, penalised }: CheckedProblem, field: Field<T>, k: number): T {
	const decay = field.constant(source.weightDecay);
	return k === penalised ? field.add(decay, field.constant(source.exponentialPenalty)) : decay;
}

function hasRidge({ source, penalised }: CheckedProblem, k: number): boolean {
	return source.weightDecay !== 0 || k === penalised;
}

/** L(theta) in any arithmetic. */
export function lossOver<T>(problem: CheckedProblem, field: Field<T>, theta: readonly T[]): T {
	const scales = sampleScales(problem, field);
	let sum = field.constant(0);
	for (let i = 0; i < problem.samples; i++)
		sum = field.add(sum, sweepSample(problem, field, theta, i, scales[i], 0).value);
	return addPenalty(problem, field, theta, sum);
}

function addPenalty<T>(problem: CheckedProblem, field: Field<T>, theta: readonly T[], loss: T): T {
	let sum = loss;
	const half = field.constant(0.5);
	for (let k = 0; k < theta.length; k++)
		if (hasRidge(problem, k)) {
			const share = field.multiply(half, ridge(problem, field, k));
			sum = field.add(sum, field.multiply(share, field.multiply(theta[k], theta[k])));
		}
	return sum;
}

/** The loss and its gradient in any arithmetic. */
export function gradientOver<T>(
	problem: CheckedProblem,
	field: Field<T>,
	theta: readonly T[],
): { readonly loss: T; readonly gradient: T[] } {
	const scales = sampleScales(problem, field);
	const gradient: T[] = theta.map((t, k) =>
		hasRidge(problem, k) ? field.multiply(ridge(problem, field, k), t) : field.constant(0),
	);
	let loss = field.constant(0);
	for (let i = 0; i < problem.samples; i++) {
		const { value, entering, pull } = sweepSample(problem, field, theta, i, scales[i], 1);
		loss = field.add(loss, value);
		problem.branches.forEach((layers, b) => {
			layers.forEach((layer, l) => {
				if (layer.fixed !== null) return;
				const below = entering[b][l];
				for (let j = 0; j < layer.width; j++) {
					const own = pull[layer.firstUnit + j];
					const at = layer.weightAt + j * layer.inputs;
					for (let p = 0; p < layer.inputs; p++)
						gradient[at + p] = field.add(gradient[at + p], field.multiply(own, below[p]));
					if (layer.bias) gradient[layer.biasAt + j] = field.add(gradient[layer.biasAt + j], own);
				}
			});
		});
	}
	return { loss: addPenalty(problem, field, theta, loss), gradient };
}

/** Every activation and the loss are in C^2 on the whole line. */
export function smoothEverywhere({ branches, loss }: CheckedProblem): boolean {
	return (
		loss.properties.smoothness >= 2 &&
		branches.every((layers) => layers.every(({ activation }) => activation.properties.smoothness >= 2))
	);
}

export interface HessianEnclosure extends MatrixEnclosure {
	readonly radius: Float64Array;
	/** L is in C^2 on a neighbourhood of the box. */
	readonly smooth: boolean;
}

/** Samples whose second derivatives are held at a time. */
const chunk = 64;

/** The Hessian over a box of parameters: a middle, symmetric bit by bit, and a radius for every entry. */
export function hessianEnclosure(problem: CheckedProblem, theta: readonly Interval[]): HessianEnclosure {
	const n = problem.parameters;
	const into = { middle: new Float64Array(n * n), radius: new Float64Array(n * n), columns: n };
	const watched = smoothEverywhere(problem) ? null : watchful();
	const field: Field<Interval> = watched?.field ?? intervalArithmetic;
	const scales = sampleScales(problem, field);
	const layers = problem.branches.flatMap((list, b) => list.map((layer, l) => ({ layer, b, l })));
	const trained = layers.filter(({ layer }) => layer.fixed === null);
	for (let start = 0; start < problem.samples; start += chunk) {
		const end = Math.min(problem.samples, start + chunk);
		const sweeps: Sweep<Interval>[] = [];
		for (let i = start; i < end; i++) sweeps.push(sweepSample(problem, field, theta, i, scales[i], 2));
		for (const [k, lower] of trained.entries()) {
			const below = enteringMatrix(sweeps, lower.b, lower.l, lower.layer);
			for (const upper of trained.slice(k)) addBlocks(sweeps, below, lower, upper, into);
		}
	}
	mirror(into.middle, into.radius, n);
	for (let k = 0; k < n; k++)
		if (hasRidge(problem, k)) {
			const add = ridge(problem, intervalArithmetic, k);
			const at = k * n + k;
			into.middle[at] += middle(add);
			const rounding = 4 * unitRoundoff * (Math.abs(into.middle[at]) + magnitude(add));
			into.radius[at] = addUp(into.radius[at], rounding);
		}
	return { rows: n, ...into, smooth: watched?.smooth() ?? true };
}

interface Place {
	readonly layer: SweptLayer;
	readonly b: number;
	readonly l: number;
}

/** What enters a layer, and a column of ones for the biases: one row per sample. */
function enteringMatrix(
	sweeps: readonly Sweep<Interval>[],
	b: number,
	l: number,
	layer: SweptLayer,
): MatrixEnclosure {
	const columns = layer.inputs + (layer.bias ? 1 : 0);
	const middles = new Float64Array(sweeps.length * columns);
	const radius = new Float64Array(sweeps.length * columns);
	sweeps.forEach(({ entering }, i) => {
		for (let p = 0; p < layer.inputs; p++)
			[middles[i * columns + p], radius[i * columns + p]] = middleAndRadius(entering[b][l][p]);
		if (layer.bias) middles[i * columns + layer.inputs] = 1;
	});
	return { rows: sweeps.length, columns, middle: middles, radius };
}

/** Adds a'_u (curvature_uv a'_v + pull_v response_u) for all units u of one layer and v >= u of the same or a later layer. */
function addBlocks(
	sweeps: readonly Sweep<Interval>[],
	below: MatrixEnclosure,
	lower: Place,
	upper: Place,
	into: { readonly middle: Float64Array; readonly radius: Float64Array; readonly columns: number },
): void {
	const { layer: own } = lower;
	const { layer: other, b, l } = upper;
	const { add, multiply } = intervalArithmetic;
	const responds = lower.b === b && lower.l < l;
	const firstBelow = l > 0 ? problemUnit(other) : 0;
	const q = other.inputs + (other.bias ? 1 : 0);
	for (let j = 0; j < own.width; j++)
		for (let k = own === other ? j : 0; k < other.width; k++) {
			const u = own.firstUnit + j;
			const v = other.firstUnit + k;
			const right = {
				middle: new Float64Array(sweeps.length * q),
				radius: new Float64Array(sweeps.length * q),
			};
			let anything = false;
			sweeps.forEach(({ entering, pull, second }, i) => {
				if (second === null) return;
				const c = second.curvature[u][v];
				for (let p = 0; p < other.inputs; p++) {
					let r = multiply(c, entering[b][l][p]);
					const answer = responds ? second.response[u][firstBelow + p] : null;
					if (answer !== null) r = add(r, multiply(pull[v], answer));
					[right.middle[i * q + p], right.radius[i * q + p]] = middleAndRadius(r);
					anything ||= r.lo !== 0 || r.hi !== 0;
				}
				if (other.bias) {
					[right.middle[i * q + other.inputs], right.radius[i * q + other.inputs]] = middleAndRadius(c);
					anything ||= c.lo !== 0 || c.hi !== 0;
				}
			});
			if (!anything) continue;
			const block = { rows: sweeps.length, columns: q, ...right };
			addUnitBlock(below, block, own, j, other, k, into);
		}

	function problemUnit(layer: SweptLayer): number {
		// The units of the layer below come right before it.
		return layer.firstUnit - layer.inputs;
	}
}

/** Weights of a unit lie side by side, its bias apart: four pieces of the block. */
function addUnitBlock(
	below: MatrixEnclosure,
	right: MatrixEnclosure,
	own: SweptLayer,
	j: number,
	other: SweptLayer,
	k: number,
	into: { readonly middle: Float64Array; readonly radius: Float64Array; readonly columns: number },
): void {
	const n = into.columns;
	const p = below.columns;
	const q = right.columns;
	const block = { middle: new Float64Array(p * q), radius: new Float64Array(p * q), columns: q };
	addTransposedProduct(below, right, block, 0, 0);
	for (let s = 0; s < p; s++) {
		const row = s < own.inputs ? own.weightAt + j * own.inputs + s : own.biasAt + j;
		for (let t = 0; t < q; t++) {
			const column = t < other.inputs ? other.weightAt + k * other.inputs + t : other.biasAt + k;
			// The lower triangle is kept; a diagonal block has both entries of a pair, of which either will do.
			const at = row >= column ? row * n + column : column * n + row;
			if (own === other && j === k && row < column) continue;
			const sum = into.middle[at] + block.middle[s * q + t];
			into.middle[at] = sum;
			const rounding = 2 * unitRoundoff * Math.abs(sum);
			into.radius[at] = addUp(into.radius[at], addUp(block.radius[s * q + t], rounding));
		}
	}
}

function mirror(middles: Float64Array, radius: Float64Array, n: number): void {
	for (let i = 0; i < n; i++)
		for (let j = 0; j < i; j++) {
			middles[j * n + i] = middles[i * n + j];
			radius[j * n + i] = radius[i * n + j];
		}
}
