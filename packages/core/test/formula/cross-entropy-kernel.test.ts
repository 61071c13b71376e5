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

describe("cross-entropy agrees with its definition in multi-precision", () => {
	/** Rows of outputs of every size, ties, sure and badly wrong ones. */
	function rows(outputs: number): number[][] {
		const made: number[][] = [];
		[1e-9, 0.1, 1, 10, 40, 400, 2000].forEach((width, k) => {
			const numbers = spread(6 * outputs, -width, width, 50 + 10 * outputs + k);
			for (let s = 0; s < 6; s++) made.push(numbers.slice(s * outputs, (s + 1) * outputs));
		});
		made.push(new Array<number>(outputs).fill(1.75));
		made.push(Array.from({ length: outputs }, (_, o) => (o % 2) * 3));
		for (const lead of [25, 37, 120, 700, 740])
			made.push(Array.from({ length: outputs }, (_, o) => (o === outputs - 1 ? lead + 0.1 : o / 7)));
		made.push(Array.from({ length: outputs }, (_, o) => 1e6 + o));
		if (made.length % 2 === 1) made.push(made[0]);
		return made;
	}

	/** One-hot rows, then rows of positive probabilities that need not sum to exactly 1. */
	function targets(kind: "one-hot" | "soft", f: number[][]): number[][] {
		return f.map((row, s) => {
			if (kind === "one-hot") return row.map((_, o) => (o === s % row.length ? 1 : 0));
			const shares = row.map((_, o) => 1 + ((s * 7 + o * 3) % 5));
			const sum = shares.reduce((a, b) => a + b, 0);
			return shares.map((share) => share / sum);
		});
	}

	for (const kind of ["one-hot", "soft"] as const) {
		it(`${kind} targets, 1 to 10 outputs: value, gradient, probabilities`, () => {
			const chosen = loss("cross-entropy");
			for (let outputs = 1; outputs <= 10; outputs++) {
				const f = rows(outputs);
				const y = targets(kind, f);
				const { value, gradient, curvature } = runLoss(chosen, 2, { f, y }, f);
				const stride = f.length + 4;
				const bound = 8 + outputs;
				f.forEach((row, s) => {
					field.reset();
					const exact = chosen.definition.evaluate(field, row.map(field.constant), y[s], []);
					const where = `f = ${row}, y = ${y[s]}`;
					expect(ulps(exact.value, value[s], size(exact.value)), where).toBeLessThanOrEqual(bound);
					row.forEach((_, o) => {
						const total = y[s].reduce((a, b) => a + b, 0);
						const p = probability(row, o);
						const share = field.toNumber(p);
						expect(ulps(p, curvature[o * stride + s] / total, share), where).toBeLessThanOrEqual(bound);
						const missing = field.toNumber(field.subtract(field.constant(1), p));
						const slope = exact.gradient[o];
						const scale = kind === "one-hot" ? size(slope) : share * total + y[s][o] * missing;
						expect(ulps(slope, gradient[o * stride + s], scale), where).toBeLessThanOrEqual(bound);
					});
				});
			}
		});
	}

	/** softmax straight from its definition. */
	function probability(row: readonly number[], o: number): Mpfr {
		const powers = row.map((t) => field.exp(field.constant(t)));
		return field.divide(
			powers[o],
			powers.reduce((a, b) => field.add(a, b)),
		);
	}

	it("Hessian times df: relative to p_o (|df_o - df_m| + sum_q p_q |df_q - df_m|), m the most probable", () => {
		const chosen = loss("cross-entropy");
		for (const outputs of [2, 3, 10]) {
			const f = rows(outputs);
			const y = targets("one-hot", f);
			const numbers = spread(f.length * outputs, -2, 2, 90 + outputs);
			const df = f.map((row, s) => row.map((_, o) => numbers[s * outputs + o]));
			const { tangent } = runLoss(chosen, 2, { f, y }, df);
			const stride = f.length + 4;
			f.forEach((row, s) => {
				field.reset();
				const { hessian } = chosen.definition.evaluate(field, row.map(field.constant), y[s], []);
				const p = row.map((_, o) => field.toNumber(probability(row, o)));
				const top = p.indexOf(Math.max(...p));
				const gap = df[s].map((v) => Math.abs(v - df[s][top]));
				const spreadOfAll = gap.reduce((sum, g, q) => sum + p[q] * g, 0);
				row.forEach((_, o) => {
					const exact = df[s]
						.map((v, q) => field.multiply(hessian[o * outputs + q], field.constant(v)))
						.reduce((a, b) => field.add(a, b));
					const scale = p[o] * (gap[o] + spreadOfAll);
					expect(
						ulps(exact, tangent[o * stride + s], scale),
						`f = ${row}, df = ${df[s]}`,
					).toBeLessThanOrEqual(14 + 2 * outputs);
				});
			});
		}
	});

	it("moving all outputs together leaves the gradient as it is", () => {
		const f = rows(4);
		const y = targets("one-hot", f);
		const df = f.map((row) => row.map(() => 0.3));
		const { tangent } = runLoss(loss("cross-entropy"), 2, { f, y }, df, f.length);
		for (const entry of tangent) expect(Math.abs(entry)).toBe(0);
	});
});
