import { cholesky, choleskySolve } from "../numerics/cholesky.ts";
import { luSolve } from "../numerics/lu.ts";
import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import { boxAt } from "../rigor/box.ts";
import { intervalArithmetic, middle } from "../rigor/interval.ts";
import { largestRowSum } from "../rigor/matrix-enclosure.ts";
import { watchful } from "../rigor/watchful.ts";
import type { CheckedProblem } from "./embedded-problem.ts";
import { type Generator, generatorKinds, notInvariant } from "./gauge.ts";
import { fieldAt, slopesOver } from "./gauge-field.ts";
import { gaugeRows } from "./gauge-fixing.ts";
import { gradientAt, type NewtonProof } from "./newton-proof.ts";
import { NotProved } from "./not-proved.ts";
import { gradientOver, hessianEnclosure, smoothEverywhere } from "./objective-enclosure.ts";

/** Parameters up to which all eigenvalues are computed to choose a shift. */
const eigenLimit = 400;
/** How far from the given point, relative to its size, the certified one may lie. */
const nearby = 0.01;
/** A field whose part outside the span of others is smaller than this share is not taken. */
const dependent = 1e-5;
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
	if (dropped.length === problem.parameters)
		return {
			centre: [Array.from(theta)],
			bits: null,
			boxes: [1e-9 * scale, 1e-9 * scale],
			shifts: [1, 1],
			gauge: [],
			gaugeWeight: 0,
			dropped,
		};
	const gauge = generators(problem, theta, dropped);
	let centre: number[][] = [Array.from(theta)];
	let bits: number | null = null;
	let reduced = reduce(problem, centre, gauge, dropped);
	if (problem.samples * problem.parameters <= preciseLimit) {
		for (let k = 0; k < 8; k++) {
			const [before] = centre;
			centre = refine(problem, reduced, centre, null);
			reduced = reduce(problem, centre, gauge, dropped);
			const moved = centre[0].reduce((most, x, i) => Math.max(most, Math.abs(x - before[i])), 0);
			if (moved < 1e-12 * scale) break;
		}
	}
	for (const precision of precisionsFor(problem)) {
		bits = precision;
		progress(bits === null ? "Newton steps" : `Newton steps in ${bits} bits`);
		centre = refine(problem, reduced, centre, bits);
		if (bits === null) reduced = reduce(problem, centre, gauge, dropped);
		requireNear(theta, centre[0], scale);
		const attempt = boxesFor(problem, reduced, centre, bits, scale, progress);
		if (attempt !== null) return { centre, bits, ...attempt, gauge, gaugeWeight: reduced.weight, dropped };
	}
	throw whyNot(problem, reduced, centre, bits, scale);
}

/** Newton steps from afar may lead anywhere: another point is not the one that was asked about. */
export function requireNear(theta: Float64Array, found: readonly number[], scale: number): void {
	const moved = found.reduce((most, x, k) => Math.max(most, Math.abs(x - theta[k])), 0);
	if (!(moved <= nearby * scale))
		throw new NotProved(
			"distance",
			`No critical point was found near the point; steps lead to another one, ${moved.toExponential(1)} away.`,
		);
}

/** What stands in the way of a proof. */
function whyNot(
	problem: CheckedProblem,
	{ matrix, kept, smallest }: Reduced,
	centre: readonly (readonly number[])[],
	bits: number | null,
	scale: number,
): NotProved {
	if (!hessianEnclosure(problem, boxAt(centre, 1e-9 * scale)).smooth)
		return new NotProved(
			"smoothness",
			"A preactivation lies on a kink, or so close that no box around the point avoids it.",
		);
	const size = norm(gradientAt(problem, centre, bits).gradient.map(middle));
	let trace = 0;
	for (let i = 0; i < kept.length; i++) trace += Math.abs(matrix[i * kept.length + i]);
	if (smallest <= 1e-9 * (trace / kept.length))
		return new NotProved(
			"eigenvalues",
			`An eigenvalue of the Hessian is about ${smallest.toExponential(1)}, too close to 0, and no symmetry that is known here explains it; the gradient is ${size.toExponential(1)}. The point may lie on a larger family of critical points, or there is none: a plateau and a drift to infinity look like this.`,
		);
	return new NotProved(
		"radius",
		`The gradient does not fall to 0 near the point: it is ${size.toExponential(3)} after Newton steps. There may be no critical point here.`,
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

/** Fields along which the loss is constant that move only parameters that matter, as many as are independent at theta. */
function generators(problem: CheckedProblem, theta: Float64Array, dropped: readonly number[]): Generator[] {
	const at = Array.from(theta, (t) => ({ lo: t, hi: t }));
	const slopes = slopesOver(problem, at);
	const found: Generator[] = [];
	const basis: Float64Array[] = [];
	for (const candidate of candidates(problem)) {
		if (notInvariant(problem, candidate) !== null) continue;
		const moved = fieldAt(problem, candidate, at, slopes);
		if (typeof moved === "string") continue;
		for (const k of dropped) moved.delete(k);
		const rest = new Float64Array(problem.parameters);
		for (const [k, { lo }] of moved) rest[k] = lo;
		const size = norm(Array.from(rest));
		if (!(size > 0)) continue;
		for (let pass = 0; pass < 2; pass++)
			for (const u of basis) {
				const along = u.reduce((sum, x, k) => sum + x * rest[k], 0);
				u.forEach((x, k) => {
					rest[k] -= along * x;
				});
			}
		const left = norm(Array.from(rest));
		if (left < dependent * size) continue;
		basis.push(rest.map((x) => x / left));
		found.push(candidate);
	}
	return found;
}

/** Scalings first: they say more than the mixtures that contain them; of linear units they are such mixtures. */
function* candidates({ branches }: CheckedProblem): Iterable<Generator> {
	for (const kind of generatorKinds)
		for (const [branch, layers] of branches.entries())
			for (const [layer, { width, inputs, bias, activation }] of layers.entries()) {
				const ofOne = activation.properties.polynomialDegree === 1 ? "linear" : "scaling";
				const own = inputs + (bias ? 1 : 0);
				if (kind === "pattern") {
					const count = layer === 0 ? width * own + 1 : 0;
					for (let input = 0; input < count; input++) yield { kind, branch, layer, unit: 0, from: 0, input };
					continue;
				}
				const places = kind === "unseen" ? Array.from({ length: own }, (_, p) => p) : [null];
				const alone = kind === ofOne || kind === "shift" || kind === "unseen";
				const together = kind === "linear" || kind === "rotation";
				for (let unit = 0; unit < width; unit++)
					for (let from = 0; from < width; from++)
						if (unit === from ? alone : together)
							for (const input of places) yield { kind, branch, layer, unit, from, input };
			}
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
	const at = centre[0].map((x) => ({ lo: x, hi: x }));
	const { middle: h } = hessianEnclosure(problem, at);
	const matrix = new Float64Array(n * n);
	kept.forEach((row, i) => {
		kept.forEach((column, j) => {
			matrix[i * n + j] = h[row * problem.parameters + column];
		});
	});
	const rows = gauge.length === 0 ? [] : gaugeRows(problem, gauge, dropped, centre[0]);
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
	if (!matrix.every(Number.isFinite))
		throw new NotProved("smoothness", "The Hessian is not finite at the point, or the point lies on a kink.");
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
