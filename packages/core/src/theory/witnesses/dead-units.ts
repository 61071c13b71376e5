import { floatField } from "../../numerics/elementary.ts";
import type { Problem } from "../../problem/problem.ts";
import { add, type Rational, signOf, toNumber, zero } from "../../rigor/rational.ts";
import { shallowNetwork } from "../architecture.ts";
import { distinctInputs } from "../exact/distinct-inputs.ts";
import type { Subject } from "../subject.ts";
import { type BestConstant, bestConstant } from "./best-constant.ts";
import { constantPiece } from "./constant-piece.ts";
import { lowerByUnit } from "./live-unit.ts";

/** A network whose hidden units are all constant, with the best constant outputs. */
export interface DeadPoint {
	readonly theta: Float64Array;
	readonly constant: BestConstant;
	readonly loss: number;
	/** A distinct input (its first sample) and an output at which the pulls do not cancel; null when all do: a global minimum. */
	readonly pulled: { readonly sample: number; readonly output: number } | null;
	/** A point of lower loss, when one was found. */
	readonly better: Float64Array | null;
}

/**
 * The point of a one-hidden-layer network with all preactivations inside a constant piece of the activation (w_j = 0, b_j
 * inside) and the best constant outputs. Null where the activation has no constant piece, a bias is missing, or the
 * best constant is not known.
 */
export function deadPoint(subject: Subject): DeadPoint | null {
	return subject.once(deadPoint, () => build(subject));
}

function build(subject: Subject): DeadPoint | null {
	const { problem } = subject;
	const shallow = shallowNetwork(problem);
	if (shallow === null) return null;
	const piece = constantPiece(shallow.activation);
	const outcome = subject.once(bestConstant, () => bestConstant(problem));
	const { hidden } = shallow;
	if (piece === null || !("found" in outcome) || hidden.bias < 0 || hidden.next.bias < 0) return null;
	const { activation, width, outputSlope } = shallow;
	const level = activation.definition.derivatives(floatField, piece.inside, 0, activation.parameters)[0];
	const theta = new Float64Array(problem.network.parameters);
	for (let j = 0; j < width; j++) theta[hidden.bias + j] = piece.inside;
	const outputs = problem.network.outputs;
	for (let o = 0; o < outputs; o++) {
		for (let j = 0; j < width; j++) theta[hidden.next.weight + o * width + j] = 1;
		theta[hidden.next.bias + o] = outcome.found.outputs[o] / outputSlope - width * level;
	}
	const objective = subject.objective();
	const pulled = uncancelled(subject, problem, outcome.found.pulls);
	let better: Float64Array | null = null;
	if (pulled !== null) {
		// The unit that comes alive has outgoing weights 0 first; the offsets take over its constant part.
		const idle = theta.slice();
		for (let o = 0; o < outputs; o++) {
			idle[hidden.next.weight + o * width] = 0;
			idle[hidden.next.bias + o] += level;
		}
		const pulls = outcome.found.pulls[pulled.output].map(toNumber);
		better = lowerByUnit(objective, idle, hidden, 0, pulls, pulled.output);
	}
	return { theta, constant: outcome.found, loss: objective.value(theta), pulled, better };
}

/** The first distinct input whose samples' pulls do not add up to 0, in exact arithmetic. */
function uncancelled(
	subject: Subject,
	{ data }: Problem,
	pulls: readonly (readonly Rational[])[],
): DeadPoint["pulled"] {
	const groups = subject.onceForData(distinctInputs, () => distinctInputs(data));
	for (let output = 0; output < pulls.length; output++)
		for (const { samples } of groups) {
			const sum = samples.reduce((total, i) => add(total, pulls[output][i]), zero);
			if (signOf(sum) !== 0) return { sample: samples[0], output };
		}
	return null;
}
