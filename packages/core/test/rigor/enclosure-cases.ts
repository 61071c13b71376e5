import type { Interval } from "../../src/rigor/interval.ts";
import * as intervals from "../../src/rigor/interval.ts";
import type { Mpfr, MpfrField } from "../oracle/mpfr-field.ts";

/** A small generator of test numbers (xorshift), the same for the same seed. */
export function numbers(seed: number): { bits(): number; unit(): number; anyFloat(): number } {
	let a = seed | 1;
	let b = 362436069;
	const bits = () => {
		let t = a ^ (a << 11);
		t ^= t >>> 8;
		a = b;
		b = (b ^ (b >>> 19) ^ t) | 0;
		return b >>> 0;
	};
	const view = new DataView(new ArrayBuffer(8));
	return {
		bits,
		unit: () => (bits() + bits() / 4294967296) / 4294967296,
		anyFloat: () => {
			for (;;) {
				view.setUint32(0, bits());
				view.setUint32(4, bits());
				const x = view.getFloat64(0);
				if (Number.isFinite(x)) return x;
			}
		},
	};
}

export interface UnaryCase {
	readonly name: string;
	/** The value by MPFR. */
	readonly value: (field: MpfrField, x: Mpfr) => Mpfr;
	readonly enclose: (a: Interval) => Interval;
	/** Numbers beyond which nothing is asked. */
	readonly from: number;
	readonly to: number;
	/** Where the method changes, or the result is close to a float64 number. */
	readonly hard: readonly number[];
}

const signed = (list: readonly number[]) => [...list, ...list.map((x) => -x)];
const small = signed([
	5e-324, 1e-320, 2.2250738585072014e-308, 1e-200, 1e-20, 2e-10, 1.5e-8, 1e-5, 0.0078125,
]);
const quarterTurns = [1, 2, 3, 4, 710, 355, 51819, 103638].map((k) => (k * Math.PI) / 2);

export const unaryCases: readonly UnaryCase[] = [
	{
		name: "exp",
		value: (f, x) => f.exp(x),
		enclose: intervals.exp,
		from: -800,
		to: 720,
		hard: [
			...small,
			709.782712893384,
			709.7827128933841,
			-745.1332191019411,
			-745.1332191019412,
			-708.4,
			0.25,
			-0.25,
			Math.LN2,
			0.34657359027997264,
		],
	},
	{
		name: "expm1",
		value: (f, x) => f.expm1(x),
		enclose: intervals.expm1,
		from: -800,
		to: 720,
		hard: [...small, 0.25, -0.25, 0.24999999999999997, -36.7, -37.5, -4000, 709.7827128933841],
	},
	{
		name: "log",
		value: (f, x) => f.log(x),
		enclose: intervals.log,
		from: 0,
		to: Number.MAX_VALUE,
		hard: [
			5e-324,
			1,
			1.0000000000000002,
			0.9999999999999999,
			0.75,
			1.5,
			0.7500000000000001,
			Number.MAX_VALUE,
			2,
			1024,
		],
	},
	{
		name: "log1p",
		value: (f, x) => f.log1p(x),
		enclose: intervals.log1p,
		from: -1,
		to: Number.MAX_VALUE,
		hard: [...small, -0.9999999999999999, 1e300, -0.25, 0.5, 1, 9007199254740992],
	},
	{
		name: "tanh",
		value: (f, x) => f.tanh(x),
		enclose: intervals.tanh,
		from: -400,
		to: 400,
		hard: [...small, 0.125, 19.06, 20, 22, 4096, -5000],
	},
	{
		name: "erf",
		value: (f, x) => f.erf(x),
		enclose: intervals.erf,
		from: -30,
		to: 30,
		hard: [...small, 2, 1.9999999999999998, 5.9, 6, -2, 1100],
	},
	{
		name: "erfc",
		value: (f, x) => f.erfc(x),
		enclose: intervals.erfc,
		from: -30,
		to: 30,
		hard: [...small, 2, 1.9999999999999998, 26.5, 27.2, 27.3, -6, -2000, 1100],
	},
	{
		name: "arctan",
		value: (f, x) => f.arctan(x),
		enclose: intervals.arctan,
		from: -Number.MAX_VALUE,
		to: Number.MAX_VALUE,
		hard: [...small, 1, 0.9999999999999999, 2, Number.MAX_VALUE, 1e17],
	},
	{
		name: "sin",
		value: (f, x) => f.sin(x),
		enclose: intervals.sin,
		from: -1e300,
		to: 1e300,
		hard: [...small, ...signed(quarterTurns), 5.319372648326541e255, 1e22],
	},
	{
		name: "cos",
		value: (f, x) => f.cos(x),
		enclose: intervals.cos,
		from: -1e300,
		to: 1e300,
		hard: [...small, ...signed(quarterTurns), 5.319372648326541e255, 1e22],
	},
	{
		name: "sqrt",
		value: (f, x) => f.sqrt(x),
		enclose: intervals.sqrt,
		from: 0,
		to: Number.MAX_VALUE,
		hard: [5e-324, 1, 4, 2, 1e-310, Number.MAX_VALUE, 0.9999999999999999],
	},
	{
		name: "sigmoid",
		value: (f, x) => f.divide(f.constant(1), f.add(f.constant(1), f.exp(f.negate(x)))),
		enclose: intervals.sigmoid,
		from: -740,
		to: 740,
		hard: [...small, 36.7, -36.8, 37.5, -708.4],
	},
	{
		name: "softplus",
		value: (f, x) => f.log1p(f.exp(x)),
		enclose: intervals.softplus,
		from: -740,
		to: 740,
		hard: [...small, 36.7, -36.8, 37.5, 20, 20.000000000000004, -708.4],
	},
	{
		name: "arccos",
		value: (f, x) => f.arccos(x),
		enclose: intervals.arccos,
		from: -1,
		to: 1,
		hard: [...small.filter((x) => Math.abs(x) < 1), 0.9999999999999999, -0.9999999999999999, 0.5],
	},
	...[0.5, 1.5, -2.25, 0.1, 1e-10].map((p) => ({
		name: `power ${p}`,
		value: (f: MpfrField, x: Mpfr) => f.power(x, f.constant(p)),
		enclose: (a: Interval) => intervals.power(a, p),
		from: 0,
		to: 1e100,
		hard: [5e-324, 1, 4, 0.9999999999999999, 1.0000000000000002, 1e-300],
	})),
	...[2, 3, 7].map((p) => ({
		name: `power ${p}`,
		value: (f: MpfrField, x: Mpfr) => f.power(x, f.constant(p)),
		enclose: (a: Interval) => intervals.power(a, p),
		from: -1e40,
		to: 1e40,
		hard: signed([1, 2, 0.9999999999999999, 1.0000000000000002]),
	})),
];

/** Numbers in the domain: half of any size, half of moderate size, and the hard ones. */
export function argumentsOf({ from, to, hard }: UnaryCase, count: number, seed: number): number[] {
	const random = numbers(seed);
	const found = [...hard];
	while (found.length < count) {
		const moderate = Math.min(to, 40) - Math.max(from, -40);
		const x = found.length % 2 === 0 ? random.anyFloat() : Math.max(from, -40) + random.unit() * moderate;
		if (x > from && x < to) found.push(x);
	}
	return found;
}
