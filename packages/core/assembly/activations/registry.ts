import { arctan } from "./arctan";
import { cube } from "./cube";
import { elu } from "./elu";
import { erf } from "./erf";
import { exp } from "./exp";
import { gaussian } from "./gaussian";
import { gelu } from "./gelu";
import { identity } from "./identity";
import { leakyRelu } from "./leaky-relu";
import { polynomial } from "./polynomial";
import { relu } from "./relu";
import { selu } from "./selu";
import { sigmoid } from "./sigmoid";
import { silu } from "./silu";
import { sin } from "./sin";
import { softplus } from "./softplus";
import { softsign } from "./softsign";
import { square } from "./square";
import { tanh } from "./tanh";

/** order, n, parameters, z, a, d1, d2 */
type Kernel = (
	order: i32, n: i32, parameters: usize, z: usize, a: usize, d1: usize, d2: usize,
) => void;

/** In the order of `src/problem/formula/activations.ts`. */
const kernels: StaticArray<Kernel> = [
	identity,
	relu,
	leakyRelu,
	elu,
	selu,
	softplus,
	sigmoid,
	tanh,
	arctan,
	erf,
	gelu,
	silu,
	sin,
	gaussian,
	exp,
	square,
	cube,
	softsign,
	polynomial,
];

/**
 * a = sigma(z) for order 0; also d1 = sigma'(z) for order 1, d2 = sigma''(z) for order 2, for n values (n
 * even, arrays aligned to 16). At order 0, d1 is scratch. `parameters` is the address of [count, p0, p1, ...]. At a
 * kink: the right-hand derivative. A value does not depend on the order asked for, nor on its neighbours.
 */
export function activate(
	id: i32, order: i32, n: i32, parameters: usize, z: usize, a: usize, d1: usize, d2: usize,
): void {
	unchecked(kernels[id])(order, n, parameters, z, a, d1, d2);
}
