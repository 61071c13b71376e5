import { beforeAll, describe, expect, it } from "vitest";
import { allocateFloats, floats, kernel, release } from "../../src/numerics/kernels.ts";
import type { Activation } from "../../src/problem/formula/activation.ts";
import {
	logisticDensity,
	logisticSigmoid,
	normalDensity,
	normalDistribution,
} from "../../src/problem/formula/activations/standard-pieces.ts";
import type { Field } from "../../src/problem/formula/field.ts";
import { type MpfrField, mpfrField } from "../oracle/mpfr-field.ts";
import { label, spread, variants } from "./variants.ts";

/**
 * Bounds in ulps (2^-52 of the scale) for sigma, sigma', sigma''. Without an entry in `scales` the
 * scale is |exact value|: relative accuracy everywhere.
 */
const bounds: Readonly<Record<string, readonly [number, number, number]>> = {
	identity: [0, 0, 0],
	relu: [0, 0, 0],
	"leaky-relu": [0.5, 0, 0],
	elu: [2.5, 2.5, 2.5],
	selu: [3.5, 3.5, 3.5],
	softplus: [2, 2, 4.5],
	sigmoid: [2, 4.5, 7],
	tanh: [2, 5, 7.5],
	arctan: [2, 2, 4],
	erf: [2, 5, 5.5],
	gelu: [4.5, 6, 6],
	silu: [2.5, 6, 9],
	sin: [2, 2, 2],
	gaussian: [4, 4.5, 7],
	exp: [2, 2, 2],
	square: [0.5, 0, 0],
	cube: [1, 1, 0.5],
	softsign: [1, 2, 3],
	polynomial: [12, 16, 24],
};

type Scale = <T>(field: Field<T>, t: T, absolute: (a: T) => T, p: readonly number[]) => T;

/** Sum of |k-th derivative of c_j t^j|. */
function absoluteTerms(order: number): Scale {
	return (field, t, absolute, p) => {
		let sum = field.constant(0);
		for (let j = p.length - 1; j >= order; j--) {
			let factor = Math.abs(p[j]);
			for (let i = 0; i < order; i++) factor *= j - i;
			sum = field.add(field.multiply(sum, absolute(t)), field.constant(factor));
		}
		return sum;
	};
}

/** Where sigma' or sigma'' is a difference that vanishes somewhere, the scale is the sum of its terms. */
const scales: Readonly<Record<string, readonly (Scale | null)[]>> = {
	// Phi + |t phi|, (2 + t^2) phi
	gelu: [
		null,
		(field, t, absolute) =>
			field.add(normalDistribution(field, t), absolute(field.multiply(t, normalDensity(field, t)))),
		(field, t) => field.multiply(field.add(field.constant(2), field.multiply(t, t)), normalDensity(field, t)),
	],
	// s (1 + |t| s(-t)), s s(-t) (2 + |t|)
	silu: [
		null,
		(field, t, absolute) =>
			field.add(logisticSigmoid(field, t), field.multiply(absolute(t), logisticDensity(field, t))),
		(field, t, absolute) =>
			field.multiply(field.add(field.constant(2), absolute(t)), logisticDensity(field, t)),
	],
	// (4 t^2 + 2) e^(-t^2)
	gaussian: [
		null,
		null,
		(field, t) => {
			const square = field.multiply(t, t);
			return field.multiply(
				field.add(field.multiply(field.constant(4), square), field.constant(2)),
				field.exp(field.negate(square)),
			);
		},
	],
	polynomial: [absoluteTerms(0), absoluteTerms(1), absoluteTerms(2)],
};

const tiny = [0, 5e-324, 1e-310, 1e-300, 1e-160, 1e-100, 1e-20, 1e-9, 3e-5];
const edges = [
	1 / 3,
	0.5,
	Math.SQRT1_2,
	0.7517915246935645,
	1,
	1.278464542761074,
	Math.SQRT2,
	2,
	2.3993572805154675,
	Math.PI,
	Math.PI / 2,
	5.9,
	6.1,
	8.3,
	18.4,
	19.1,
	20,
	20.1,
	22.5,
	26.5,
	27.2,
	36.8,
	37.5,
	38.4,
	38.6,
	39.9,
	354,
	372.4,
	700,
	708.3,
	709.7,
	709.8,
	744,
	745.1,
	745.2,
	746,
	1000,
	4321.5,
	1e6,
	1e15,
];
const huge = [1e77, 1e102, 1e154, 1e160, 1e300];

function pointsFor(activation: Activation): number[] {
	const { polynomialDegree } = activation.properties;
	const magnitudes = [...tiny, ...edges];
	// Horner's rule overflows where the exact value may cancel.
	if (activation.name !== "polynomial" || (polynomialDegree ?? 0) < 2) magnitudes.push(...huge);
	return [
		...magnitudes,
		...magnitudes.map((t) => -t),
		...spread(160, -40, 40, 1),
		...spread(160, -3, 3, 2),
		...spread(40, -0.01, 0.01, 3),
	];
}

/** sigma, sigma', sigma'' at the points, by the kernel with the given order; null for what the order leaves out. */
function evaluate(activation: Activation, order: number, points: readonly number[]): Float64Array[] {
	const n = points.length;
	const { parameters } = activation;
	const bound = allocateFloats(parameters.length + 1);
	const arrays = [0, 1, 2, 3].map(() => allocateFloats(n));
	floats(bound, parameters.length + 1).set([parameters.length, ...parameters]);
	for (const array of arrays) floats(array, n).fill(-777);
	floats(arrays[0], n).set(points);
	kernel("activate")(activation.kernel, order, n, bound, ...arrays);
	const results = arrays.slice(1).map((array) => floats(array, n).slice());
	for (const address of [bound, ...arrays]) release(address);
	return results;
}

let field: MpfrField;
beforeAll(async () => {
	field = await mpfrField(256);
});

describe("activation kernels agree with the definitions in multi-precision", () => {
	it.each(variants.map((v) => [label(v), v] as const))("%s", (_, variant) => {
		const points = pointsFor(variant);
		if (points.length % 2 === 1) points.push(0.25);
		const computed = evaluate(variant, 2, points);
		const limit = bounds[variant.name];
		const worst = [0, 0, 0];
		const where = [0, 0, 0];
		points.forEach((point, i) => {
			field.reset();
			const t = field.constant(point);
			const { definition, parameters } = variant;
			const exact = definition.derivatives(field, t, 2, parameters);
			exact.forEach((value, k) => {
				const scale = scales[variant.name]?.[k];
				const size = Math.abs(field.toNumber(scale ? scale(field, t, field.absolute, parameters) : value));
				const floor = 64 * 5e-324 * Math.max(1, Math.abs(point));
				const distance = field.distance(value, computed[k][i]);
				if (!(distance > floor)) {
					expect(distance).not.toBeNaN();
					return;
				}
				const ulps = distance / (size * 2 ** -52);
				if (!(ulps <= worst[k])) {
					worst[k] = ulps;
					where[k] = point;
				}
			});
		});
		worst.forEach((ulps, k) => {
			expect(ulps, `derivative ${k} is ${ulps} ulps off at t = ${where[k]}`).toBeLessThanOrEqual(limit[k]);
		});
	});
});

describe("activation kernels", () => {
	const points = [...spread(30, -5, 5, 4), 0, -0, 1e6, -1e6];

	it.each(variants.map((v) => [label(v), v] as const))(
		"%s: a value depends neither on the order nor on its neighbour",
		(_, variant) => {
			const [a0, , untouched] = evaluate(variant, 0, points);
			const [a1, d1, untouched2] = evaluate(variant, 1, points);
			const [a2, e1, e2] = evaluate(variant, 2, points);
			expect(untouched.every((v) => v === -777)).toBe(true);
			expect(untouched2.every((v) => v === -777)).toBe(true);
			expect(a0).toEqual(a2);
			expect(a1).toEqual(a2);
			expect(d1).toEqual(e1);
			const [, ...rest] = points;
			const shifted = evaluate(variant, 2, [...rest, points[0]]);
			[a2, e1, e2].forEach((values, k) => {
				expect([...shifted[k].slice(0, -1)]).toEqual([...values.slice(1)]);
			});
		},
	);

	it.each(variants.map((v) => [label(v), v] as const))(
		"%s: infinite arguments give the declared limits, NaN stays NaN",
		(_, variant) => {
			const [a, d1, d2] = evaluate(variant, 2, [-Infinity, Infinity, NaN, NaN]);
			const { limits } = variant.properties;
			limits.forEach((limit, side) => {
				if (limit === null || variant.name === "polynomial") return;
				expect(Math.abs(a[side] - limit)).toBeLessThanOrEqual(2 ** -52 * Math.abs(limit));
				expect(Math.abs(d1[side])).toBe(0);
				expect(Math.abs(d2[side])).toBe(0);
			});
			if (variant.properties.polynomialDegree !== 0) expect(a[2]).toBeNaN();
		},
	);

	it("takes the right-hand derivative at a kink", () => {
		for (const variant of variants) {
			for (const kink of variant.properties.kinks) {
				const [, d1] = evaluate(variant, 1, [kink, kink]);
				const [, after] = evaluate(variant, 1, [kink + 1e-9, kink + 1e-9]);
				expect(Math.abs(d1[0] - after[0])).toBeLessThan(1e-6);
			}
		}
	});
});
