import { beforeAll, describe, expect, it } from "vitest";
import type { Activation, ActivationProperties } from "../../src/problem/formula/activation.ts";
import type { Field } from "../../src/problem/formula/field.ts";
import { type Mpfr, type MpfrField, mpfrField } from "../oracle/mpfr-field.ts";
import { label, spread, variants } from "./variants.ts";

/**
 * Every declaration is recomputed from the formula alone, in 700 bits on a sample of points, and must be
 * equal to the declared one: claiming too much and claiming too little both fail.
 */
let field: MpfrField;
beforeAll(async () => {
	field = await mpfrField(700);
});

/** Sorted, symmetric about 0, with 0; unequal spacing; the zeros and minima of the formulas are near members. */
const half = [
	...spread(60, 0, 12, 21),
	0.25,
	0.75,
	1,
	1.25,
	1.5,
	2,
	2.5,
	3,
	4,
	6,
	8,
	12,
	0.001,
	1.278464542761074,
	0.7517915246935645,
];
const points = [...half.map((t) => -t), 0, ...half].sort((a, b) => a - b);

/** 2^-150: a step that shows a jump and hides a slope. */
const hair = 2 ** -150;

function number(a: Mpfr): number {
	return field.toNumber(a);
}

function derivatives(variant: Activation, t: Mpfr, order: number): Mpfr[] {
	return variant.definition.derivatives(field, t, order, variant.parameters);
}

function value(variant: Activation, t: Mpfr): Mpfr {
	return derivatives(variant, t, 0)[0];
}

function valueAt(variant: Activation, t: number): Mpfr {
	return value(variant, field.constant(t));
}

function equal(a: Mpfr, b: Mpfr, scale = 1): boolean {
	const difference = number(field.absolute(field.subtract(a, b)));
	return difference <= 1e-60 * (scale + Math.abs(number(a)));
}

/** The breakpoints that the formula itself uses, seen by an arithmetic that listens. */
function breakpoints(variant: Activation): number[] {
	const found = new Set<number>();
	const listening: Field<Mpfr> = {
		...field,
		piecewise: (t, at, left, right) => {
			found.add(at);
			return field.piecewise(t, at, left, right);
		},
	};
	for (const t of [-1, 1])
		variant.definition.derivatives(listening, field.constant(t), 3, variant.parameters);
	return [...found];
}

/** Whether derivative k has a jump at t. */
function jumps(variant: Activation, t: number, k: number): boolean {
	const left = field.subtract(field.constant(t), field.constant(hair));
	const before = derivatives(variant, left, 3)[k];
	const after = derivatives(variant, field.constant(t), 3)[k];
	return Math.abs(number(field.subtract(before, after))) > 1e-9;
}

function smoothness(variant: Activation): number {
	const breaks = breakpoints(variant);
	for (let k = 0; k <= 3; k++) if (breaks.some((t) => jumps(variant, t, k))) return k - 1;
	return Infinity;
}

/** Analytic: the formula on the left of each breakpoint, continued, is the formula on the right. */
function analytic(variant: Activation): boolean {
	const forced = (side: "left" | "right"): Field<Mpfr> => ({
		...field,
		piecewise: (_t, _at, left, right) => (side === "left" ? left() : right()),
	});
	return points.every((t) => {
		const [left, right] = (["left", "right"] as const).map(
			(side) => variant.definition.derivatives(forced(side), field.constant(t), 0, variant.parameters)[0],
		);
		return equal(left, right);
	});
}

function increasing(variant: Activation): ActivationProperties["increasing"] {
	const values = points.map((t) => valueAt(variant, t));
	const steps = values.slice(1).map((v, i) => field.compare(v, values[i]));
	if (steps.some((step) => step < 0)) return "no";
	return steps.every((step) => step > 0) ? "strictly" : "weakly";
}

function convex(variant: Activation): ActivationProperties["convex"] {
	const two = field.constant(2);
	let strict = true;
	for (let i = 0; i < points.length; i += 3) {
		for (let j = i + 1; j < points.length; j += 2) {
			const s = field.constant(points[i]);
			const t = field.constant(points[j]);
			const middle = value(variant, field.divide(field.add(s, t), two));
			const chord = field.divide(field.add(value(variant, s), value(variant, t)), two);
			if (equal(middle, chord, 1e-60)) strict = false;
			else if (field.compare(middle, chord) > 0) return "no";
		}
	}
	return strict ? "strictly" : "weakly";
}

function sameForAll(test: (t: Mpfr) => boolean): boolean {
	return points.every((t) => test(field.constant(t)));
}

function parity(variant: Activation): ActivationProperties["parity"] {
	const mirror = (t: Mpfr) => value(variant, field.negate(t));
	if (sameForAll((t) => equal(value(variant, t), mirror(t)))) return "even";
	const odd = sameForAll((t) => equal(value(variant, t), field.negate(mirror(t))));
	return odd ? "odd" : "none";
}

function oddUpToConstant(variant: Activation): number | null {
	const zero = field.constant(0);
	const sum = field.add(value(variant, zero), value(variant, zero));
	const constant = sameForAll((t) =>
		equal(
			field.add(value(variant, t), value(variant, field.negate(t))),
			sum,
			Math.abs(number(value(variant, t))),
		),
	);
	return constant ? number(sum) : null;
}

function homogeneousDegree(variant: Activation): number | null {
	for (let k = 0; k <= 8; k++) {
		const holds = [2, 0.5, 3].every((c) =>
			sameForAll((t) => {
				let scaled = value(variant, t);
				for (let i = 0; i < k; i++) scaled = field.multiply(field.constant(c), scaled);
				const moved = value(variant, field.multiply(field.constant(c), t));
				return equal(moved, scaled);
			}),
		);
		if (holds) return k;
	}
	return null;
}

function exponential(variant: Activation): boolean {
	const shift = field.constant(0.75);
	return sameForAll((t) => {
		const moved = value(variant, field.add(t, shift));
		const scaled = field.multiply(field.exp(shift), value(variant, t));
		return equal(moved, scaled, 0);
	});
}

function antiperiodicPi(variant: Activation): boolean {
	return sameForAll((t) =>
		equal(value(variant, field.add(t, field.pi())), field.negate(value(variant, t)), 1),
	);
}

/** The lowest d up to 12 for which every (d+1)-th difference on a grid of step 1/2 vanishes. */
function polynomialDegree(variant: Activation): number | null {
	let row = Array.from({ length: 33 }, (_, i) => valueAt(variant, i / 2 - 8));
	for (let degree = 0; degree <= 12; degree++) {
		row = row.slice(1).map((v, i) => field.subtract(v, row[i]));
		if (row.every((v) => Math.abs(number(v)) < 1e-100)) return degree;
	}
	return null;
}

/** Slopes at sorted points on both sides of every breakpoint; affine where the slope stays the same. */
function affinePieces(variant: Activation): { from: number; to: number; slope: number }[] {
	const breaks = breakpoints(variant);
	const edges = [-Infinity, ...breaks, Infinity];
	const pieces: { from: number; to: number; slope: number }[] = [];
	edges.slice(1).forEach((to, i) => {
		const from = edges[i];
		const inside = points.filter((t) => t > from && t < to);
		const slopes = inside.map((t) => derivatives(variant, field.constant(t), 1)[1]);
		if (!slopes.every((slope) => field.compare(slope, slopes[0]) === 0)) return;
		const last = pieces[pieces.length - 1];
		const slope = number(slopes[0]);
		if (last !== undefined && last.to === from && last.slope === slope)
			pieces[pieces.length - 1] = { ...last, to };
		else pieces.push({ from, to, slope });
	});
	return pieces;
}

/** Signs of sigma' at the points outside the flat pieces. */
function slopeSigns(variant: Activation): { t: number; sign: number }[] {
	const flat = variant.properties.affinePieces.filter((p) => p.slope === 0);
	return points
		.filter((t) => !flat.some((p) => t >= p.from && t <= p.to))
		.map((t) => ({
			t,
			sign: field.compare(derivatives(variant, field.constant(t), 1)[1], field.constant(0)),
		}));
}

describe("declared properties are those of the formula", () => {
	const cases = variants.map((v) => [label(v), v] as const);

	it.each(cases)("%s: smoothness, analyticity, kinks", (_, variant) => {
		field.reset();
		const { properties } = variant;
		expect(properties.smoothness).toBe(smoothness(variant));
		expect(properties.analytic).toBe(analytic(variant));
		expect(properties.kinks).toEqual(breakpoints(variant).filter((t) => jumps(variant, t, 1)));
		expect(properties.curvatureJumps).toEqual(
			breakpoints(variant).filter((t) => jumps(variant, t, 2) && !jumps(variant, t, 1)),
		);
	});

	it.each(cases)("%s: monotone and convex", (_, variant) => {
		field.reset();
		const { properties } = variant;
		expect(properties.increasing).toBe(increasing(variant));
		expect(properties.convex).toBe(convex(variant));
		const slopes = points.map((t) => derivatives(variant, field.constant(t), 2));
		const zero = field.constant(0);
		const rising = slopes.every(([, d1]) => field.compare(d1, zero) > 0);
		const curved = slopes.every(([, , d2]) => field.compare(d2, zero) > 0);
		expect(properties.positiveSlope).toBe(rising);
		expect(properties.positiveDerivative).toBe(rising && properties.kinks.length === 0);
		expect(properties.positiveCurvature).toBe(curved && properties.smoothness >= 2);
	});

	it.each(cases)("%s: symmetries", (_, variant) => {
		field.reset();
		const { properties } = variant;
		expect(properties.parity).toBe(parity(variant));
		expect(properties.oddUpToConstant).toBe(oddUpToConstant(variant));
		expect(properties.homogeneousDegree).toBe(homogeneousDegree(variant));
		const isZero = points.every((t) => number(valueAt(variant, t)) === 0);
		expect(properties.exponential).toBe(!isZero && exponential(variant));
		expect(properties.antiperiodicPi).toBe(!isZero && antiperiodicPi(variant));
	});

	it.each(cases)("%s: polynomial and affine pieces", (_, variant) => {
		field.reset();
		const { properties } = variant;
		expect(properties.polynomialDegree).toBe(polynomialDegree(variant));
		expect(properties.affinePieces).toEqual(affinePieces(variant));
	});

	it.each(cases)("%s: zeros of the derivative", (_, variant) => {
		field.reset();
		const { derivativeZeros } = variant.properties;
		const signs = slopeSigns(variant);
		const changes = signs.filter(({ sign }, i) => i > 0 && sign !== signs[i - 1].sign).length;
		if (derivativeZeros === "infinitely many") {
			expect(changes).toBeGreaterThan(6);
			return;
		}
		const zeros = signs.filter(({ sign }) => sign === 0).map(({ t }) => t);
		if (derivativeZeros === "unlisted") {
			expect(changes).toBeGreaterThan(0);
			return;
		}
		expect(zeros).toEqual([...derivativeZeros]);
		// No sign change hides between two sample points.
		const pieces = [-Infinity, ...derivativeZeros, ...variant.properties.kinks, Infinity];
		pieces.slice(1).forEach((to, i) => {
			const inside = signs.filter(({ t }) => t > pieces[i] && t < to);
			expect(new Set(inside.map(({ sign }) => sign)).size).toBeLessThan(2);
		});
	});

	it.each(cases)("%s: range and limits", (_, variant) => {
		field.reset();
		const { range, limits } = variant.properties;
		const far = [1e3, 1e5, 3e6, 1e7];
		const values = [...points, ...far, ...far.map((t) => -t)].map((t) => valueAt(variant, t));
		for (const v of values) {
			expect(field.compare(v, field.constant(range[0]))).toBeGreaterThanOrEqual(0);
			expect(field.compare(v, field.constant(range[1]))).toBeLessThanOrEqual(0);
		}
		const numbers = values.map(number);
		const lowest = Math.min(...numbers);
		const highest = Math.max(...numbers);
		if (range[0] === -Infinity) expect(lowest).toBeLessThan(-1e3);
		else expect(lowest - range[0]).toBeLessThan(2e-2 * (1 + Math.abs(range[0])));
		if (range[1] === Infinity) expect(highest).toBeGreaterThan(1e3);
		else expect(range[1] - highest).toBeLessThan(2e-2 * (1 + Math.abs(range[1])));
		[-1, 1].forEach((side, i) => {
			const tail = [1e5, 3e6, 1e7].map((t) => number(valueAt(variant, side * t)));
			const limit = limits[i];
			if (limit === null)
				expect(tail.includes(Infinity) || Math.max(...tail) - Math.min(...tail) > 0.1).toBe(true);
			else for (const v of tail) expect(Math.abs(v - limit)).toBeLessThan(2e-5);
		});
	});
});
