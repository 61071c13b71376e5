import { allocateFloats, floats, kernel, release } from "../../src/numerics/kernels.ts";
import type { Loss } from "../../src/problem/formula/loss.ts";

/** Outputs and targets of n samples, sample by sample. */
export interface Samples {
	readonly f: number[][];
	readonly y: number[][];
}

export interface Computed {
	readonly value: Float64Array;
	/** Output by output, `stride` apart. */
	readonly gradient: Float64Array;
	readonly curvature: Float64Array;
	readonly tangent: Float64Array;
}

/** Runs the kernels with rows a little longer than the samples, and a tangent df. */
export function runLoss(
	chosen: Loss,
	order: number,
	{ f, y }: Samples,
	df: number[][],
	stride = f.length + 4,
): Computed {
	const n = f.length;
	const outputs = f[0].length;
	const size = stride * outputs;
	const lay = (address: number, rows: number[][]) => {
		const view = floats(address, size).fill(-777);
		rows.forEach((row, s) => {
			row.forEach((entry, o) => {
				view[o * stride + s] = entry;
			});
		});
	};
	const { parameters } = chosen;
	const bound = allocateFloats(parameters.length + 1);
	const names = [0, 1, 2, 3, 4, 5].map(() => allocateFloats(size));
	const [af, ay, ag, ac, at, ar] = names;
	const av = allocateFloats(n);
	floats(bound, parameters.length + 1).set([parameters.length, ...parameters]);
	lay(af, f);
	lay(ay, y);
	lay(at, df);
	for (const address of [ag, ac, ar]) floats(address, size).fill(-777);
	kernel("evaluateLoss")(chosen.kernel, order, n, stride, outputs, bound, af, ay, av, ag, ac);
	if (order === 2) kernel("lossTangent")(chosen.kernel, n, stride, outputs, bound, ac, at, ar);
	const result = {
		value: floats(av, n).slice(),
		gradient: floats(ag, size).slice(),
		curvature: floats(ac, size).slice(),
		tangent: floats(ar, size).slice(),
	};
	for (const address of [bound, av, ...names]) release(address);
	return result;
}
