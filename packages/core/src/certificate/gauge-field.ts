import { sweepSample } from "../problem/formula/network-sweep.ts";
import { nullSpace } from "../rigor/exact-elimination.ts";
import { type Interval, intervalArithmetic, point } from "../rigor/interval.ts";
import {
	divide as divideExactly,
	fromNumber,
	multiply as multiplyExactly,
	type Rational,
	toText,
} from "../rigor/rational.ts";
import { scaledToOne } from "../rigor/rational-interval.ts";
import type { CheckedProblem } from "./embedded-problem.ts";
import type { Generator } from "./gauge.ts";

/** Entries of a matrix, and rows or columns of it, up to which it is eliminated exactly. */
const largestElimination = { entries: 20_000, rank: 64 };

function tooLarge(rows: number, columns: number): boolean {
	return rows * columns > largestElimination.entries || Math.min(rows, columns) > largestElimination.rank;
}

/** Enclosures of rho sigma'(z) over a box: a row for each sample, an entry for each unit. */
export function slopesOver(problem: CheckedProblem, box: readonly Interval[]): Interval[][] {
	const one = intervalArithmetic.constant(1);
	return Array.from({ length: problem.samples }, (_, i) => [
		...sweepSample(problem, intervalArithmetic, box, i, one, 1).slope,
	]);
}

/**
 * A field of the gauge at theta, an interval for every parameter that it moves; or a sentence why the loss is not constant along it.
 *
 * `slopes` are enclosures over a box around theta. A piecewise linear sigma that is homogeneous is s z on each side of 0, so
 * a slope enclosed by one number is that number all over the box; a slope of exactly 0 there says that the unit answers nothing.
 */
export function fieldAt(
	problem: CheckedProblem,
	generator: Generator,
	theta: readonly Interval[],
	slopes: readonly (readonly Interval[])[],
): Map<number, Interval> | string {
	const { constant, divide, multiply, negate } = intervalArithmetic;
	const { kind, branch, layer, unit, from } = generator;
	const own = problem.branches[branch][layer];
	const above = problem.branches[branch][layer + 1];
	const moved = new Map<number, Interval>();
	const entry = (j: number, p: number) =>
		p < own.inputs ? own.weightAt + j * own.inputs + p : own.biasAt + j;
	const entries = Array.from({ length: own.inputs + (own.bias ? 1 : 0) }, (_, p) => p);
	const outgoing = (k: number, of: number) => theta[above.weightAt + k * above.inputs + of];
	const slope = (i: number, j: number) => slopes[i][own.firstUnit + j];
	switch (kind) {
		case "scaling":
		case "linear": {
			const { ratio, others } =
				unit === from ? { ratio: constant(1), others: [] } : proportion(slopes, own.firstUnit, unit, from);
			if (others.length > 0)
				return `the slopes of the two units are not in proportion at sample ${others[0]}.`;
			for (const p of entries) moved.set(entry(unit, p), theta[entry(from, p)]);
			const degree = kind === "scaling" ? constant(own.activation.properties.homogeneousDegree ?? 0) : ratio;
			for (let k = 0; k < above.width; k++)
				moved.set(above.weightAt + k * above.inputs + from, negate(multiply(degree, outgoing(k, unit))));
			return moved;
		}
		case "shift": {
			const first = slope(0, unit);
			const where = slopes.findIndex((_, i) => !same(slope(i, unit), first));
			if (where >= 0) return `the unit has another slope at sample ${where}.`;
			moved.set(own.biasAt + unit, constant(1));
			for (let k = 0; k < above.width; k++)
				moved.set(above.biasAt + k, negate(multiply(first, outgoing(k, unit))));
			return moved;
		}
		case "rotation":
			for (const p of entries) {
				moved.set(entry(unit, p), multiply(outgoing(0, from), theta[entry(from, p)]));
				moved.set(entry(from, p), negate(multiply(outgoing(0, unit), theta[entry(unit, p)])));
			}
			return moved;
		case "pattern": {
			const change = invisibleChange(problem, generator, slopes);
			if (typeof change === "string") return change;
			for (let j = 0; j < own.width; j++)
				for (const p of entries) {
					const d = change[j * entries.length + p];
					if (d.lo !== 0 || d.hi !== 0) moved.set(entry(j, p), divide(d, outgoing(0, j)));
				}
			if (above.bias) moved.set(above.biasAt, change[own.width * entries.length]);
			return moved;
		}
		case "unseen": {
			const seen = slopes.flatMap((_, i) => (same(slope(i, unit), point(0)) ? [] : [i]));
			const direction = blindDirection(problem, generator, seen);
			if (typeof direction === "string") return direction;
			direction.forEach((d, p) => {
				if (d.lo !== 0 || d.hi !== 0) moved.set(entry(unit, p), d);
			});
			return moved;
		}
	}
}

/** Both are one and the same number. */
function same(a: Interval, b: Interval): boolean {
	return a.lo === a.hi && b.lo === b.hi && a.lo === b.lo;
}

/**
 * The ratio s_u / s_v of the slopes of two units that holds at most samples, and the samples at which s_u = ratio s_v is not known to
 * hold. Where both slopes are 0, any ratio holds.
 */
function proportion(
	slopes: readonly (readonly Interval[])[],
	first: number,
	unit: number,
	from: number,
): { readonly ratio: Interval; readonly others: readonly number[] } {
	const keys = slopes.map((row) => {
		const a = row[first + unit];
		const b = row[first + from];
		if (a.lo !== a.hi || b.lo !== b.hi) return null;
		if (a.lo === 0 && b.lo === 0) return "any";
		if (a.lo === 0 || b.lo === 0) return null;
		return a.lo === b.lo ? "1" : toText(divideExactly(fromNumber(a.lo), fromNumber(b.lo)));
	});
	const counts = new Map<string, number>();
	for (const key of keys) if (key !== null && key !== "any") counts.set(key, (counts.get(key) ?? 0) + 1);
	const [best] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ["1", 0] as [string, number]);
	const at = keys.indexOf(best);
	const ratio =
		at < 0 || best === "1"
			? point(1)
			: intervalArithmetic.divide(slopes[at][first + unit], slopes[at][first + from]);
	return { ratio, others: keys.flatMap((key, i) => (key === best || key === "any" ? [] : [i])) };
}

/**
 * A direction d of incoming weights (and bias) with d . (x_i, 1) = 0 for these samples: vector number `input` of the exact null space. Above
 * the first layer, where what enters is not data: an axis, and no sample may be named.
 */
function blindDirection(
	problem: CheckedProblem,
	{ branch, layer, input }: Generator,
	samples: readonly number[],
): Interval[] | string {
	const { inputs, bias } = problem.branches[branch][layer];
	const columns = inputs + (bias ? 1 : 0);
	const number = input ?? 0;
	if (samples.length === 0)
		return number < columns
			? Array.from({ length: columns }, (_, p) => point(p === number ? 1 : 0))
			: "there is no such direction.";
	if (layer > 0) return `units above the first layer have other slopes at sample ${samples[0]}.`;
	if (tooLarge(samples.length, columns)) return "too many samples bind the direction.";
	const rows = samples.map((i) => [...problem.source.data.x[i], ...(bias ? [1] : [])].map(fromNumber));
	const direction = nullSpace(rows, columns)[number];
	return direction === undefined ? "there is no such direction." : scaledToOne(direction);
}

/** Null spaces of the patterns of a layer: many fields are taken from one. */
const nullSpaces = new WeakMap<object, Map<string, readonly (readonly Rational[])[]>>();

/**
 * Changes delta_j of a_j (w_j, b_j), unit by unit, then e of the bias above, with sum_j s_ij delta_j . (x_i, 1) + e = 0 at every sample i
 * for slopes s_ij that are known exactly: vector number `input` of the exact null space.
 */
function invisibleChange(
	problem: CheckedProblem,
	{ branch, layer, input }: Generator,
	slopes: readonly (readonly Interval[])[],
): Interval[] | string {
	const [own, above] = problem.branches[branch].slice(layer);
	const columns = own.width * (own.inputs + (own.bias ? 1 : 0)) + (above.bias ? 1 : 0);
	if (tooLarge(problem.samples, columns)) return "there are too many samples and weights.";
	const key = `${branch} ${layer}`;
	let basis = nullSpaces.get(slopes)?.get(key);
	if (basis === undefined) {
		const found: Rational[][] = [];
		for (const [i, row] of slopes.entries()) {
			const ofLayer = row.slice(own.firstUnit, own.firstUnit + own.width);
			if (ofLayer.some(({ lo, hi }) => lo !== hi)) return `a slope is not known exactly at sample ${i}.`;
			const x = [...problem.source.data.x[i], ...(own.bias ? [1] : [])].map(fromNumber);
			found.push([
				...ofLayer.flatMap(({ lo }) => x.map((t) => multiplyExactly(fromNumber(lo), t))),
				...(above.bias ? [fromNumber(1)] : []),
			]);
		}
		basis = nullSpace(found, columns);
		nullSpaces.set(slopes, (nullSpaces.get(slopes) ?? new Map()).set(key, basis));
	}
	const change = basis[input ?? 0];
	return change === undefined ? "there is no such direction." : scaledToOne(change);
}
