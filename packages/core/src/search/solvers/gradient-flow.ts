import { luFactor, luSolveFactored } from "../../numerics/lu.ts";
import { infinityNorm, norm } from "../../numerics/vector.ts";
import type { Solver, SolverContext, StepReport } from "../solver.ts";

export interface GradientFlowState {
	theta: Float64Array;
	gradient: Float64Array;
	value: number;
	/** Time along the flow. */
	time: number;
	stepSize: number;
	/** Hessian at theta, null when theta has moved. */
	hessian: Float64Array | null;
	rejections: number;
}

/** gamma = 1 / (2 + sqrt 2), for which the method is L-stable. */
const gamma = 1 / (2 + Math.SQRT2);
const e32 = 6 + Math.SQRT2;
const relativeTolerance = 1e-4;
const absoluteTolerance = 1e-6;
const largestGrowth = 8;
const longestTime = 1e40;
const mostRejections = 60;

/**
 * The gradient flow theta' = -grad L(theta), integrated by the L-stable Rosenbrock pair of orders 2 and 3
 * of Shampine & Reichelt (1997) with the exact Hessian: one LU factorisation and three gradients a
 * step, local error 1e-4 |theta|. Steps grow with time, so that a drift is followed over many decades.
 */
export const gradientFlow: Solver<GradientFlowState> = {
	name: "gradient-flow",
	summary:
		"The gradient flow as a stiff differential equation: ends where gradient descent with tiny steps would.",
	finds: "minima",
	dense: true,
	start(theta, { objective }) {
		const gradient = new Float64Array(theta.length);
		const value = objective.valueAndGradient(theta, gradient);
		const size = norm(gradient);
		return {
			theta,
			gradient,
			value,
			time: 0,
			stepSize: size > 0 ? (1e-2 * (1 + norm(theta))) / size : 1,
			hessian: null,
			rejections: 0,
		};
	},
	step(state, context): StepReport {
		const step = rosenbrockStep(state, context);
		const stalled = state.rejections > mostRejections || state.time > longestTime;
		return {
			value: state.value,
			gradientNorm: infinityNorm(state.gradient),
			step,
			status: stalled ? "stalled" : "running",
		};
	},
};

/** Tries one step; returns the largest component of the motion, 0 when it was rejected. */
function rosenbrockStep(state: GradientFlowState, { objective }: SolverContext): number {
	const n = state.theta.length;
	const h = state.stepSize;
	state.hessian ??= objective.hessian(state.theta);
	const w = state.hessian.map((x) => h * gamma * x);
	for (let k = 0; k < n; k++) w[k * n + k] += 1;
	const factors = luFactor(w, n);
	if (factors === null) return reject(state, 0.25);
	const f0 = state.gradient.map((g) => -g);
	const k1 = luSolveFactored(factors, f0);
	const middle = state.theta.map((x, k) => x + 0.5 * h * k1[k]);
	const f1 = objective.gradient(middle).map((g) => -g);
	const k2 = luSolveFactored(
		factors,
		f1.map((f, k) => f - k1[k]),
	).map((x, k) => x + k1[k]);
	const trial = state.theta.map((x, k) => x + h * k2[k]);
	const gradient = new Float64Array(n);
	const value = objective.valueAndGradient(trial, gradient);
	if (!Number.isFinite(value) || !(infinityNorm(gradient) < Infinity)) return reject(state, 0.1);
	const k3 = luSolveFactored(
		factors,
		k2.map((x, k) => -gradient[k] - e32 * (x - f1[k]) - 2 * (k1[k] - f0[k])),
	);
	let error = 0;
	for (let k = 0; k < n; k++) error = Math.max(error, (h / 6) * Math.abs(k1[k] - 2 * k2[k] + k3[k]));
	const allowed =
		absoluteTolerance + relativeTolerance * Math.max(infinityNorm(state.theta), infinityNorm(trial));
	const ratio = error / allowed;
	// Along the flow the loss cannot rise; beyond its rounding that is an error too.
	const rises = value > state.value + 1e-13 * Math.abs(state.value);
	if (!(ratio <= 1) || rises) return reject(state, rises ? 0.25 : shrinkage(ratio));
	let moved = 0;
	for (let k = 0; k < n; k++) moved = Math.max(moved, Math.abs(trial[k] - state.theta[k]));
	state.theta = trial;
	state.gradient = gradient;
	state.value = value;
	state.time += h;
	state.hessian = null;
	state.rejections = 0;
	state.stepSize = h * (ratio > 0 ? growth(ratio) : largestGrowth);
	return moved;
}

function reject(state: GradientFlowState, factor: number): number {
	state.stepSize *= factor;
	state.rejections++;
	return 0;
}

/** 0.8 ratio^(-1/3) for ratio > 1, by bounds of a cube root that need no root. */
function shrinkage(ratio: number): number {
	return ratio < 8 ? 0.5 : ratio < 64 ? 0.25 : 0.1;
}

/** Between 1 and `largestGrowth`, following 0.8 ratio^(-1/3). */
function growth(ratio: number): number {
	if (ratio > 0.5) return 1;
	if (ratio > 0.1) return 1.4;
	if (ratio > 0.01) return 2.5;
	return ratio > 0.001 ? 5 : largestGrowth;
}
