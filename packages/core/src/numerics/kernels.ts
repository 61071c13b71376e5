import { type EngineName, engineNames } from "./engines.ts";
import { kernelsBytes } from "./kernels-bytes.ts";
import { gemmIn } from "./native/gemm.ts";
import { type Lapack, lapackOf } from "./native/lapack.ts";
import { openBlas } from "./native/open-blas.ts";

/** Every export of the kernels: functions on numbers and on addresses in linear memory. */
export type KernelFunction = (...args: number[]) => number;

interface Instance {
	readonly engine: EngineName;
	readonly call: Readonly<Record<string, KernelFunction>>;
	readonly memory: WebAssembly.Memory;
	/** The machine's library, for the engine `native`. */
	readonly library: NativeLibrary | null;
}

/** What the engine `native` takes from the machine. */
export interface NativeLibrary {
	/** The library's name and version, and the processor it has chosen its kernels for. */
	readonly description: string;
	readonly lapack: Lapack;
}

let instance: Instance | null = null;

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
	const binary = atob(text);
	const bytes = new Uint8Array(binary.length);
	for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
	return bytes;
}

function start(
	name: EngineName,
	text: string,
	imports: WebAssembly.Imports = {},
	library: NativeLibrary | null = null,
): Instance {
	const module = new WebAssembly.Module(decodeBase64(text));
	const { exports } = new WebAssembly.Instance(module, imports);
	return {
		engine: name,
		call: exports as unknown as Record<string, KernelFunction>,
		memory: exports.memory as WebAssembly.Memory,
		library,
	};
}

function kernels(): Instance {
	instance ??= start("portable", kernelsBytes);
	return instance;
}

/** The machine's library, where the engine is `native`. */
export function nativeLibrary(): NativeLibrary | null {
	return kernels().library;
}

/** The engine that this thread computes with. */
export function engineInUse(): EngineName {
	return kernels().engine;
}

/** The engine of this thread with all that its bits depend on: results with the same identity may be joined. */
export function engineIdentity(): string {
	const { engine, library } = kernels();
	return library === null ? engine : `${engine}, ${library.description}`;
}

/**
 * Chooses the engine of this thread, before anything is computed in it: `portable` (the default) gives the same bits
 * everywhere; `fused` rounds a b + c once, which is faster on most processors and gives other last digits; `native` leaves large
 * products and decompositions to the machine's OpenBLAS (Node, with the package koffi), whose last digits are the machine's.
 * @throws RangeError if this JavaScript engine or processor cannot, if there is no such engine, or if the thread has
 * computed with another one.
 *
 * @example
 * await chooseEngine("portable");
 */
export async function chooseEngine(name: string): Promise<void> {
	if (!isEngineName(name))
		throw new RangeError(`There is no engine "${name}"; there are ${engineNames.join(", ")}.`);
	if (instance !== null) {
		if (instance.engine === name) return;
		throw new RangeError(
			`This thread has computed with the engine "${instance.engine}"; choose "${name}" before anything is computed.`,
		);
	}
	if (name === "portable") return;
	const started = name === "fused" ? await startFused() : await startNative();
	instance ??= started;
}

async function startFused(): Promise<Instance> {
	const { kernelsBytes: text } = await import("./fused-bytes.ts");
	if (!WebAssembly.validate(decodeBase64(text)))
		throw new RangeError(
			'The engine "fused" needs WebAssembly with relaxed SIMD: Node 22 or newer, or a browser of 2024 or later.',
		);
	const started = start("fused", text);
	if (started.call.isFused() !== 1)
		throw new RangeError(
			'The engine "fused" needs a processor with fused multiply-adds; this one rounds twice.',
		);
	return started;
}

async function startNative(): Promise<Instance> {
	const { kernelsBytes: text } = await import("./native-bytes.ts");
	const blas = await openBlas();
	const gemm = gemmIn(blas, () => started.memory);
	const library = { description: blas.description, lapack: lapackOf(blas) };
	const started = start("native", text, { native: { gemm } }, library);
	return started;
}

function isEngineName(name: string): name is EngineName {
	return (engineNames as readonly string[]).includes(name);
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
