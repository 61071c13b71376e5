import { difference, dot, infinityNorm, norm } from "../../numerics/vector.ts";
import { type Evaluate, lineSearch } from "../line-search.ts";
import type { Solver, StepReport } from "../solver.ts";

const memory = 20;
/** Longest step, relative to 1 + |theta|: a longer one jumps onto plateaus. */
const reach = 0.3;

interface Pair {
	readonly s: Float64Array;
	readonly y: Float64Array;
	readonly rho: number;
}

export interface LBfgsState {
	theta: Float64Array;
	gradient: Float64Array;
	value: number;
	pairs: Pair[];
}

/** -H g by the two-loop recursion (Nocedal 1980). */
function direction(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
	const d = gradient.map((g) => -g);
	const alphas: number[] = [];
	for (let i = pairs.length - 1; i >= 0; i--) {
		const { s, y, rho } = pairs[i];
		const alpha = rho * dot(s, d);
		alphas[i] = alpha;
		for (let k = 0; k < d.length; k++) d[k] -= alpha * y[k];
	}
	if (pairs.length > 0) {
		const { s, y } = pairs[pairs.length - 1];
		const scale = dot(s, y) / dot(y, y);
		for (let k = 0; k < d.length; k++) d[k] *= scale;
	}
	for (let i = 0; i < pairs.length; i++) {
		const { s, y, rho } = pairs[i];
		const beta = rho * dot(y, d);
		for (let k = 0; k < d.length; k++) d[k] += (alphas[i] - beta) * s[k];
	}
	return d;
}

/** The state of limited-memory BFGS at theta, for any differentiable function. */
export function startLBfgs(theta: Float64Array, evaluate: Evaluate): LBfgsState {
	const gradient = new Float64Array(theta.length);
	const value = evaluate(theta, gradient);
	return { theta, gradient, value, pairs: [] };
}

/** One step along -H g with a Wolfe line search; the memory is dropped where the step fails. */
export function stepLBfgs(state: LBfgsState, evaluate: Evaluate): StepReport {
	let d = direction(state.gradient, state.pairs);
	if (!(dot(d, state.gradient) < 0)) {
		state.pairs = [];
		d = state.gradient.map((g) => -g);
	}
	const { theta, value, gradient } = state;
	const longest = (reach * (1 + norm(theta))) / norm(d);
	const first = Math.min(state.pairs.length > 0 ? 1 : 1 / norm(gradient), longest);
	const found = lineSearch(evaluate, theta, value, gradient, d, {
		first,
		longest,
	});
	if (found === null) {
		const stalled = state.pairs.length === 0;
		state.pairs = [];
		return {
			value,
			gradientNorm: infinityNorm(gradient),
			step: 0,
			status: stalled ? "stalled" : "running",
		};
	}
	const s = difference(found.theta, theta);
	const y = difference(found.gradient, gradient);
	const sy = dot(s, y);
	if (sy > 1e-16 * norm(s) * norm(y)) {
		state.pairs.push({ s, y, rho: 1 / sy });
		if (state.pairs.length > memory) state.pairs.shift();
	}
	state.theta = found.theta;
	state.gradient = found.gradient;
	state.value = found.value;
	return {
		value: found.value,
		gradientNorm: infinityNorm(found.gradient),
		step: infinityNorm(s),
		status: "running",
	};
}

/** Limited-memory BFGS with a Wolfe line search (Liu & Nocedal 1989), 20 pairs. */
export const lBfgs: Solver<LBfgsState> = {
	name: "l-bfgs",
	summary: "Limited-memory BFGS with a Wolfe line search: cheap steps, for many parameters.",
	finds: "minima",
	dense: false,
	start: (theta, { objective }) => startLBfgs(theta, (at, out) => objective.valueAndGradient(at, out)),
	step: (state, { objective }) => stepLBfgs(state, (at, out) => objective.valueAndGradient(at, out)),
};
