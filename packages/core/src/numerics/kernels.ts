import { kernelsBytes } from "./kernels-bytes.ts";

/** Every export of the kernels: functions on numbers and on addresses in linear memory. */
export type KernelFunction = (...args: number[]) => number;

interface Instance {
	readonly call: Readonly<Record<string, KernelFunction>>;
	readonly memory: WebAssembly.Memory;
}

let instance: Instance | null = null;

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
	const binary = atob(text);
	const bytes = new Uint8Array(binary.length);
	for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
	return bytes;
}

function kernels(): Instance {
	if (instance === null) {
		const module = new WebAssembly.Module(decodeBase64(kernelsBytes));
		const { exports } = new WebAssembly.Instance(module, {});
		instance = {
			call: exports as unknown as Record<string, KernelFunction>,
			memory: exports.memory as WebAssembly.Memory,
		};
	}
	return instance;
}

/** A kernel by the name under which `assembly/index.ts` exports it. One instance per thread, compiled on first use. */
export function kernel(name: string): KernelFunction {
	const found = kernels().call[name];
	if (found === undefined) throw new Error(`No kernel is called "${name}".`);
	return found;
}

/** Reserves room for `count` float64 numbers in linear memory and returns its address. */
export function allocateFloats(count: number): number {
	return allocateBytes(8 * count);
}

/** Reserves `bytes` of linear memory (aligned to 16) and returns the address. */
export function allocateBytes(bytes: number): number {
	const address = kernel("allocate")(Math.max(bytes, 16)) >>> 0;
	if (address === 0) throw new Error(`Out of memory: ${bytes} more bytes were asked for.`);
	return address;
}

/** Gives back what was reserved. */
export function release(address: number): void {
	kernel("release")(address);
}

/**
 * The numbers at an address. The view is good until the next allocation (memory may move): take it,
 * copy, drop it.
 */
export function floats(address: number, count: number): Float64Array {
	return new Float64Array(kernels().memory.buffer, address >>> 0, count);
}

/** The 32-bit integers at an address; same caution as `floats`. */
export function integers(address: number, count: number): Int32Array {
	return new Int32Array(kernels().memory.buffer, address >>> 0, count);
}
