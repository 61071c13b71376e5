import { init, type mpfr_ptr, type mpfr_rnd_t } from "gmp-wasm";
import type { Field } from "../../src/problem/formula/field.ts";

/** A number of the field: the address of a multi-precision float, good until the next `reset`. */
export type Mpfr = mpfr_ptr;

/** Multi-precision arithmetic (MPFR), correctly rounded operation by operation: the oracle of the tests. */
export interface MpfrField extends Field<Mpfr> {
	/** Forgets every number made so far, so that their memory is used again. */
	reset(): void;
	/** The nearest float64. */
	toNumber(a: Mpfr): number;
	/** -1, 0 or 1, as a is below, equal to or above b. */
	compare(a: Mpfr, b: Mpfr): number;
	absolute(a: Mpfr): Mpfr;
	arccos(a: Mpfr): Mpfr;
	power(a: Mpfr, p: Mpfr): Mpfr;
	/** |a - value|, rounded to float64; 0 when a rounds to an infinite value. */
	distance(a: Mpfr, value: number): number;
}

const nearest = 0 as mpfr_rnd_t;

/** An arithmetic of `bits` bits. */
export async function mpfrField(bits = 256): Promise<MpfrField> {
	const { binding } = await init();
	const pool: Mpfr[] = [];
	let used = 0;
	const fresh = (): Mpfr => {
		if (used === pool.length) {
			const made = binding.mpfr_t();
			binding.mpfr_init2(made, bits as never);
			pool.push(made);
		}
		return pool[used++];
	};
	type Unary =
		| "mpfr_neg"
		| "mpfr_abs"
		| "mpfr_sqrt"
		| "mpfr_exp"
		| "mpfr_expm1"
		| "mpfr_log"
		| "mpfr_log1p"
		| "mpfr_tanh"
		| "mpfr_erf"
		| "mpfr_erfc"
		| "mpfr_atan"
		| "mpfr_acos"
		| "mpfr_sin"
		| "mpfr_cos";
	const unary = (name: Unary) => (a: Mpfr) => {
		const result = fresh();
		binding[name](result, a, nearest);
		return result;
	};
	type Binary = "mpfr_add" | "mpfr_sub" | "mpfr_mul" | "mpfr_div" | "mpfr_pow";
	const binary = (name: Binary) => (a: Mpfr, b: Mpfr) => {
		const result = fresh();
		binding[name](result, a, b, nearest);
		return result;
	};
	const constant = (value: number) => {
		const result = fresh();
		binding.mpfr_set_d(result, value as never, nearest);
		return result;
	};
	const subtract = binary("mpfr_sub");
	const absolute = unary("mpfr_abs");
	const toNumber = (a: Mpfr): number => binding.mpfr_get_d(a, nearest);
	return {
		constant,
		pi: () => {
			const result = fresh();
			binding.mpfr_const_pi(result, nearest);
			return result;
		},
		add: binary("mpfr_add"),
		subtract,
		multiply: binary("mpfr_mul"),
		divide: binary("mpfr_div"),
		negate: unary("mpfr_neg"),
		sqrt: unary("mpfr_sqrt"),
		exp: unary("mpfr_exp"),
		expm1: unary("mpfr_expm1"),
		log: unary("mpfr_log"),
		log1p: unary("mpfr_log1p"),
		tanh: unary("mpfr_tanh"),
		erf: unary("mpfr_erf"),
		erfc: unary("mpfr_erfc"),
		arctan: unary("mpfr_atan"),
		arccos: unary("mpfr_acos"),
		power: binary("mpfr_pow"),
		sin: unary("mpfr_sin"),
		cos: unary("mpfr_cos"),
		piecewise: (t, at, left, right) => (binding.mpfr_cmp_d(t, at as never) < 0 ? left() : right()),
		reset: () => {
			used = 0;
		},
		toNumber,
		compare: (a, b) => Math.sign(binding.mpfr_cmp(a, b)),
		absolute,
		distance: (a, value) => {
			const rounded = toNumber(a);
			if (!Number.isFinite(rounded) && rounded === value) return 0;
			if (!Number.isFinite(value)) return Infinity;
			return toNumber(absolute(subtract(a, constant(value))));
		},
	};
}
