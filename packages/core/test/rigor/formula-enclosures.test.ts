import { beforeAll, describe, expect, it } from "vitest";
import { loss, lossDefinitions } from "../../src/problem/formula/losses.ts";
import { type Interval, intervalArithmetic, point } from "../../src/rigor/interval.ts";
import { preciseArithmetic, toInterval } from "../../src/rigor/precise-interval.ts";
import { label, spread, variants } from "../formula/variants.ts";
import { type Mpfr, type MpfrField, mpfrField } from "../oracle/mpfr-field.ts";

let field: MpfrField;
beforeAll(async () => {
	field = await mpfrField(400);
});

function expectHeld({ lo, hi }: Interval, value: Mpfr, what: string) {
	if (Number.isFinite(lo)) expect(field.compare(value, field.constant(lo)), what).toBeGreaterThanOrEqual(0);
	if (Number.isFinite(hi)) expect(field.compare(value, field.constant(hi)), what).toBeLessThanOrEqual(0);
}

const places = [
	0,
	-0,
	1e-300,
	-1e-300,
	1e-9,
	-1e-9,
	0.5,
	-0.5,
	20,
	-20,
	40,
	-40,
	300,
	-300,
	...spread(60, -6, 6, 3),
];

describe("value and first three derivatives of every activation, against MPFR", () => {
	it.each(variants.map((v) => [label(v), v] as const))("%s", (_, { definition, parameters, properties }) => {
		const precise = preciseArithmetic(128);
		for (const t of places) {
			field.reset();
			const exact = definition.derivatives(field, field.constant(t), 3, parameters);
			const at = definition.derivatives(intervalArithmetic, point(t), 3, parameters);
			const high =
				Math.abs(t) > 50 ? null : definition.derivatives(precise, precise.constant(t), 3, parameters);
			for (let k = 0; k <= 3; k++) {
				const where = `order ${k} at ${t}`;
				expectHeld(at[k], exact[k], where);
				if (high !== null) expectHeld(toInterval(high[k]), exact[k], `${where}, 128 bits`);
				const size = Math.max(Math.abs(at[k].lo), Math.abs(at[k].hi));
				// Cancellation in the formula is allowed near its own terms, no more.
				if (Number.isFinite(size))
					expect(at[k].hi - at[k].lo, where).toBeLessThan(1e-13 * (1 + size) * (1 + t * t));
			}
			// Over a box, points of it.
			const r = 0.01 * (1 + Math.abs(t));
			const box = { lo: t - r, hi: t + r };
			const all = definition.derivatives(intervalArithmetic, box, 3, parameters);
			for (const s of [box.lo, t - r / 3, t, t + r / 7, box.hi]) {
				const inside = definition.derivatives(field, field.constant(s), 3, parameters);
				// Where a derivative jumps or does not exist, the hull of both sides is given up to the order that is continuous.
				const orders = Math.min(3, Math.max(1, properties.smoothness));
				for (let k = 0; k <= orders; k++)
					expectHeld(all[k], inside[k], `order ${k} at ${s} in a box around ${t}`);
			}
		}
	});
});

describe("value, gradient and Hessian of every loss, against MPFR", () => {
	const losses = lossDefinitions.map(({ name }) => loss(name));
	it.each(losses.map((each) => [each.name, each] as const))(
		"%s",
		(_, { definition, parameters, properties }) => {
			const targets = {
				margin: [[1], [-1]],
				"per-output": [
					[0.5, -2],
					[0, 0],
				],
				coupled: [
					[1, 0],
					[0.25, 0.75],
				],
			}[properties.coupling];
			const numbers = spread(80, -8, 8, 7);
			for (const y of targets)
				for (let n = 0; n < 40; n++) {
					field.reset();
					const f = y.map((_y, o) => numbers[2 * n + o]);
					const exact = definition.evaluate(field, f.map(field.constant), y, parameters);
					const r = n % 2 === 0 ? 0 : 0.05;
					const box = f.map((x) => ({ lo: x - r, hi: x + r }));
					const held = definition.evaluate(intervalArithmetic, box, y, parameters);
					expectHeld(held.value, exact.value, `value at ${f}`);
					if (properties.smoothness >= 1 || r === 0)
						for (const [o, g] of held.gradient.entries())
							expectHeld(g, exact.gradient[o], `gradient at ${f}`);
					if (properties.smoothness >= 2 || r === 0)
						for (const [o, h] of held.hessian.entries()) expectHeld(h, exact.hessian[o], `Hessian at ${f}`);
				}
		},
	);
});
