import type { OpenBlas } from "./open-blas.ts";

const rowMajor = 101;
const asItIs = 111;
const transposed = 112;

/**
 * C = A B or C = A B + C for matrices in a WebAssembly memory, row by row, A or B transposed on request: the import
 * `native.gemm` of the kernels, see `assembly/native.ts`. Addresses count from the beginning of the memory that `memory` returns.
 */
export function gemmIn(blas: OpenBlas, memory: () => WebAssembly.Memory): (...values: number[]) => void {
	const dgemm = blas.func(
		"void cblas_dgemm(int, int, int, int, int, int, double, uintptr_t, int, uintptr_t, int, double, uintptr_t, int)",
	);
	let buffer: ArrayBufferLike | null = null;
	let base = 0;
	return (
		transposeA,
		transposeB,
		rows,
		columns,
		depth,
		a,
		leadingA,
		b,
		leadingB,
		accumulate,
		c,
		leadingC,
	) => {
		const current = memory().buffer;
		if (current !== buffer) {
			buffer = current;
			base = blas.address(new Uint8Array(current));
		}
		dgemm(
			rowMajor,
			transposeA ? transposed : asItIs,
			transposeB ? transposed : asItIs,
			rows,
			columns,
			depth,
			1,
			base + (a >>> 0),
			leadingA,
			base + (b >>> 0),
			leadingB,
			accumulate ? 1 : 0,
			base + (c >>> 0),
			leadingC,
		);
	};
}
