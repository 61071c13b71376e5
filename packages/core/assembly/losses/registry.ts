import { absolute } from "./absolute";
import { crossEntropy } from "./cross-entropy";
import { diagonalTangent } from "./diagonal-tangent";
import { exponential } from "./exponential";
import { hinge } from "./hinge";
import { hingePower } from "./hinge-power";
import { huber } from "./huber";
import { logistic } from "./logistic";
import { softmaxTangent } from "./softmax-tangent";
import { squared } from "./squared";

type Kernel = (
	order: i32, n: i32, stride: i32, outputs: i32, parameters: usize,
	f: usize, y: usize, value: usize, gradient: usize, curvature: usize,
) => void;

type Tangent = (
	n: i32, stride: i32, outputs: i32, parameters: usize, curvature: usize, df: usize, dr: usize,
) => void;

/** In the order of `src/problem/formula/losses.ts`, like `tangents`. */
const kernels: StaticArray<Kernel> = [
	squared,
	absolute,
	huber,
	logistic,
	crossEntropy,
	hinge,
	hingePower,
	exponential,
];

const tangents: StaticArray<Tangent> = [
	diagonalTangent, // squared
	diagonalTangent, // absolute
	diagonalTangent, // huber
	diagonalTangent, // logistic
	softmaxTangent, // cross-entropy
	diagonalTangent, // hinge
	diagonalTangent, // hinge-power
	diagonalTangent, // exponential
];

/**
 * The unweighted loss of n samples (n even) into value[n]; for order 1 also dl/df_o into `gradient`,
 * for order 2 the curvature d2l/df_o^2 (cross-entropy: the softmax probabilities). Output o of sample s
 * is number o * stride + s of f, y, gradient and curvature. `parameters` is the address of
 * [count, p0, ...]. At a kink: the right-hand derivative in z or f - y.
 */
export function evaluateLoss(
	id: i32, order: i32, n: i32, stride: i32, outputs: i32, parameters: usize,
	f: usize, y: usize, value: usize, gradient: usize, curvature: usize,
): void {
	unchecked(kernels[id])(order, n, stride, outputs, parameters, f, y, value, gradient, curvature);
}

/** dr = l'' df, the Hessian in the outputs times df, from the curvature of `evaluateLoss`; same layout. */
export function lossTangent(
	id: i32, n: i32, stride: i32, outputs: i32, parameters: usize, curvature: usize, df: usize, dr: usize,
): void {
	unchecked(tangents[id])(n, stride, outputs, parameters, curvature, df, dr);
}
