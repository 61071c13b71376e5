import type { Objective } from "../../src/objective/objective.ts";
import type { Problem } from "../../src/problem/problem.ts";
import { add, compose, constant, type Jet, multiply, scale, variable } from "./jet.ts";

/** L(theta) = sum_k l_k(f_k(theta)) with every l_k convex, written in jets: a landscape whose critical points are known. */
export interface Landscape {
	readonly name: string;
	readonly parameters: number;
	/** The terms f_k with their convex l_k as [l, l', l'', l'''] at a number. */
	terms(theta: readonly Jet[]): readonly { readonly f: Jet; readonly convex: Convex }[];
}

type Series = readonly [number, number, number, number];
type Convex = (t: number) => Series;

const halfSquare: Convex = (t) => [(t * t) / 2, t, 1, 0];
const itself: Convex = (t) => [t, 1, 0, 0];

/** c0 + sum of jets. */
function sum(c0: number, ...jets: readonly Jet[]): Jet {
	return jets.reduce(add, constant(jets[0].g.length, c0));
}

function square(a: Jet): Jet {
	return multiply(a, a);
}

/** 1/2 sum r_k^2 */
function leastSquares(
	name: string,
	parameters: number,
	residuals: (theta: readonly Jet[]) => readonly Jet[],
): Landscape {
	return {
		name,
		parameters,
		terms: (theta) => residuals(theta).map((f) => ({ f, convex: halfSquare })),
	};
}

/** Any function, as a single term under the identity: its Gauss-Newton matrix is 0. */
function plain(name: string, parameters: number, f: (theta: readonly Jet[]) => Jet): Landscape {
	return { name, parameters, terms: (theta) => [{ f: f(theta), convex: itself }] };
}

/** One convex function of one parameter. */
function convexLine(name: string, convex: Convex): Landscape {
	return { name, parameters: 1, terms: ([t]) => [{ f: t, convex }] };
}

/** Rosenbrock (1960): 50 (y - x^2)^2 + 1/2 (1 - x)^2, minimum 0 at (1, 1), no other critical point. */
export const rosenbrock = leastSquares("Rosenbrock's valley", 2, ([x, y]) => [
	scale(add(y, scale(square(x), -1)), 10),
	sum(1, scale(x, -1)),
]);

/**
 * Half of Himmelblau's (1972) function, 1/2 (x^2 + y - 11)^2 + 1/2 (x + y^2 - 7)^2: four minima of
 * loss 0, four saddles, one maximum.
 */
export const himmelblau = leastSquares("Himmelblau's function", 2, ([x, y]) => [
	sum(-11, square(x), y),
	sum(-7, x, square(y)),
]);

/** (x^2 - 1)^2 / 4 + y^2 / 2: minima at (+1, 0) and (-1, 0), a saddle of loss 1/4 at 0. */
export const doubleWell = leastSquares("double well", 2, ([x, y]) => [
	scale(sum(-1, square(x)), Math.SQRT1_2),
	y,
]);

/** x^3 - 3 x y^2 + (x^2 + y^2)^2 / 4: a monkey saddle at 0 with Hessian 0, three minima of loss -27/4 at distance 3. */
export const monkeySaddle = plain("monkey saddle", 2, ([x, y]) => {
	const xx = square(x);
	const yy = square(y);
	return sum(0, multiply(x, add(xx, scale(yy, -3))), scale(square(add(xx, yy)), 0.25));
});

/** x^4 / 4 + (y - x)^2 / 2: a degenerate minimum at 0. */
export const quartic = leastSquares("degenerate quartic", 2, ([x, y]) => [
	scale(square(x), Math.SQRT1_2),
	add(y, scale(x, -1)),
]);

/** log(1 + e^-t): no critical point, infimum 0 at infinity. */
export const softplusDrift = convexLine("log(1 + e^-t)", (t) => {
	const e = Math.exp(-Math.abs(t));
	const p = (t > 0 ? e : 1) / (1 + e);
	const variance = p * (1 - p);
	return [Math.log1p(e) + Math.max(-t, 0), -p, variance, variance * (2 * p - 1)];
});

/** e^t: no critical point, infimum 0 at minus infinity. */
export const exponentialDrift = convexLine("e^t", (t) => {
	const e = Math.exp(t);
	return [e, e, e, e];
});

/** -x - log(1 - x^2) where |x| < 1, NaN elsewhere: minimum at sqrt(2) - 1. */
export const barrier = convexLine("logarithmic barrier", (x) => {
	const s = 1 - x * x;
	return [
		-x - Math.log(s),
		-1 + (2 * x) / s,
		(2 * (1 + x * x)) / (s * s),
		(4 * x * (3 + x * x)) / (s * s * s),
	];
});

/** x^3 / 3 + x + y^2 / 2: no critical point; at x = 0, y = 0 the gradient lies in the kernel of the Hessian. */
export const gradientFlatLine = plain("gradient-flat point", 2, ([x, y]) =>
	sum(0, scale(multiply(x, square(x)), 1 / 3), x, scale(square(y), 0.5)),
);

/** t */
export const slope = convexLine("slope", itself);

/** x + 50 y^2: no critical point; the gradient has a part in the kernel of the Hessian everywhere. */
export const valley: Landscape = {
	name: "sloping valley",
	parameters: 2,
	terms: ([x, y]) => [
		{ f: x, convex: itself },
		{ f: scale(y, 10), convex: halfSquare },
	],
};

/** 1/2 (theta - centre)^T H (theta - centre), H symmetric n x n. */
export function quadratic(hessian: Float64Array, centre: Float64Array): Landscape {
	const n = centre.length;
	return plain("quadratic", n, (theta) => {
		const p = theta.map((t, k) => add(t, constant(n, -centre[k])));
		let total = constant(n, 0);
		for (let i = 0; i < n; i++)
			for (let j = 0; j < n; j++) total = add(total, scale(multiply(p[i], p[j]), hessian[i * n + j] / 2));
		return total;
	});
}

/** An objective that remembers where it was asked. */
export interface AnalyticObjective extends Objective {
	/** Calls of each kind so far. */
	readonly calls: { value: number; gradient: number; hessianVector: number; hessian: number };
}

/** The derivatives of a landscape by jets, as an Objective. Outputs, Jacobian and rounding errors are not offered. */
export function analyticObjective({ parameters: n, terms }: Landscape): AnalyticObjective {
	const calls = { value: 0, gradient: 0, hessianVector: 0, hessian: 0 };
	const parts = (theta: Float64Array) => terms(Array.from(theta, (t, k) => variable(n, k, t)));
	const jet = (theta: Float64Array): Jet =>
		parts(theta)
			.map(({ f, convex }) => compose(f, convex(f.v)))
			.reduce(add);
	const into = (x: Float64Array, out?: Float64Array): Float64Array => {
		if (out === undefined) return x;
		out.set(x);
		return out;
	};
	const absent = (): never => {
		throw new Error("An analytic landscape has no samples.");
	};
	return {
		calls,
		problem: { data: { samples: 0 } } as Problem,
		parameters: n,
		cost: { value: 1, gradient: 2, hessianVector: 4, hessian: 2 + 2 * n, jacobian: 1 },
		value(theta) {
			calls.value++;
			return jet(theta).v;
		},
		gradient(theta, out) {
			calls.gradient++;
			return into(jet(theta).g, out);
		},
		valueAndGradient(theta, out) {
			calls.gradient++;
			const { v, g } = jet(theta);
			out.set(g);
			return v;
		},
		batchValueAndGradient(theta, _samples, out) {
			return this.valueAndGradient(theta, out);
		},
		hessian(theta, out) {
			calls.hessian++;
			return into(jet(theta).h, out);
		},
		hessianVector(theta, v, out) {
			calls.hessianVector++;
			const { h } = jet(theta);
			return into(
				v.map((_, i) => v.reduce((total, x, j) => total + h[i * n + j] * x, 0)),
				out,
			);
		},
		gaussNewton(theta, out) {
			calls.hessian++;
			const matrix = new Float64Array(n * n);
			for (const { f, convex } of parts(theta)) {
				const second = convex(f.v)[2];
				for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) matrix[i * n + j] += second * f.g[i] * f.g[j];
			}
			return into(matrix, out);
		},
		jacobian: absent,
		outputs: absent,
		preactivations: absent,
		gradientRounding: absent,
		release() {},
	};
}
