import { randomStream } from "../../numerics/random.ts";
import { infinityNorm } from "../../numerics/vector.ts";
import { createObjective } from "../../objective/create-objective.ts";
import { classifyPoint } from "../../points/classification.ts";
import type { Classification } from "../../points/point.ts";
import { trainingError } from "../../points/training-error.ts";
import type { Problem } from "../../problem/problem.ts";
import { type CountedObjective, countEvaluations } from "../counted-objective.ts";
import { initialPoint } from "../initialisers.ts";
import { smallestPreactivation } from "./hidden-preactivations.ts";
import { SampleOrder } from "./sample-order.ts";
import { type SettledTraining, settleTraining, type TrainOptions } from "./training-options.ts";

/** The course of a training: the epochs passed, and what was seen after each. */
export interface TrainingTrace {
	readonly epochs: number[];
	readonly loss: number[];
	readonly gradientNorm: number[];
	/** Empty where labels define no classes. */
	readonly trainingError: number[];
	/** Empty without hidden units. */
	readonly smallestPreactivation: number[];
}

/** What training ended with. `epochs` is never called convergence. */
export interface TrainDocument {
	readonly schema: "lossatlas/train@1";
	/** Which rule ended it: a condition of `stop`, the last epoch, or numbers out of range. */
	readonly outcome: "training-error" | "loss" | "gradient" | "epochs" | "overflow";
	readonly sentence: string;
	readonly epochs: number;
	/** Passes over the data, those for the stop rules included. */
	readonly evaluations: number;
	readonly loss: number;
	/** Largest absolute component. */
	readonly gradientNorm: number;
	readonly trainingError: number | null;
	/** Smallest |preactivation| of a hidden unit on a sample. */
	readonly smallestPreactivation: number | null;
	readonly classification: Classification | null;
	readonly trace: TrainingTrace | null;
	readonly theta: readonly number[];
}

/** Trace entries are thinned to half once there are this many times `record`. */
const overfull = 2;

/**
 * Trains a network as people do: mini-batches in a new random order each epoch, an optimizer, a schedule of the learning rate, until a stop
 * rule or the last epoch. Same problem and options, same bits.
 *
 * @throws InputError for options that are not admissible.
 * @example
 * const end = train(problem, {optimizer: "adam", rate: 0.01, batch: 25, epochs: 500, stop: {"training-error": 0}});
 * end.outcome; // "training-error" when no sample is misclassified any more
 */
export function train(problem: Problem, options: TrainOptions = {}, signal?: AbortSignal): TrainDocument {
	const settled = settleTraining(options);
	const own = createObjective(problem);
	const objective = countEvaluations(own);
	try {
		return run(objective, settled, signal);
	} finally {
		own.release();
	}
}

function run(objective: CountedObjective, settled: SettledTraining, signal?: AbortSignal): TrainDocument {
	const { problem } = objective;
	const { optimizer, optimizerSettings, schedule, scheduleSettings, stop, epochs, record, seed, start } =
		settled;
	const theta = initialPoint(problem, settled.init, seed, start);
	const gradient = new Float64Array(theta.length);
	const state = optimizer.begin(theta.length);
	const samples = problem.data.samples;
	const size = settled.batch === "all" ? samples : Math.min(settled.batch, samples);
	const order = new SampleOrder(samples, size, randomStream(seed, "order", start));
	const trace = record > 0 ? new Course(record) : null;
	let factor = 1;
	let steps = 0;
	let epoch = 0;
	let outcome: TrainDocument["outcome"] | null = reached(objective, theta, stop, gradient);
	trace?.note(0, () => see(objective, theta, gradient));
	while (outcome === null && epoch < epochs) {
		signal?.throwIfAborted();
		factor = schedule.factor(epoch, epochs, factor, scheduleSettings);
		const rate = settled.rate * factor;
		if (size >= samples) {
			// Where a rule looks at the gradient, it is there already.
			if (stop.gradient === undefined) objective.valueAndGradient(theta, gradient);
			optimizer.move(theta, gradient, rate, ++steps, state, optimizerSettings);
		} else
			for (const batch of order.epoch()) {
				objective.batchValueAndGradient(theta, batch, gradient);
				optimizer.move(theta, gradient, rate, ++steps, state, optimizerSettings);
			}
		epoch++;
		if (!(infinityNorm(theta) < Infinity)) outcome = "overflow";
		else outcome = reached(objective, theta, stop, gradient);
		trace?.note(epoch, () => see(objective, theta, gradient));
	}
	outcome ??= "epochs";
	const { evaluations } = objective;
	const last = see(objective, theta, gradient);
	trace?.close(epoch, last);
	return {
		schema: "lossatlas/train@1",
		outcome,
		sentence: sentenceOf(outcome, epoch, last),
		epochs: epoch,
		evaluations,
		...last,
		classification: settled.classify && outcome !== "overflow" ? classifyPoint(objective, theta) : null,
		trace: trace === null ? null : trace.trace,
		theta: Array.from(theta),
	};
}

interface Seen {
	readonly loss: number;
	readonly gradientNorm: number;
	readonly trainingError: number | null;
	readonly smallestPreactivation: number | null;
}

function see(objective: CountedObjective, theta: Float64Array, gradient: Float64Array): Seen {
	const loss = objective.valueAndGradient(theta, gradient);
	return {
		loss,
		gradientNorm: infinityNorm(gradient),
		trainingError: trainingError(objective, theta)?.error ?? null,
		smallestPreactivation: smallestPreactivation(objective, theta),
	};
}

/** The first stop rule that holds at theta; it costs what it asks for. */
function reached(
	objective: CountedObjective,
	theta: Float64Array,
	stop: SettledTraining["stop"],
	gradient: Float64Array,
): "training-error" | "loss" | "gradient" | null {
	const { loss, gradient: largest, "training-error": error } = stop;
	if (error !== undefined) {
		const found = trainingError(objective, theta);
		if (found !== null && found.error <= error) return "training-error";
	}
	if (largest !== undefined) {
		const value = objective.valueAndGradient(theta, gradient);
		if (loss !== undefined && value <= loss) return "loss";
		if (infinityNorm(gradient) <= largest) return "gradient";
	} else if (loss !== undefined && objective.value(theta) <= loss) return "loss";
	return null;
}

function sentenceOf(
	outcome: TrainDocument["outcome"],
	epochs: number,
	{ loss, gradientNorm, trainingError }: Seen,
): string {
	const after = `after ${epochs} epoch${epochs === 1 ? "" : "s"}`;
	const error = trainingError === null ? "" : `, training error ${trainingError}`;
	const numbers = `loss ${loss.toPrecision(4)}, gradient ${gradientNorm.toPrecision(3)}${error}`;
	switch (outcome) {
		case "training-error":
			return `The training error came down to ${trainingError} ${after}; ${numbers}. The point need not be critical.`;
		case "loss":
			return `The loss came down to the wanted level ${after}; ${numbers}.`;
		case "gradient":
			return `The gradient came down to the wanted level ${after}; ${numbers}. What the point is, classify tells.`;
		case "overflow":
			return `The weights left the range of float64 numbers ${after}: the learning rate is too large.`;
		case "epochs":
			return `The epochs are spent ${after}; ${numbers}. Nothing is said about convergence.`;
	}
}

/** A trace of bounded length: entries at multiples of a stride that doubles when there are too many. */
class Course {
	readonly trace: TrainingTrace = {
		epochs: [],
		loss: [],
		gradientNorm: [],
		trainingError: [],
		smallestPreactivation: [],
	};
	readonly #record: number;
	#stride = 1;

	constructor(record: number) {
		this.#record = record;
	}

	note(epoch: number, see: () => Seen): void {
		if (epoch % this.#stride !== 0) return;
		this.#push(epoch, see());
		if (this.trace.epochs.length < overfull * this.#record) return;
		for (const series of Object.values(this.trace) as number[][]) {
			let kept = 0;
			for (let i = 0; i < series.length; i += 2) series[kept++] = series[i];
			series.length = kept;
		}
		this.#stride *= 2;
	}

	close(epoch: number, seen: Seen): void {
		if (this.trace.epochs.at(-1) !== epoch) this.#push(epoch, seen);
	}

	#push(epoch: number, { loss, gradientNorm, trainingError, smallestPreactivation }: Seen): void {
		this.trace.epochs.push(epoch);
		this.trace.loss.push(loss);
		this.trace.gradientNorm.push(gradientNorm);
		if (trainingError !== null) this.trace.trainingError.push(trainingError);
		if (smallestPreactivation !== null) this.trace.smallestPreactivation.push(smallestPreactivation);
	}
}
