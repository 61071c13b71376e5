import { allocateBytes, allocateFloats, floats, kernel, release } from "../numerics/kernels.ts";
import type { Problem } from "../problem/problem.ts";
import { type KernelNetwork, layOut } from "./kernel-network.ts";
import { type MiniBatches, miniBatches } from "./mini-batch.ts";
import type { Objective } from "./objective.ts";
import { populationObjective } from "./population/population-objective.ts";

/** What an objective owns in the kernels' memory. */
type Owned = { release(): void }[];

const releaseAll = (owned: Owned): void => {
	for (const each of owned.splice(0)) each.release();
};
const forgotten = new FinalizationRegistry<Owned>(releaseAll);

/**
 * The training objective of a problem, evaluated by the kernels:
 * L(theta) = sum_i w_i l(f(x_i; theta), y_i) / sum_i w_i + regularisers.
 *
 * Every method takes theta with P numbers and throws a RangeError for another length.
 *
 * @example
 * const problem = await parseProblem({lossatlas: 1, data: {inline: {x: [[0], [1]], y: [0, 1]}},
 *   network: {layers: [{width: 1, activation: "identity"}]}, loss: {name: "squared"}});
 * createObjective(problem).value(Float64Array.of(1, 0)); // 0
 */
export function createObjective(problem: Problem): Objective {
	if (problem.population !== null) return populationObjective(problem, problem.population);
	const network = layOut(problem);
	const owned: Owned = [network];
	const objective = new KernelObjective(problem, network, owned);
	forgotten.register(objective, owned, objective);
	return objective;
}

class KernelObjective implements Objective {
	readonly problem: Problem;
	readonly parameters: number;
	readonly cost: Objective["cost"];
	readonly #network: KernelNetwork;
	/** Where the last pass was that left its second derivatives in the kernels' buffers; null if none did. */
	#held: Float64Array | null = null;
	#batches: MiniBatches | null = null;

	readonly #owned: Owned;

	constructor(problem: Problem, network: KernelNetwork, owned: Owned) {
		this.problem = problem;
		this.#owned = owned;
		this.parameters = problem.network.parameters;
		this.#network = network;
		this.cost = {
			value: 1,
			gradient: 1,
			hessianVector: 2,
			hessian: 1 + network.units,
			jacobian: 1 + problem.network.outputs,
		};
	}

	value(theta: Float64Array): number {
		this.#enter(theta);
		this.#held = null;
		return kernel("value")(this.#network.address);
	}

	gradient(theta: Float64Array, out: Float64Array = new Float64Array(this.parameters)): Float64Array {
		this.valueAndGradient(theta, out);
		return out;
	}

	valueAndGradient(theta: Float64Array, out: Float64Array): number {
		this.#enter(theta);
		const value = kernel("gradient")(this.#network.address);
		this.#hold(theta);
		out.set(floats(this.#network.gradient, this.parameters));
		return value;
	}

	batchValueAndGradient(theta: Float64Array, samples: ArrayLike<number>, out: Float64Array): number {
		this.#check(theta, "theta");
		if (this.#batches === null) {
			this.#batches = miniBatches(this.problem);
			this.#owned.push(this.#batches);
		}
		return this.#batches.valueAndGradient(theta, samples, out);
	}

	hessianVector(
		theta: Float64Array,
		v: Float64Array,
		out: Float64Array = new Float64Array(this.parameters),
	): Float64Array {
		this.#enter(theta);
		this.#check(v, "direction");
		floats(this.#network.direction, this.parameters).set(v);
		kernel("hessianVector")(this.#network.address, this.#holds(theta) ? 1 : 0);
		this.#hold(theta);
		out.set(floats(this.#network.product, this.parameters));
		return out;
	}

	hessian(theta: Float64Array, out?: Float64Array): Float64Array {
		return this.#squareMatrix(theta, 0, out);
	}

	gaussNewton(theta: Float64Array, out?: Float64Array): Float64Array {
		return this.#squareMatrix(theta, 1, out);
	}

	jacobian(theta: Float64Array): Float64Array {
		this.#enter(theta);
		const { outputs } = this.problem.network;
		const columns = this.parameters;
		const rows = this.problem.data.samples * outputs;
		this.#held = null;
		const address = allocateFloats(this.#network.samples * outputs * columns);
		try {
			kernel("jacobian")(this.#network.address, address);
			return floats(address, rows * columns).slice();
		} finally {
			release(address);
		}
	}

	outputs(theta: Float64Array): Float64Array {
		return this.#forward(theta).outputs;
	}

	preactivations(theta: Float64Array): Float64Array {
		return this.#forward(theta).preactivations;
	}

	gradientRounding(theta: Float64Array): Float64Array {
		this.#enter(theta);
		const coupled = this.problem.loss.properties.coupling === "coupled";
		kernel("rounding")(this.#network.address, coupled ? 1 : 0, this.#holds(theta) ? 1 : 0);
		this.#hold(theta);
		return floats(this.#network.product, this.parameters).slice();
	}

	release(): void {
		forgotten.unregister(this);
		releaseAll(this.#owned);
	}

	#enter(theta: Float64Array): void {
		this.#check(theta, "theta");
		floats(this.#network.theta, this.parameters).set(theta);
	}

	/** The kernels' buffers hold the passes of this theta from now on, if all samples are one block. */
	#hold(theta: Float64Array): void {
		this.#held ??= this.#network.samples <= this.#network.block ? new Float64Array(this.parameters) : null;
		this.#held?.set(theta);
	}

	#holds(theta: Float64Array): boolean {
		const held = this.#held;
		if (held === null) return false;
		for (let k = 0; k < held.length; k++) if (!Object.is(held[k], theta[k])) return false;
		return true;
	}

	#check(vector: Float64Array, name: string): void {
		if (vector.length !== this.parameters) {
			throw new RangeError(
				`${name} has ${vector.length} numbers, but the problem has ${this.parameters} parameters.`,
			);
		}
	}

	#squareMatrix(
		theta: Float64Array,
		linear: number,
		out: Float64Array = new Float64Array(this.parameters * this.parameters),
	): Float64Array {
		this.#enter(theta);
		const address = allocateFloats(out.length);
		let work = 0;
		try {
			work = allocateBytes(kernel("hessianWork")(this.#network.address) >>> 0);
			kernel("hessian")(this.#network.address, address, linear, work, this.#holds(theta) ? 1 : 0);
			this.#hold(theta);
			out.set(floats(address, out.length));
			return out;
		} finally {
			release(address);
			if (work !== 0) release(work);
		}
	}

	#forward(theta: Float64Array): {
		outputs: Float64Array;
		preactivations: Float64Array;
	} {
		this.#enter(theta);
		this.#held = null;
		const { samples, block, units } = this.#network;
		const outputs = this.problem.network.outputs;
		const atOutputs = allocateFloats(samples * outputs);
		const atPreactivations = allocateFloats(samples * units);
		try {
			kernel("outputs")(this.#network.address, atOutputs, atPreactivations);
			const bySample = (address: number, rows: number) =>
				sampleMajor(floats(address, samples * rows), rows, samples, this.problem.data.samples, block);
			return {
				outputs: bySample(atOutputs, outputs),
				preactivations: bySample(atPreactivations, units),
			};
		} finally {
			release(atOutputs);
			release(atPreactivations);
		}
	}
}

/** From blocks of rows x n to samples x rows, the padding dropped. */
function sampleMajor(
	blocks: Float64Array,
	rows: number,
	padded: number,
	samples: number,
	block: number,
): Float64Array {
	const out = new Float64Array(samples * rows);
	for (let from = 0; from < padded; from += block) {
		const n = Math.min(block, padded - from);
		for (let row = 0; row < rows; row++) {
			for (let s = 0; s < n && from + s < samples; s++) {
				out[(from + s) * rows + row] = blocks[rows * from + row * n + s];
			}
		}
	}
	return out;
}
