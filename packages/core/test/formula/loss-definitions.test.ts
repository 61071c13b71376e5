import { beforeAll, describe, expect, it } from "vitest";
import type { Loss, LossProperties } from "../../src/problem/formula/loss.ts";
import { loss, lossNames } from "../../src/problem/formula/losses.ts";
import { type Mpfr, type MpfrField, mpfrField } from "../oracle/mpfr-field.ts";
import { spread } from "./variants.ts";

let field: MpfrField;
beforeAll(async () => {
	field = await mpfrField(512);
});

const variants: readonly Loss[] = [
	...lossNames.map((name) => loss(name)),
	loss("huber", [0.25]),
	loss("hinge-power", [1]),
	loss("hinge-power", [2]),
	loss("hinge-power", [4]),
];
const cases = variants.map((v) => [`${v.name}(${v.parameters})`, v] as const);

/** Targets that suit a loss, for `outputs` outputs. */
function targetsFor({ properties }: Loss, outputs: number): number[][] {
	if (properties.coupling === "margin") return [[1], [-1]];
	if (properties.coupling === "per-output") return [Array.from({ length: outputs }, (_, o) => 0.5 - o)];
	return Array.from({ length: outputs }, (_, k) =>
		Array.from({ length: outputs }, (_, o) => (o === k ? 1 : 0)),
	);
}

function outputsFor(chosen: Loss): number {
	return chosen.properties.coupling === "margin" ? 1 : 3;
}

function evaluate(chosen: Loss, f: readonly Mpfr[], y: readonly number[]) {
	return chosen.definition.evaluate(field, f, y, chosen.parameters);
}

function number(a: Mpfr): number {
	return field.toNumber(a);
}

describe("values worked out by hand", () => {
	const ln2 = Math.LN2;
	const known: [string, number[], number[], number[], number][] = [
		["squared", [], [3, 1], [1, 2], 2.5],
		["absolute", [], [3, 1], [1, 2], 3],
		["huber", [], [3, 1.5], [1, 1], 1.5 + 0.125],
		["huber", [2], [3, 1], [1, 1], 2],
		["logistic", [], [0], [1], ln2],
		["logistic", [], [2], [-1], 2.1269280110429727],
		["cross-entropy", [], [0, 0, 0], [0, 1, 0], 1.0986122886681098],
		["cross-entropy", [], [1, 3], [0, 1], 0.1269280110429725],
		["cross-entropy", [], [0, 0], [0.25, 0.75], ln2],
		["hinge", [], [0.25], [1], 0.75],
		["hinge", [], [2], [1], 0],
		["hinge-power", [], [1], [-1], 8],
		["hinge-power", [2], [1], [-1], 4],
		["exponential", [], [1], [-1], Math.E],
	];
	it.each(known)("%s%j of %j against %j is %f", (name, values, f, y, expected) => {
		field.reset();
		const { value } = evaluate(loss(name, values), f.map(field.constant), y);
		expect(field.distance(value, expected)).toBeLessThanOrEqual(4e-16 * (1 + expected));
	});
});

describe("gradient and Hessian are the right-hand derivatives", () => {
	/** The step goes up in z = -y f for margin losses, so that the right-hand side is the one taken. */
	it.each(cases)("%s", (_, chosen) => {
		const outputs = outputsFor(chosen);
		const margin = chosen.properties.coupling === "margin";
		const numbers = spread(30 * outputs, -4, 4, 61);
		const rows = Array.from({ length: 30 }, (_, s) => numbers.slice(s * outputs, (s + 1) * outputs));
		if (margin) rows.push([1], [-1]);
		else rows.push([0.5, -0.5, -1.5], [1.5, -0.25, -2.5], [-0.5, -1.5, -1.75]);
		for (const row of rows) {
			for (const y of targetsFor(chosen, outputs)) {
				field.reset();
				const f = row.map(field.constant);
				const h = field.constant(2 ** -90 * (margin ? -y[0] : 1));
				const at = evaluate(chosen, f, y);
				for (let o = 0; o < outputs; o++) {
					const moved = f.map((t, q) => (q === o ? field.add(t, h) : t));
					const beyond = evaluate(chosen, moved, y);
					const pairs: [Mpfr, Mpfr, Mpfr][] = [
						[at.value, beyond.value, at.gradient[o]],
						...f.map((_, q): [Mpfr, Mpfr, Mpfr] => [
							at.gradient[q],
							beyond.gradient[q],
							at.hessian[q * outputs + o],
						]),
					];
					for (const [before, after, declared] of pairs) {
						const quotient = field.divide(field.subtract(after, before), h);
						const error = number(field.absolute(field.subtract(quotient, declared)));
						expect(error).toBeLessThan(1e-20 * (1 + Math.abs(number(declared))));
					}
				}
			}
		}
	});

	it("refuses a margin loss with several outputs", () => {
		field.reset();
		const f = [1, 2].map(field.constant);
		expect(() => evaluate(loss("hinge"), f, [1, -1])).toThrow(RangeError);
	});
});

describe("declared properties are those of the formula", () => {
	/** z = -y f for margin losses, r = f - y for the others: the loss of one output and its derivatives. */
	function alongLine(chosen: Loss, t: number, shift = 0): Mpfr[] {
		const margin = chosen.properties.coupling === "margin";
		const moved = field.add(field.constant(t), field.constant(shift));
		const f = margin ? [field.negate(moved)] : [moved];
		const { value, gradient, hessian } = evaluate(chosen, f, [margin ? 1 : 0]);
		return [value, margin ? field.negate(gradient[0]) : gradient[0], hessian[0]];
	}
	const line = [...spread(80, -6, 6, 71), -1, 0, 1, -0.25, 0.25].sort((a, b) => a - b);
	const separable = cases.filter(([, v]) => v.properties.coupling !== "coupled");

	it.each(separable)("%s: smoothness and kinks", (_, chosen) => {
		field.reset();
		const { smoothness, kinks } = chosen.properties;
		const jumps = (t: number, k: number) => {
			const before = number(alongLine(chosen, t, -(2 ** -100))[k]);
			return Math.abs(before - number(alongLine(chosen, t)[k])) > 1e-12;
		};
		const orders = [0, 1, 2].filter((k) => line.some((t) => jumps(t, k)));
		expect(Math.min(smoothness, 2)).toBe(orders.length > 0 ? orders[0] - 1 : 2);
		expect([...kinks]).toEqual(line.filter((t) => jumps(t, 1)));
	});

	it.each(separable)("%s: monotone, flat, critical points, bounds", (_, chosen) => {
		field.reset();
		const { properties } = chosen;
		const zero = field.constant(0);
		const entries = line.map((t) => ({ t, d: alongLine(chosen, t) }));
		const slopeSign = (d: Mpfr[]) => field.compare(d[1], zero);
		expect(entries.every(({ d }) => field.compare(d[0], zero) >= 0)).toBe(true);
		expect(properties.lowerBound).toBe(0);
		const lowest = Math.min(...[...line, -200].map((t) => number(alongLine(chosen, t)[0])));
		expect(lowest).toBeLessThan(1e-80);
		const attained = [...line, -200].some((t) => number(alongLine(chosen, t)[0]) === 0);
		expect(properties.minimizerAtInfinity).toBe(!attained);
		if (properties.coupling !== "margin") {
			expect(properties.nonDecreasing).toBeNull();
			expect(properties.flatRegion).toBeNull();
			return;
		}
		expect(properties.nonDecreasing).toBe(entries.every(({ d }) => slopeSign(d) >= 0));
		const flat = entries.filter(({ d }) => slopeSign(d) === 0).map(({ t }) => t);
		expect(properties.criticalOnlyWhenCorrect).toBe(flat.every((t) => t < 0));
		if (properties.flatRegion === null) expect(flat).toEqual([]);
		else {
			const { upTo } = properties.flatRegion;
			const isKink = properties.kinks.includes(upTo);
			expect(flat).toEqual(line.filter((t) => (isKink ? t < upTo : t <= upTo)));
		}
	});

	it.each(cases)("%s: convexity, quadratic form, shifts", (_, chosen) => {
		field.reset();
		const outputs = outputsFor(chosen);
		const { properties } = chosen;
		const numbers = spread(40 * outputs, -3, 3, 81);
		const row = (s: number) => numbers.slice(s * outputs, (s + 1) * outputs);
		const y = targetsFor(chosen, outputs)[0];
		const value = (f: Mpfr[]) => evaluate(chosen, f, y).value;
		const half = field.constant(0.5);
		const seen = new Set<number>();
		const compareChord = (a: number[], b: number[]) => {
			const fa = a.map(field.constant);
			const fb = b.map(field.constant);
			const middle = value(fa.map((t, o) => field.multiply(half, field.add(t, fb[o]))));
			const chord = field.multiply(half, field.add(value(fa), value(fb)));
			const gap = number(field.subtract(chord, middle));
			seen.add(Math.abs(gap) < 1e-100 ? 0 : Math.sign(gap));
		};
		for (let s = 0; s < 40; s++) {
			compareChord(row(s), row((s + 1) % 40));
			compareChord(
				row(s),
				row(s).map((t) => t + 1.5),
			);
		}
		const found: LossProperties["convex"] = seen.has(-1) ? "no" : seen.has(0) ? "weakly" : "strictly";
		expect(properties.convex).toBe(found);

		const quadratic = Array.from({ length: 40 }, (_, s) => row(s)).every((f) => {
			const sum = f.reduce((a, t, o) => {
				const r = field.subtract(field.constant(t), field.constant(y[o]));
				return field.add(a, field.multiply(half, field.multiply(r, r)));
			}, field.constant(0));
			return number(field.absolute(field.subtract(sum, value(f.map(field.constant))))) < 1e-100;
		});
		expect(properties.quadratic).toBe(quadratic);

		const shiftInvariant = Array.from({ length: 40 }, (_, s) => row(s)).every((f) => {
			const up = f.map((t) => field.add(field.constant(t), field.constant(2.5)));
			const change = field.subtract(value(up), value(f.map(field.constant)));
			return Math.abs(number(change)) < 1e-100;
		});
		expect(properties.shiftInvariant).toBe(shiftInvariant);

		const { hessian } = evaluate(chosen, row(0).map(field.constant), y);
		const mixed = hessian.filter((_, k) => Math.floor(k / outputs) !== k % outputs);
		expect(properties.coupling === "coupled").toBe(mixed.some((h) => number(h) !== 0));
	});
});
