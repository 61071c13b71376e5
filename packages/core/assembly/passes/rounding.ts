import { firstTrained, preparePass } from "./backward";
import { blockLength, Branch, branchAt, inputOf, Layer, layerAt, Network } from "./network";

// @ts-ignore: decorator
@inline
function at(base: usize, index: i32): f64 {
	return load<f64>(base + (<usize>index << 3));
}

// @ts-ignore: decorator
@inline
function put(base: usize, index: i32, value: f64): void {
	store<f64>(base + (<usize>index << 3), value);
}

// @ts-ignore: decorator
@inline
function size(address: usize): v128 {
	return f64x2.abs(v128.load(address));
}

// @ts-ignore: decorator
@inline
function lanes(sum: v128): f64 {
	return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** dz := error of z, da := error of a, for one branch, in units of the last place. */
function forwardErrors(net: Network, branch: Branch, from: i32, n: i32): void {
	const line = <usize>n << 3;
	for (let l = 0; l < branch.count; l++) {
		const layer = layerAt(branch, l);
		const input = inputOf(net, branch, l, from);
		const inputError: usize = l > 0 ? layerAt(branch, l - 1).da : 0;
		for (let j = 0; j < layer.width; j++) {
			const bias = f64x2.splat(layer.bias ? abs(at(layer.biases, j)) : 0);
			const row = <usize>j * line;
			const weights = layer.weights + (<usize>(j * layer.inputs) << 3);
			for (let s: usize = 0; s < line; s += 16) {
				let error = bias;
				let cell = s;
				for (let k = 0; k < layer.inputs; k++, cell += line) {
					let scale = size(input + cell);
					if (inputError) scale = f64x2.add(scale, v128.load(inputError + cell));
					error = f64x2.add(error, f64x2.mul(f64x2.splat(abs(at(weights, k))), scale));
				}
				v128.store(layer.dz + row + s, error);
				const bend = f64x2.mul(size(layer.d1 + row + s), error);
				v128.store(layer.da + row + s, f64x2.add(bend, size(layer.a + row + s)));
			}
		}
	}
}

/** de := error of dL/da, ddelta := error of dL/dz, for one branch. */
function backwardErrors(net: Network, branch: Branch, n: i32): void {
	const line = <usize>n << 3;
	const stop = firstTrained(branch);
	for (let l = branch.count - 1; l >= stop; l--) {
		const layer = layerAt(branch, l);
		const top = l == branch.count - 1;
		const above = layerAt(branch, top ? l : l + 1);
		for (let j = 0; j < layer.width; j++) {
			const row = <usize>j * line;
			for (let s: usize = 0; s < line; s += 16) {
				let error = f64x2.splat(0);
				if (top) {
					error = v128.load(net.dr + row + s);
				} else {
					let up = s;
					for (let i = 0; i < above.width; i++, up += line) {
						const w = f64x2.splat(abs(at(above.weights, i * above.inputs + j)));
						const scale = f64x2.add(size(above.delta + up), v128.load(above.ddelta + up));
						error = f64x2.add(error, f64x2.mul(w, scale));
					}
				}
				const cell = row + s;
				v128.store(layer.de + cell, error);
				const product = f64x2.abs(f64x2.mul(v128.load(layer.e + cell), v128.load(layer.d2 + cell)));
				const bend = f64x2.mul(product, v128.load(layer.dz + cell));
				const passed = f64x2.mul(size(layer.d1 + cell), error);
				v128.store(layer.ddelta + cell, f64x2.add(f64x2.add(passed, bend), size(layer.delta + cell)));
			}
		}
	}
}

/** out += sum_s (|delta| + ddelta) |input| + |delta| (error of input), for one layer, four inputs at a time. */
function addErrors(net: Network, layer: Layer, input: usize, inputError: usize, out: usize, n: i32): void {
	const line = <usize>n << 3;
	const inputs = layer.inputs;
	for (let j = 0; j < layer.width; j++) {
		const delta = layer.delta + <usize>j * line;
		const ddelta = layer.ddelta + <usize>j * line;
		for (let k = 0; k < inputs; k += 4) {
			// Rows beyond the last are read as the last, and dropped.
			const r0 = <usize>k * line, r1 = <usize>min(k + 1, inputs - 1) * line;
			const r2 = <usize>min(k + 2, inputs - 1) * line, r3 = <usize>min(k + 3, inputs - 1) * line;
			let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
			for (let s: usize = 0; s < line; s += 16) {
				const both = f64x2.add(size(delta + s), v128.load(ddelta + s));
				const x = input + s;
				a0 = f64x2.add(a0, f64x2.mul(both, size(x + r0)));
				a1 = f64x2.add(a1, f64x2.mul(both, size(x + r1)));
				a2 = f64x2.add(a2, f64x2.mul(both, size(x + r2)));
				a3 = f64x2.add(a3, f64x2.mul(both, size(x + r3)));
			}
			if (inputError) {
				for (let s: usize = 0; s < line; s += 16) {
					const left = size(delta + s);
					const x = inputError + s;
					a0 = f64x2.add(a0, f64x2.mul(left, v128.load(x + r0)));
					a1 = f64x2.add(a1, f64x2.mul(left, v128.load(x + r1)));
					a2 = f64x2.add(a2, f64x2.mul(left, v128.load(x + r2)));
					a3 = f64x2.add(a3, f64x2.mul(left, v128.load(x + r3)));
				}
			}
			const p = layer.offset + j * inputs + k;
			put(out, p, at(out, p) + lanes(a0));
			if (k + 1 < inputs) put(out, p + 1, at(out, p + 1) + lanes(a1));
			if (k + 2 < inputs) put(out, p + 2, at(out, p + 2) + lanes(a2));
			if (k + 3 < inputs) put(out, p + 3, at(out, p + 3) + lanes(a3));
		}
		if (layer.bias) {
			let sum = f64x2.splat(0);
			for (let s: usize = 0; s < line; s += 16)
				sum = f64x2.add(sum, f64x2.add(size(delta + s), v128.load(ddelta + s)));
			const p = layer.offset + layer.width * inputs + j;
			put(out, p, at(out, p) + lanes(sum));
		}
	}
}

/**
 * First-order bound of the rounding error of every gradient component, in units of 2^-53, into
 * net.product: a running error analysis of the forward and backward pass, long sums counted once. `ready` as in preparePass.
 */
export function gradientRounding(net: Network, coupled: bool, ready: bool): void {
	memory.fill(net.product, 0, <usize>net.parameters << 3);
	for (let from = 0; from < net.samples; from += net.block) {
		const n = blockLength(net, from);
		preparePass(net, from, ready, n);
		for (let b = 0; b < net.branches; b++) forwardErrors(net, branchAt(net, b), from, n);
		outputErrors(net, from, coupled, n);
		for (let b = 0; b < net.branches; b++) {
			const branch = branchAt(net, b);
			backwardErrors(net, branch, n);
			for (let l = 0; l < branch.count; l++) {
				const layer = layerAt(branch, l);
				if (!layer.trained) continue;
				const inputError: usize = l > 0 ? layerAt(branch, l - 1).da : 0;
				addErrors(net, layer, inputOf(net, branch, l, from), inputError, net.product, n);
			}
		}
	}
	if (!net.ridge) return;
	for (let p = 0; p < net.parameters; p++) {
		put(net.product, p, at(net.product, p) + abs(at(net.ridge, p) * at(net.theta, p)));
	}
}

/** dr := error of w dl/df: curvature times the error of f, and the rounding of dl/df itself. */
function outputErrors(net: Network, from: i32, coupled: bool, n: i32): void {
	for (let s = 0; s < n; s++) {
		const weight = at(net.weights, from + s);
		let mixed: f64 = 0;
		for (let o = 0; o < net.outputs; o++) {
			const cell = o * n + s;
			let error = abs(at(net.f, cell));
			for (let b = 0; b < net.branches; b++) {
				const branch = branchAt(net, b);
				error += at(layerAt(branch, branch.count - 1).da, cell);
			}
			put(net.df, cell, error);
			mixed += at(net.curvature, cell) * error;
		}
		for (let o = 0; o < net.outputs; o++) {
			const cell = o * n + s;
			const spread = at(net.df, cell) + (coupled ? mixed : 0);
			put(net.dr, cell, weight * at(net.curvature, cell) * spread + abs(at(net.r, cell)));
		}
	}
}
