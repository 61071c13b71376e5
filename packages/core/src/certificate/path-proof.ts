import { addUp } from "../rigor/directed.ts";
import { type Interval, intervalArithmetic } from "../rigor/interval.ts";
import type { Statement } from "./certificate.ts";
import {
	type CheckedProblem,
	listAt,
	MalformedCertificate,
	numberAt,
	numbersAt,
} from "./embedded-problem.ts";
import { NotProved } from "./not-proved.ts";
import { gradientOver, lossOver } from "./objective-enclosure.ts";

/** `proof` of the method "path". */
export interface PathProof {
	readonly method: "path";
	/** The corners of the path, P float64 numbers each. */
	readonly corners: readonly (readonly number[])[];
	readonly bound: number;
}

/** Halvings of a segment, and passes over weights and samples altogether. */
const limits = { depth: 48, work: 3e8 };

/**
 * Shows that the loss stays at or below a bound on the straight segments between the corners.
 *
 * Proof. Over a piece theta(t) = theta_0 + t d, t in [p, q], with middle m: L(theta(t)) lies in the enclosure of L over the piece, and in
 * L(theta(m)) + [p - m, q - m] D, D an enclosure of d . grad L over the piece: L is Lipschitz, and where activations or the loss have
 * kinks the hull of the derivatives on both sides holds all its increments. A piece whose enclosure is not below the bound is halved.
 * @throws NotProved, MalformedCertificate
 */
export function provePath(problem: CheckedProblem, file: Readonly<Record<string, unknown>>): Statement {
	const n = problem.parameters;
	const corners = listAt(file.corners, "proof.corners").map((row, k) =>
		numbersAt(row, `proof.corners[${k}]`, n),
	);
	if (corners.length < 2)
		throw new MalformedCertificate("proof.corners", "at least two corners were expected.");
	const bound = numberAt(file.bound, "proof.bound");
	const cost =
		problem.samples *
		problem.branches.flat().reduce((sum, { width, inputs }) => sum + width * (inputs + 8), 0);
	let left = limits.work / cost;
	let highest = -Infinity;
	for (const corner of corners)
		highest = Math.max(
			highest,
			lossOver(problem, intervalArithmetic, corner.map(intervalArithmetic.constant)).lo,
		);
	for (let k = 1; k < corners.length; k++) {
		const pieces: { readonly p: number; readonly q: number; readonly depth: number }[] = [
			{ p: 0, q: 1, depth: 0 },
		];
		for (let piece = pieces.pop(); piece !== undefined; piece = pieces.pop()) {
			const { p, q, depth } = piece;
			if (--left < 0)
				throw new NotProved("path", "The path needs more pieces than are checked: take a larger bound.");
			if (upperBound(problem, corners[k - 1], corners[k], p, q) <= bound) continue;
			if (depth >= limits.depth)
				throw new NotProved(
					"path",
					`That the loss stays below ${bound} was not shown at ${p} of segment ${k}.`,
				);
			const middle = (p + q) / 2;
			pieces.push({ p: middle, q, depth: depth + 1 }, { p, q: middle, depth: depth + 1 });
		}
	}
	return {
		claim: "loss-below-on-path",
		modulo: [],
		widths: null,
		index: null,
		loss: [highest, bound],
		radius: 0,
		uniqueness: null,
		smallestEigenvalue: null,
		gap: null,
	};
}

/** An upper bound of the loss on the part [p, q] of a segment; p and q are multiples of a power of two. */
export function upperBound(
	problem: CheckedProblem,
	from: readonly number[],
	to: readonly number[],
	p: number,
	q: number,
): number {
	const { add, subtract, multiply, constant } = intervalArithmetic;
	const d = to.map((x, k) => subtract(constant(x), constant(from[k])));
	const over = (t: Interval) => d.map((step, k) => add(constant(from[k]), multiply(step, t)));
	const { loss, gradient } = gradientOver(problem, intervalArithmetic, over({ lo: p, hi: q }));
	const m = (p + q) / 2;
	const slope = gradient.reduce((sum, g, k) => add(sum, multiply(g, d[k])), constant(0));
	const half = { lo: p - m, hi: q - m };
	const centred = addUp(
		lossOver(problem, intervalArithmetic, over(constant(m))).hi,
		multiply(slope, half).hi,
	);
	const direct = Number.isNaN(loss.hi) ? Infinity : loss.hi;
	return Number.isNaN(centred) ? direct : Math.min(direct, centred);
}
