import { backward } from "./backward";
import { forward } from "./forward";
import { blockLength, branchAt, inputOf, Layer, layerAt, Network } from "./network";

/** jacobian[(i outputs + o) P + p] = d f_o(x_i) / d theta_p for the (padded) samples i. */
export function networkJacobian(net: Network, jacobian: usize): void {
	const p = <usize>net.parameters;
	memory.fill(jacobian, 0, 8 * p * <usize>(net.samples * net.outputs));
	for (let from = 0; from < net.samples; from += net.block) {
		const n = blockLength(net, from);
		const line = <usize>n << 3;
		forward(net, from, 1);
		for (let o = 0; o < net.outputs; o++) {
			memory.fill(net.df, 0, <usize>net.outputs * line);
			memory.copy(net.df + <usize>o * line, net.ones, line);
			for (let b = 0; b < net.branches; b++) {
				const branch = branchAt(net, b);
				backward(net, branch, net.df, n);
				for (let l = 0; l < branch.count; l++) {
					const layer = layerAt(branch, l);
					if (!layer.trained) continue;
					const input = inputOf(net, branch, l, from);
					for (let s = 0; s < n; s++) {
						const row = jacobian + 8 * (<usize>((from + s) * net.outputs + o) * p + <usize>layer.offset);
						writeRow(layer, input, s, line, row);
					}
				}
			}
		}
	}
}

/** One sample's derivatives for the weights and biases of one layer. */
function writeRow(layer: Layer, input: usize, s: i32, line: usize, row: usize): void {
	const sample = <usize>s << 3;
	for (let j = 0; j < layer.width; j++) {
		const delta = load<f64>(layer.delta + <usize>j * line + sample);
		for (let k = 0; k < layer.inputs; k++) {
			store<f64>(row, delta * load<f64>(input + <usize>k * line + sample));
			row += 8;
		}
	}
	if (!layer.bias) return;
	for (let j = 0; j < layer.width; j++) {
		store<f64>(row, load<f64>(layer.delta + <usize>j * line + sample));
		row += 8;
	}
}
