import {
	allocateBytes,
	allocateFloats,
	floats,
	integers,
	nativeLibrary,
	release,
} from "../numerics/kernels.ts";
import type { Layer, Problem } from "../problem/problem.ts";

/** Numbers of a 32-bit record, in the order of the fields of `assembly/passes/network.ts`. */
const layerFields = 20;
const branchFields = 2;
const networkFields = 24;

/** Buffers of width x n that each layer owns, in the order of the record. */
const layerBuffers = 10;

/** What a block of samples is cut to. */
interface BlockShape {
	/** Numbers of one buffer of all units, and an eighth of the inputs. */
	readonly numbers: number;
	readonly mostSamples: number;
}

/** Buffers stay in the first-level cache. */
const near: BlockShape = { numbers: 4000, mostSamples: 256 };
/** A library's products want long rows: buffers stay in the second-level cache. */
const long: BlockShape = { numbers: 32000, mostSamples: 512 };
/** Weights of a layer from which its products are the library's in every block. */
const leastLibraryLayer = 400;

/** Samples a block has; the last one should not be tiny. */
function blockSize(samples: number, units: number, inputs: number, shape: BlockShape = near): number {
	const target = Math.floor(shape.numbers / (units + Math.ceil(inputs / 8)));
	const largest = Math.max(16, Math.min(shape.mostSamples, target));
	const blocks = Math.ceil(samples / largest);
	const even = 2 * Math.ceil(samples / blocks / 2);
	return Math.max(2, even);
}

/** A problem laid out in the kernels' memory, with the addresses that the host writes to and reads from. */
export interface KernelNetwork {
	readonly address: number;
	/** Samples padded to an even number. */
	readonly samples: number;
	readonly block: number;
	/** Units of all layers. */
	readonly units: number;
	readonly theta: number;
	readonly gradient: number;
	readonly direction: number;
	readonly product: number;
	/** Weight of each sample in the objective, 0 for padding. */
	readonly weights: number;
	/** Buffers that hold numbers of each sample, as they are filled from the problem's data. */
	readonly perSample: readonly SampleBuffer[];
	release(): void;
}

/** A buffer of rows x samples, block by block. */
interface SampleBuffer {
	readonly address: number;
	readonly rows: number;
	/** The number of a row and a sample of the problem. */
	readonly at: (row: number, sample: number) => number;
}

/** Values (rows x samples, read through `at`) stored block by block, padded by repeating the last sample. */
function blockMajor(
	rows: number,
	samples: number,
	block: number,
	at: (row: number, sample: number) => number,
): Float64Array {
	const padded = samples + (samples & 1);
	const out = new Float64Array(rows * padded);
	for (let from = 0; from < padded; from += block) {
		const n = Math.min(block, padded - from);
		for (let row = 0; row < rows; row++) {
			for (let s = 0; s < n; s++) {
				const sample = Math.min(from + s, samples - 1);
				out[rows * from + row * n + s] = at(row, sample);
			}
		}
	}
	return out;
}

/** Weight of each sample in the objective: w_i / sum w (mean) or w_i (sum). */
export function reducedWeights(problem: Problem): Float64Array {
	const { samples, weights } = problem.data;
	const out = new Float64Array(samples + (samples & 1));
	let total = 0;
	for (let i = 0; i < samples; i++) {
		out[i] = weights === null ? 1 : weights[i];
		total += out[i];
	}
	if (problem.reduction === "mean") for (let i = 0; i < samples; i++) out[i] /= total;
	return out;
}

/** Ridge coefficient of each parameter, or null when all are 0. */
function ridgeOf(problem: Problem): Float64Array | null {
	const { weightDecay, exponentialPenalty, network } = problem;
	if (weightDecay === 0 && exponentialPenalty === 0) return null;
	const ridge = new Float64Array(network.parameters).fill(weightDecay);
	for (const block of network.blocks) {
		if (block.name === "exponential.output") ridge[block.offset] += exponentialPenalty;
	}
	return ridge;
}

/** Lays a problem out in linear memory, with all its samples or with room for the n of a mini-batch. */
export function layOut(problem: Problem, n: number = problem.data.samples): KernelNetwork {
	const owned: number[] = [];
	const store = (values: ArrayLike<number>): number => {
		const address = allocateFloats(values.length);
		owned.push(address);
		floats(address, values.length).set(values);
		return address;
	};
	const reserve = (count: number): number => {
		const address = allocateFloats(count);
		owned.push(address);
		floats(address, count).fill(0);
		return address;
	};
	const record = (count: number): number => {
		const address = allocateBytes(4 * count);
		owned.push(address);
		return address;
	};

	const { network, data, loss } = problem;
	const p = network.parameters;
	const padded = n + (n & 1);
	const everyLayer = network.branches.flatMap(({ layers }) => layers);
	const units = everyLayer.reduce((sum, { width }) => sum + width, 0);
	const byLibrary =
		nativeLibrary() !== null && everyLayer.some((layer) => layer.width * layer.inputs >= leastLibraryLayer);
	const block = blockSize(padded, units, data.inputs, byLibrary ? long : near);
	const theta = reserve(p);
	const perSample: SampleBuffer[] = [];
	const sampled = (rows: number, at: SampleBuffer["at"]): number => {
		const address = store(blockMajor(rows, n, block, at));
		perSample.push({ address, rows, at });
		return address;
	};

	const writeLayer = (layer: Layer, offset: number, at: number) => {
		const weights = layer.fixed === null ? theta + 8 * offset : store(layer.fixed);
		const noise = layer.noise;
		// The Hessian appends a row of ones.
		const buffers = Array.from({ length: layerBuffers }, () => reserve((layer.width + 1) * block));
		const { parameters, kernel } = layer.activation;
		const fields = [
			layer.width,
			layer.inputs,
			kernel,
			layer.fixed === null ? 1 : 0,
			layer.bias ? 1 : 0,
			offset,
			store([parameters.length, ...parameters]),
			weights,
			weights + 8 * layer.width * layer.inputs,
			noise === null ? 0 : sampled(layer.width, (j, s) => noise[j * data.samples + s]),
			...buffers,
		];
		integers(at, layerFields).set(fields);
	};

	const branchTable = record(branchFields * network.branches.length);
	network.branches.forEach(({ layers }, b) => {
		const table = record(layerFields * layers.length);
		integers(branchTable + 4 * branchFields * b, branchFields).set([layers.length, table]);
		layers.forEach((layer, l) => {
			const weights = network.blocks.find(
				(found) => found.branch === b && found.layer === l && found.kind === "weight",
			);
			writeLayer(layer, weights?.offset ?? -1, table + 4 * layerFields * l);
		});
	});

	const gradient = reserve(p);
	const direction = reserve(p);
	const product = reserve(p);
	const ridge = ridgeOf(problem);
	const perOutput = () => reserve(network.outputs * block);
	const address = record(networkFields);
	const weights = store(reducedWeights(problem).subarray(0, padded));
	const fields = [
		padded,
		block,
		data.inputs,
		network.outputs,
		sampled(data.inputs, (k, s) => data.x[s * data.inputs + k]),
		sampled(data.outputs, (o, s) => data.y[s * data.outputs + o]),
		weights,
		loss.kernel,
		store([loss.parameters.length, ...loss.parameters]),
		network.branches.length,
		branchTable,
		p,
		theta,
		gradient,
		direction,
		product,
		ridge === null ? 0 : store(ridge),
		perOutput(),
		perOutput(),
		perOutput(),
		perOutput(),
		perOutput(),
		reserve(block),
		store(new Float64Array(block).fill(1)),
	];
	integers(address, fields.length).set(fields);

	return {
		address,
		samples: padded,
		block,
		units,
		theta,
		gradient,
		direction,
		product,
		weights,
		perSample,
		release: () => {
			for (const each of owned.splice(0)) release(each);
		},
	};
}
