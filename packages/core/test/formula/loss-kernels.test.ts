import { beforeAll, describe, expect, it } from "vitest";
import { loss } from "../../src/problem/formula/losses.ts";
import { type Mpfr, type MpfrField, mpfrField } from "../oracle/mpfr-field.ts";
import { runLoss } from "./run-loss.ts";
import { spread } from "./variants.ts";

let field: MpfrField;
beforeAll(async () => {
	field = await mpfrField(320);
});

function ulps(exact: Mpfr, computed: number, scale: number): number {
	const distance = field.distance(exact, computed);
	return distance <= 64 * 5e-324 ? 0 : distance / (scale * 2 ** -52);
}

function size(exact: Mpfr): number {
	return Math.abs(field.toNumber(exact));
}

const magnitudes = [
	0, 5e-324, 1e-300, 1e-17, 1e-8, 0.3, 1, 1.5, 2, 5, 20, 36, 40, 300, 700, 708.5, 709.5, 745, 760, 1e4, 1e8,
];
const outputsOfOne = [
	...magnitudes,
	...magnitudes.map((t) => -t),
	...spread(150, -40, 40, 31),
	...spread(50, -3, 3, 32),
	1 - 2 ** -53,
	1 + 2 ** -52,
	-1 - 2 ** -52,
];

/** Bounds in ulps of |exact| for value, gradient, curvature. */
const marginBounds: readonly [string, number[], [number, number, number]][] = [
	["logistic", [], [2, 2, 4.5]],
	["exponential", [], [2, 2, 2]],
	["hinge", [], [0.5, 0, 0]],
	["hinge-power", [1], [0.5, 0, 0]],
	["hinge-power", [2], [1.5, 0.5, 0]],
	["hinge-power", [3], [3, 2, 1]],
	["hinge-power", [7], [8, 7, 6]],
	["hinge-power", [64], [66, 65, 64]],
];

describe("margin losses agree with their definitions in multi-precision", () => {
	it.each(marginBounds)("%s%j", (name, values, bounds) => {
		const chosen = loss(name, values);
		const f = [...outputsOfOne, ...outputsOfOne].map((t) => [t]);
		const y = f.map((_, s) => [s < outputsOfOne.length ? 1 : -1]);
		const df = f.map((_, s) => [1 + s / 8]);
		const { value, gradient, curvature, tangent } = runLoss(chosen, 2, { f, y }, df);
		f.forEach((row, s) => {
			field.reset();
			const exact = chosen.definition.evaluate(field, row.map(field.constant), y[s], chosen.parameters);
			const moved = field.multiply(exact.hessian[0], field.constant(df[s][0]));
			const where = `f = ${row[0]}, y = ${y[s][0]}`;
			expect(ulps(exact.value, value[s], size(exact.value)), where).toBeLessThanOrEqual(bounds[0]);
			expect(ulps(exact.gradient[0], gradient[s], size(exact.gradient[0])), where).toBeLessThanOrEqual(
				bounds[1],
			);
			expect(ulps(exact.hessian[0], curvature[s], size(exact.hessian[0])), where).toBeLessThanOrEqual(
				bounds[2],
			);
			expect(ulps(moved, tangent[s], size(moved)), where).toBeLessThanOrEqual(bounds[2] + 0.5);
		});
	});
});

describe("losses that are sums over outputs agree with their definitions", () => {
	const cases: [string, number[]][] = [
		["squared", []],
		["absolute", []],
		["huber", []],
		["huber", [0.25]],
		["huber", [3e5]],
	];
	it.each(cases)("%s%j for 1 to 10 outputs", (name, values) => {
		const chosen = loss(name, values);
		for (let outputs = 1; outputs <= 10; outputs++) {
			const numbers = spread(24 * outputs, -4, 4, 40 + outputs);
			const drawn = Array.from({ length: 24 }, (_, s) =>
				Array.from({ length: outputs }, (_, o) => numbers[s * outputs + o]),
			);
			// Whole outputs first, then any; targets at every distance, exact kinks included.
			const gaps = [0, 1, -1, 0.25, -0.25, 1e-9, 1e5, -3e5, 3e5, 7];
			const f = drawn.map((row, s) => (s < 12 ? row.map(Math.round) : row));
			const y = drawn.map((row, s) =>
				row.map((t, o) => {
					const gap = gaps[(s + 3 * o) % gaps.length];
					return s < 12 ? Math.round(t) - gap : t / 3 - gap;
				}),
			);
			const df = f.map((row, s) => row.map((_, o) => 1 + s - o / 4));
			const { value, gradient, curvature, tangent } = runLoss(chosen, 2, { f, y }, df);
			const stride = f.length + 4;
			f.forEach((row, s) => {
				field.reset();
				const exact = chosen.definition.evaluate(field, row.map(field.constant), y[s], chosen.parameters);
				const total = size(exact.value);
				expect(ulps(exact.value, value[s], total)).toBeLessThanOrEqual(2 + outputs / 2);
				row.forEach((_, o) => {
					const slope = exact.gradient[o];
					expect(ulps(slope, gradient[o * stride + s], size(slope))).toBeLessThanOrEqual(0.5);
					const bend = field.toNumber(exact.hessian[o * outputs + o]);
					expect(curvature[o * stride + s]).toBe(bend);
					expect(tangent[o * stride + s]).toBe(bend * df[s][o]);
				});
			});
		}
	});
});

describe("loss kernels", () => {
	it("write what the order asks for and nothing else, with the same bits", () => {
		for (const name of ["squared", "huber", "logistic", "cross-entropy", "hinge-power"]) {
			const chosen = loss(name);
			const margin = chosen.properties.coupling === "margin";
			const outputs = margin ? 1 : 3;
			const numbers = spread(8 * outputs, -3, 3, 70);
			const f = Array.from({ length: 8 }, (_, s) =>
				Array.from({ length: outputs }, (_, o) => numbers[s * outputs + o]),
			);
			const y = f.map((row, s) =>
				margin ? [s % 2 === 0 ? 1 : -1] : row.map((_, o) => (o === s % 3 ? 1 : 0)),
			);
			const [zero, one, two] = [0, 1, 2].map((order) => runLoss(chosen, order, { f, y }, f));
			expect(zero.value).toEqual(two.value);
			expect(one.value).toEqual(two.value);
			expect(one.gradient).toEqual(two.gradient);
			expect(zero.gradient.every((v) => v === -777)).toBe(true);
			expect(one.curvature.every((v) => v === -777)).toBe(true);
			for (const array of [two.gradient, two.curvature, two.tangent])
				for (let o = 0; o < outputs; o++)
					expect([...array.slice(o * 12 + 8, o * 12 + 12)]).toEqual([-777, -777, -777, -777]);
		}
	});
});
