import { beforeAll, describe, expect, it } from "vitest";
import { activation } from "../../src/problem/formula/activations.ts";
import { type MpfrField, mpfrField } from "../oracle/mpfr-field.ts";
import { label, spread, variants } from "./variants.ts";

let field: MpfrField;
beforeAll(async () => {
	field = await mpfrField(512);
});

describe("values known from elsewhere", () => {
	// Tables of special functions, and closed forms worked out by hand.
	const known: readonly [string, readonly number[], number, number][] = [
		["identity", [], -1.25, -1.25],
		["relu", [], -2, 0],
		["relu", [], 3, 3],
		["leaky-relu", [], -2, -0.02],
		["leaky-relu", [0.1], -2, -0.2],
		["elu", [], -1, -0.6321205588285577],
		["elu", [2], -1, -1.2642411176571153],
		["elu", [], 2, 2],
		["selu", [], 1, 1.0507009873554805],
		["selu", [], -1, -1.1113307378125628],
		["softplus", [], 0, Math.LN2],
		["softplus", [], 1, 1.3132616875182228],
		["softplus", [], 25, 25.000000000013888],
		["sigmoid", [], 0, 0.5],
		["sigmoid", [], 1, 0.7310585786300049],
		["tanh", [], 1, 0.7615941559557649],
		["arctan", [], 1, 0.7853981633974483],
		["erf", [], 1, 0.8427007929497149],
		["gelu", [], 1, 0.8413447460685429],
		["gelu", [], -1, -0.15865525393145707],
		["silu", [], 1, 0.7310585786300049],
		["silu", [], -1, -0.2689414213699951],
		["sin", [], 1, 0.8414709848078965],
		["gaussian", [], 1, 0.36787944117144233],
		["exp", [], 1, Math.E],
		["square", [], -3, 9],
		["cube", [], -3, -27],
		["softsign", [], -3, -0.75],
		["polynomial", [1, -2, 3], 2, 9],
	];
	it.each(known)("%s%j at %f is %f", (name, values, t, expected) => {
		field.reset();
		const { definition, parameters } = activation(name, values);
		const [value] = definition.derivatives(field, field.constant(t), 0, parameters);
		const distance = field.distance(value, expected);
		expect(distance).toBeLessThanOrEqual(3e-16 * Math.abs(expected));
	});
});

describe("derivative k is the right-hand derivative of derivative k - 1", () => {
	/** The quotient errs by half a step times the next derivative, far below the tolerance. */
	const step = 2 ** -200;
	const points = [0, 1e-7, -1e-7, 1, -1, 30, -30, ...spread(60, -8, 8, 11)];

	it.each(variants.map((v) => [label(v), v] as const))("%s", (_, variant) => {
		const { definition, parameters } = variant;
		for (const point of points) {
			field.reset();
			const t = field.constant(point);
			const h = field.constant(step);
			const at = definition.derivatives(field, t, 3, parameters);
			const beyond = definition.derivatives(field, field.add(t, h), 3, parameters);
			for (let k = 1; k <= 3; k++) {
				const quotient = field.divide(field.subtract(beyond[k - 1], at[k - 1]), h);
				const error = field.toNumber(field.absolute(field.subtract(quotient, at[k])));
				const size = at.reduce((sum, value) => sum + Math.abs(field.toNumber(value)), 1e-25);
				expect(error, `derivative ${k} of ${label(variant)} at ${point}`).toBeLessThanOrEqual(1e-25 * size);
			}
		}
	});

	it("gives as many derivatives as asked for, and refuses others", () => {
		for (const { definition, parameters } of variants) {
			field.reset();
			const t = field.constant(0.5);
			for (let order = 0; order <= 3; order++)
				expect(definition.derivatives(field, t, order, parameters)).toHaveLength(order + 1);
			for (const order of [-1, 4, 1.5])
				expect(() => definition.derivatives(field, t, order, parameters)).toThrow(RangeError);
		}
	});
});
