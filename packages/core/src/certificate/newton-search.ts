import { cholesky, choleskySolve } from "../numerics/cholesky.ts";
import { luSolve } from "../numerics/lu.ts";
import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import { type Interval, intervalArithmetic, middle } from "../rigor/interval.ts";
import { largestRowSum } from "../rigor/matrix-enclosure.ts";
import type { CheckedProblem } from "./embedded-problem.ts";
import { type Generator, generatorAt, notInvariant } from "./gauge.ts";
import { boxAt, gradientAt, type NewtonProof, NotProved } from "./newton-proof.ts";
import { gradientOver, hessianEnclosure, smoothEverywhere, watchful } from "./objective-enclosure.ts";

/** Parameters up to which all eigenvalues are computed to choose a shift. */
const eigenLimit = 400;
/** Samples times parameters up to which the gradient is enclosed in higher precision at once. */
const preciseLimit = 20_000;
/** Share of the smallest eigenvalue that is tried as its bound: of one from a decomposition, and of one by inverse iteration. */
const share = { decomposed: 0.99999, iterated: 0.98 };

/**
 * Looks for what a proof by Newton's method needs: a centre where the gradient is as small as its precision allows, gauge and
 * dropped parameters, shifts, boxes. Nothing here is trusted: the checker computes all of it anew.
 * @throws NotProved
 */
export function searchNewtonProof(
	problem: CheckedProblem,
	theta: Float64Array,
	progress: (message: string) => void,
): NewtonProof {
	const scale = 1 + theta.reduce((a, x) => Math.max(a, Math.abs(x)), 0);
	const dropped = idleParameters(problem, theta, 1e-7 * scale);
	const gauge = generators(problem, dropped);
	let centre: number[][] = [Array.from(theta)];
	let bits: number | null = null;
	let reduced = reduce(problem, centre, gauge, dropped);
	if (problem.samples * problem.parameters <= preciseLimit) {
		centre = refine(problem, reduced, centre, null);
		reduced = reduce(problem, centre, gauge, dropped);
	}
	for (const precision of precisionsFor(problem)) {
		bits = precision;
		progress(bits === null ? "Newton steps" : `Newton steps in ${bits} bits`);
		centre = refine(problem, reduced, centre, bits);
		if (bits === null) reduced = reduce(problem, centre, gauge, dropped);
		const attempt = boxesFor(problem, reduced, centre, bits, scale, progress);
		if (attempt !== null) return { centre, bits, ...attempt, gauge, gaugeWeight: reduced.weight, dropped };
	}
	throw new NotProved(
		"radius",
		`The gradient does not fall to 0 near the point: it is ${norm(gradientAt(problem, centre, bits).gradient.map(middle)).toExponential(3)} after Newton steps. There may be no critical point here; a plateau and a drift to infinity look like this.`,
	);
}

/** float64 first, unless so little is to be computed that higher precision, which encloses more tightly, costs no time. */
function precisionsFor({ samples, parameters }: CheckedProblem): readonly (number | null)[] {
	const higher = [128, 160, 256];
	return samples * parameters <= preciseLimit ? higher : [null, null, null, ...higher];
}

function norm(v: readonly number[]): number {
	return Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
}

/** Parameters with derivative 0 all over a small box. */
function idleParameters(problem: CheckedProblem, theta: Float64Array, r: number): number[] {
	const watched = smoothEverywhere(problem) ? null : watchful();
	const { gradient } = gradientOver(
		problem,
		watched?.field ?? intervalArithmetic,
		boxAt([Array.from(theta)], r),
	);
	if (watched !== null && !watched.smooth()) return [];
	return gradient.flatMap(({ lo, hi }, k) => (lo === 0 && hi === 0 ? [k] : []));
}

/** All groups that leave the loss as it is and move only parameters that matter. */
function generators(problem: CheckedProblem, dropped: readonly number[]): Generator[] {
	const idle = new Set(dropped);
	const found: Generator[] = [];
	problem.branches.forEach((layers, branch) => {
		layers.forEach(({ width }, layer) => {
			for (let unit = 0; unit < width; unit++)
				for (let from = 0; from < width; from++) {
					const linear: Generator = { kind: "linear", branch, layer, unit, from };
					const scaling: Generator = { kind: "scaling", branch, layer, unit, from };
					const one =
						notInvariant(problem, linear) === null
							? linear
							: unit === from && notInvariant(problem, scaling) === null
								? scaling
								: null;
					if (one !== null && !touches(problem, one, idle)) found.push(one);
				}
		});
	});
	return found;
}

function touches(problem: CheckedProblem, generator: Generator, idle: ReadonlySet<number>): boolean {
	const anywhere = new Array<Interval>(problem.parameters).fill({ lo: 1, hi: 1 });
	return [...generatorAt(problem, generator, anywhere).keys()].some((k) => idle.has(k));
}

/** G = H + c B^T B over the kept parameters at a point, in float64. */
interface Reduced {
	readonly kept: readonly number[];
	readonly matrix: Float64Array;
	readonly weight: number;
	readonly rows: readonly ReadonlyMap<number, number>[];
	/** The smallest size of an eigenvalue of G, about. */
	readonly smallest: number;
	/** What is tried as a bound of it. */
	readonly tried: number;
	/** Lower factor where G is positive definite. */
	readonly factor: Float64Array | null;
}

function reduce(
	problem: CheckedProblem,
	centre: readonly (readonly number[])[],
	gauge: readonly Generator[],
	dropped: readonly number[],
): Reduced {
	const isDropped = new Set(dropped);
	const kept = Array.from({ length: problem.parameters }, (_, k) => k).filter((k) => !isDropped.has(k));
	const n = kept.length;
	if (n === 0) throw new NotProved("dropped", "The loss does not depend on any parameter near the point.");
	const at = centre[0].map((x) => ({ lo: x, hi: x }));
	const { middle: h } = hessianEnclosure(problem, at);
	const matrix = new Float64Array(n * n);
	kept.forEach((row, i) => {
		kept.forEach((column, j) => {
			matrix[i * n + j] = h[row * problem.parameters + column];
		});
	});
	const rows = gauge.map(
		(generator) => new Map([...generatorAt(problem, generator, at)].map(([k, { lo }]) => [k, lo] as const)),
	);
	let trace = 0;
	for (let i = 0; i < n; i++) trace += Math.abs(matrix[i * n + i]);
	let length = 0;
	for (const row of rows) for (const x of row.values()) length += x * x;
	const weight = rows.length === 0 || length === 0 ? 0 : (trace / n) * (rows.length / length);
	const place = new Map(kept.map((k, i) => [k, i] as const));
	for (const row of rows)
		for (const [k, x] of row)
			for (const [l, y] of row) {
				const i = place.get(k) ?? 0;
				const j = place.get(l) ?? 0;
				matrix[i * n + j] += weight * x * y;
			}
	const factor = cholesky(matrix, n);
	if (n <= eigenLimit || factor === null) {
		const { values } = symmetricEigen(matrix, n, false);
		const smallest = values.reduce((a, x) => Math.min(a, Math.abs(x)), Infinity);
		return { kept, matrix, weight, rows, smallest, tried: share.decomposed * smallest, factor };
	}
	const smallest = smallestByInverse(factor, n);
	return { kept, matrix, weight, rows, smallest, tried: share.iterated * smallest, factor };
}

/** The smallest eigenvalue of a positive definite matrix, by inverse iteration with its factor. */
function smallestByInverse(factor: Float64Array, n: number): number {
	let v: Float64Array = Float64Array.from({ length: n }, (_, i) => 1 + ((i * 7919) % 101) / 101);
	let value = Infinity;
	for (let k = 0; k < 60; k++) {
		const size = norm(Array.from(v));
		v = choleskySolve(
			factor,
			n,
			v.map((x) => x / size),
		);
		value = 1 / norm(Array.from(v));
	}
	return value;
}

/** Newton steps from the centre; in higher precision each step is a new row of the sum. */
function refine(
	problem: CheckedProblem,
	{ kept, matrix, factor }: Reduced,
	centre: readonly (readonly number[])[],
	bits: number | null,
): number[][] {
	const n = kept.length;
	let best = centre.map((row) => [...row]);
	let size = norm(gradientAt(problem, best, bits).gradient.map(middle));
	for (let k = 0; k < 12; k++) {
		const gradient = gradientAt(problem, best, bits).gradient.map(middle);
		const right = Float64Array.from(kept, (p) => gradient[p]);
		const step = factor !== null ? choleskySolve(factor, n, right) : luSolve(matrix, n, right);
		if (step === null) break;
		const row = new Array<number>(problem.parameters).fill(0);
		kept.forEach((p, i) => {
			row[p] = -step[i];
		});
		const next = bits === null ? [best[0].map((x, p) => x + row[p])] : appended(best, row);
		const after = norm(gradientAt(problem, next, bits).gradient.map(middle));
		if (!(after < size)) break;
		const gain = after / size;
		best = next;
		size = after;
		if (size === 0 || (bits === null && gain > 0.5) || best.length >= 4) break;
	}
	return best;
}

/** Adds a row to the sum, keeping the rows as small as they can be. */
function appended(centre: readonly (readonly number[])[], row: readonly number[]): number[][] {
	return [...centre.map((each) => [...each]), [...row]];
}

/** Boxes and shifts for which the proof should go through; null where the gradient is too large for the eigenvalues. */
function boxesFor(
	problem: CheckedProblem,
	{ kept, smallest, tried, rows, weight }: Reduced,
	centre: readonly (readonly number[])[],
	bits: number | null,
	scale: number,
	progress: (message: string) => void,
): { boxes: [number, number]; shifts: [number, number] } | null {
	if (!(smallest > 0)) return null;
	const gradient = gradientAt(problem, centre, bits).gradient.map(({ lo, hi }) => Math.max(-lo, hi));
	const reach = norm(kept.map((k) => gradient[k])) / tried;
	const variation = (r: number): number => {
		progress(`The Hessian over a box of ${r.toExponential(1)}`);
		const { radius, smooth } = hessianEnclosure(problem, boxAt(centre, r));
		if (!smooth) return Infinity;
		const n = kept.length;
		const e = new Float64Array(n * n);
		kept.forEach((row, i) => {
			kept.forEach((column, j) => {
				e[i * n + j] = radius[row * problem.parameters + column];
			});
		});
		return largestRowSum(e, n);
	};
	// The gauge matrix is constant: it adds rounding only.
	const floor = rows.length > 0 ? weight * 1e-13 : 0;
	let near = Math.max(4 * reach, 1e-15 * scale);
	let spread = variation(near) + floor;
	for (let k = 0; k < 4 && spread > 0.2 * smallest && near > 1.5 * reach; k++) {
		near = Math.max(1.5 * reach, near / 8);
		spread = variation(near) + floor;
	}
	if (!(spread < 0.9 * tried) || !(reach * 1.2 <= near)) return null;
	// The far box: the variation grows about linearly with it.
	let far = near;
	let guess = Math.min(
		0.1,
		(0.4 * smallest * Math.max(near, 1e-9 * scale)) / variation(Math.max(near, 1e-9 * scale)),
	);
	for (let k = 0; k < 14 && guess > near; k++) {
		if (variation(guess) + floor < 0.9 * tried) {
			far = guess;
			break;
		}
		guess /= 2;
	}
	return { boxes: [near, far], shifts: [tried, 0.95 * smallest] };
}
