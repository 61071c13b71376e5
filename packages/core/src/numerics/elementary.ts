/**
 * Elementary functions with the same bits in every engine: the kernels' own, one number at a time.
 * They stand where `Math.exp` and its like are banned.
 */
import { type KernelFunction, kernel } from "./kernels.ts";

/** The functions in the order of their numbers in `assembly/elementary/exports.ts`. */
export const elementaryNames = [
	"exp",
	"expm1",
	"log",
	"log1p",
	"tanh",
	"sigmoid",
	"softplus",
	"erf",
	"erfc",
	"arctan",
	"sin",
	"cos",
	"gaussian",
	"normalCdf",
	"normalDensity",
] as const;

export type ElementaryName = (typeof elementaryNames)[number];

let value: KernelFunction | null = null;

function scalar(name: ElementaryName): (x: number) => number {
	const id = elementaryNames.indexOf(name);
	return (x) => {
		value ??= kernel("elementaryValue");
		return value(id, x);
	};
}

/** e^x, within 1 unit in the last place. */
export const exp = scalar("exp");
/** e^x - 1 without cancellation near 0, within 1.5 units in the last place. */
export const expm1 = scalar("expm1");
/** The natural logarithm, within 1 unit in the last place; NaN for x < 0, -Infinity at 0. */
export const log = scalar("log");
/** log(1 + x) without cancellation near 0, within 1 unit in the last place; NaN for x < -1. */
export const log1p = scalar("log1p");
/** The hyperbolic tangent, within 1.5 units in the last place. */
export const tanh = scalar("tanh");
/** 1 / (1 + e^-x), within 1.5 units in the last place. */
export const sigmoid = scalar("sigmoid");
/** log(1 + e^x), within 1.5 units in the last place, for every x. */
export const softplus = scalar("softplus");
/** The error function, within 1.5 units in the last place. */
export const erf = scalar("erf");
/** 1 - erf(x) without cancellation, within 4 units in the last place. */
export const erfc = scalar("erfc");
/** The arc tangent, within 1.5 units in the last place. */
export const arctan = scalar("arctan");
/** The sine, within 1 unit in the last place for every finite x. */
export const sin = scalar("sin");
/** The cosine, within 1 unit in the last place for every finite x. */
export const cos = scalar("cos");
/** e^(-x^2), within 1 unit in the last place. */
export const gaussian = scalar("gaussian");
/** The standard normal distribution function, within 4 units in the last place. */
export const normalCdf = scalar("normalCdf");
/** The standard normal density, within 4 units in the last place. */
export const normalDensity = scalar("normalDensity");

/** The same functions by name. */
export const elementaryFunctions: Readonly<Record<ElementaryName, (x: number) => number>> = {
	exp,
	expm1,
	log,
	log1p,
	tanh,
	sigmoid,
	softplus,
	erf,
	erfc,
	arctan,
	sin,
	cos,
	gaussian,
	normalCdf,
	normalDensity,
};

/** Float64 as an arithmetic in which a formula can be evaluated (structurally a `Field<number>`). */
export const floatField = {
	constant: (value: number): number => value,
	pi: (): number => Math.PI,
	add: (a: number, b: number): number => a + b,
	subtract: (a: number, b: number): number => a - b,
	multiply: (a: number, b: number): number => a * b,
	divide: (a: number, b: number): number => a / b,
	negate: (a: number): number => -a,
	sqrt: (a: number): number => Math.sqrt(a),
	exp,
	expm1,
	log,
	log1p,
	tanh,
	erf,
	erfc,
	arctan,
	sin,
	cos,
	piecewise: (t: number, at: number, left: () => number, right: () => number): number =>
		t < at ? left() : right(),
};
