/**
 * The functions of `numerics/elementary.ts` by MPFR with 128 bits, and where to look at them: near
 * zero, near every switch of method, where results are subnormal or overflow, near multiples of pi/2.
 */
import { init } from "gmp-wasm";
import type { ElementaryName } from "../../src/numerics/elementary.ts";

const nearest = 0;

/** |y - f(x)| in units in the last place of f(x), where y is a computed value. */
export type UlpError = (name: ElementaryName, x: number, y: number) => number;

export async function mpfrUlpError(): Promise<UlpError> {
	const { binding: b } = await init();
	const number = () => {
		const pointer = b.mpfr_t();
		b.mpfr_init2(pointer, 128);
		return pointer;
	};
	const [x, t, f, scratch] = [number(), number(), number(), number()];
	const evaluate: Record<ElementaryName, () => void> = {
		exp: () => b.mpfr_exp(f, x, nearest),
		expm1: () => b.mpfr_expm1(f, x, nearest),
		log: () => b.mpfr_log(f, x, nearest),
		log1p: () => b.mpfr_log1p(f, x, nearest),
		tanh: () => b.mpfr_tanh(f, x, nearest),
		sigmoid: () => {
			b.mpfr_neg(t, x, nearest);
			b.mpfr_exp(t, t, nearest);
			b.mpfr_add_d(t, t, 1, nearest);
			b.mpfr_d_div(f, 1, t, nearest);
		},
		softplus: () => {
			// max(x, 0) + log(1 + e^-|x|): MPFR's own exponents end before e^(10^300).
			b.mpfr_abs(t, x, nearest);
			b.mpfr_neg(t, t, nearest);
			b.mpfr_exp(t, t, nearest);
			b.mpfr_log1p(f, t, nearest);
			b.mpfr_set_d(t, 0, nearest);
			b.mpfr_max(t, t, x, nearest);
			b.mpfr_add(f, f, t, nearest);
		},
		erf: () => b.mpfr_erf(f, x, nearest),
		erfc: () => b.mpfr_erfc(f, x, nearest),
		arctan: () => b.mpfr_atan(f, x, nearest),
		sin: () => b.mpfr_sin(f, x, nearest),
		cos: () => b.mpfr_cos(f, x, nearest),
		gaussian: () => {
			b.mpfr_sqr(t, x, nearest);
			b.mpfr_neg(t, t, nearest);
			b.mpfr_exp(f, t, nearest);
		},
		normalCdf: () => {
			b.mpfr_set_d(scratch, 2, nearest);
			b.mpfr_sqrt(scratch, scratch, nearest);
			b.mpfr_div(t, x, scratch, nearest);
			b.mpfr_neg(t, t, nearest);
			b.mpfr_erfc(f, t, nearest);
			b.mpfr_div_2si(f, f, 1, nearest);
		},
		normalDensity: () => {
			b.mpfr_sqr(t, x, nearest);
			b.mpfr_div_2si(t, t, 1, nearest);
			b.mpfr_neg(t, t, nearest);
			b.mpfr_exp(t, t, nearest);
			b.mpfr_const_pi(scratch, nearest);
			b.mpfr_mul_2si(scratch, scratch, 1, nearest);
			b.mpfr_sqrt(scratch, scratch, nearest);
			b.mpfr_div(f, t, scratch, nearest);
		},
	};
	return (name, at, y) => {
		b.mpfr_set_d(x, at, nearest);
		evaluate[name]();
		const exact = b.mpfr_get_d(f, nearest);
		if (Object.is(exact, y)) {
			if (!Number.isFinite(exact) || exact === 0) return 0;
		} else if (Number.isNaN(exact) || Number.isNaN(y)) return Infinity;
		if (Number.isFinite(y)) b.mpfr_set_d(t, y, nearest);
		else {
			// What would be 2^1024 is written as Infinity.
			b.mpfr_set_d(t, Math.sign(y), nearest);
			b.mpfr_mul_2si(t, t, 1024, nearest);
		}
		b.mpfr_sub(t, t, f, nearest);
		b.mpfr_div_2si(t, t, lastPlace(exact), nearest);
		return Math.abs(b.mpfr_get_d(t, nearest));
	};
}

/** The exponent of the unit in the last place of a number of this size. */
function lastPlace(value: number): number {
	const size = Math.min(Math.abs(value), Number.MAX_VALUE);
	const words = new Uint32Array(new Float64Array([size]).buffer);
	const exponent = ((words[1] as number) >>> 20) & 0x7ff;
	return Math.max(exponent, 1) - 1023 - 52;
}

/** Allowed error in units in the last place. */
export const ulpBounds: Readonly<Record<ElementaryName, number>> = {
	exp: 1,
	expm1: 1.5,
	log: 1,
	log1p: 1,
	tanh: 1.5,
	sigmoid: 1.5,
	softplus: 1.5,
	erf: 1.5,
	erfc: 4,
	arctan: 1.5,
	sin: 1,
	cos: 1,
	gaussian: 1,
	normalCdf: 4,
	normalDensity: 4,
};

interface Region {
	/** Where most points fall, evenly. */
	readonly from: number;
	readonly to: number;
	/** Where the method changes, or the result overflows, underflows or turns constant. */
	readonly switches: readonly number[];
	/** The domain's lower end, where there is one. */
	readonly least?: number;
	/** Multiples of pi/2 are hard. */
	readonly periodic?: boolean;
}

const halfLn2 = 0.34657359027997264;

const regions: Record<ElementaryName, Region> = {
	exp: {
		from: -746,
		to: 710,
		switches: [halfLn2, -halfLn2, 1, -708.4, -745.1, 709.78],
	},
	expm1: {
		from: -40,
		to: 60,
		switches: [halfLn2, -halfLn2, 3 * halfLn2, -3 * halfLn2, 44.5, 709.78],
	},
	log: {
		from: 0,
		to: 4,
		switches: [1, Math.SQRT1_2, Math.SQRT2, 2, 2.2250738585072014e-308],
		least: 0,
	},
	log1p: { from: -1, to: 4, switches: [-0.29289, 0.41421, 1, -1], least: -1 },
	tanh: { from: -3, to: 3, switches: [0.0081228, -0.0081228, 0.34657, 19.06, 30, 372.9] },
	sigmoid: { from: -745, to: 40, switches: [0, -0.7, 36.7, -708.4, -745.1] },
	softplus: {
		from: -745,
		to: 40,
		switches: [0, -0.8814, 0.8814, 36.7, -708.4, -745.1],
	},
	erf: { from: -3, to: 3, switches: [1, -1, 0.6174, 5.92, 6] },
	erfc: {
		from: -6,
		to: 27.3,
		switches: [0.4375, -0.4375, 0.4769, 1, 5.9, 26.54, 27.22],
	},
	arctan: { from: -5, to: 5, switches: [0.5, -0.5, 1, 2, 1e16] },
	sin: { from: -20, to: 20, switches: [1e5, Math.PI / 4], periodic: true },
	cos: { from: -20, to: 20, switches: [1e5, Math.PI / 4], periodic: true },
	gaussian: { from: -27.3, to: 27.3, switches: [1, 26.61, 27.28] },
	normalCdf: {
		from: -38.5,
		to: 9,
		switches: [0.61872, -0.61872, -1, -37.5, -38.48, 8.2],
	},
	normalDensity: { from: -38.6, to: 38.6, switches: [1, 37.6, 38.56] },
};

/** Numbers everybody gets wrong once. */
const special = [
	0,
	1,
	2,
	0.5,
	5e-324,
	2.2250738585072014e-308,
	1e-300,
	1e-160,
	1e-20,
	1e-8,
	2 ** -54,
	2 ** -53,
	2 ** -27,
	20,
	40,
	700,
	1e10,
	1e16,
	1e100,
	1e300,
	Number.MAX_VALUE,
	Infinity,
	6381956970095103 * 2 ** 797,
];

/** Numbers in [0, 1) from a 32-bit seed (mulberry32). */
export function uniforms(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let z = Math.imul(state ^ (state >>> 15), 1 | state);
		z = (z + Math.imul(z ^ (z >>> 7), 61 | z)) ^ z;
		return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** About `count` places to compare a function at, many of them hard, from a seed. */
export function places(name: ElementaryName, count: number, seed: number): number[] {
	const { from, to, switches, least, periodic } = regions[name];
	const random = uniforms(seed);
	const fine = () => random() + random() * 2 ** -32;
	const list = special.flatMap((x) => [x, -x]);
	for (const at of switches)
		for (let i = 0; i < count / 100; i++)
			list.push(at * (1 + (random() - 0.5) * 2 ** -Math.floor(52 * random())));
	while (list.length < count) {
		const kind = random();
		if (kind < 0.5) list.push(from + (to - from) * fine());
		else if (kind < 0.7) list.push((2 * fine() - 1) * 2 ** -Math.floor(12 * random()));
		else if (periodic === true && kind < 0.9) {
			const turns = Math.floor(2 ** (40 * random()));
			const at = turns * (Math.PI / 2);
			list.push(at * (1 + Math.floor(5 * random() - 2) * 2 ** -52));
		} else {
			const size = (1 + fine()) * 2 ** Math.floor(2098 * random() - 1074);
			list.push(random() < 0.5 ? size : -size);
		}
	}
	return least === undefined ? list : list.filter((x) => x >= least);
}
