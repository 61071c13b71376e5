import { norm } from "../numerics/vector.ts";
import type { SolverState } from "./solver.ts";

/** The course of one run: at most `capacity` entries, thinned evenly as the run grows. */
export interface TraceRecord {
	readonly evaluations: number[];
	readonly loss: number[];
	readonly gradientNorm: number[];
	/** Euclidean norm of theta. */
	readonly norm: number[];
}

type TracedState = Pick<SolverState, "theta" | "value">;

/** Records a run of unknown length in bounded memory: when full, every second entry is dropped. */
export class Trace {
	readonly record: TraceRecord = {
		evaluations: [],
		loss: [],
		gradientNorm: [],
		norm: [],
	};
	readonly #capacity: number;
	#stride = 1;
	#seen = 0;

	constructor(capacity = 200) {
		this.#capacity = capacity;
	}

	/** Notes a step; every stride-th is kept. */
	add(evaluations: number, state: TracedState, gradientNorm: number): void {
		if (this.#seen++ % this.#stride !== 0) return;
		if (this.record.loss.length === this.#capacity) this.#thin();
		this.#push(evaluations, state, gradientNorm);
	}

	/** Notes the last step, kept in any case. */
	close(evaluations: number, state: TracedState, gradientNorm: number): void {
		if (this.record.evaluations.at(-1) === evaluations) return;
		if (this.record.loss.length === this.#capacity) this.#thin();
		this.#push(evaluations, state, gradientNorm);
	}

	#push(evaluations: number, state: TracedState, gradientNorm: number): void {
		this.record.evaluations.push(evaluations);
		this.record.loss.push(state.value);
		this.record.gradientNorm.push(gradientNorm);
		this.record.norm.push(norm(state.theta));
	}

	#thin(): void {
		for (const series of Object.values(this.record) as number[][]) {
			let kept = 0;
			for (let i = 0; i < series.length; i += 2) series[kept++] = series[i];
			series.length = kept;
		}
		this.#stride *= 2;
	}
}
