import { floatField } from "../../numerics/elementary.ts";
import { symmetricEigen } from "../../numerics/symmetric-eigen.ts";
import { fromNumber, one, toNumber } from "../../rigor/rational.ts";
import { shallowNetwork } from "../architecture.ts";
import { type FormSign, formSign, momentMatrix } from "../exact/moment-sign.ts";
import type { Subject } from "../subject.ts";
import { type BestConstant, bestConstant } from "./best-constant.ts";

/** Entries of all sums that are worth the exact moments. */
const costLimit = 2e6;
/** Columns of the largest exact elimination. */
const columnLimit = 80;

/** The pulls of the best constant seen by quadratic units, and the point where their signs match. */
export interface QuadraticTrap {
	/** Sign of S = sum_i e_i x~_i x~_i^T, e_i = -dL/df_i at the best constant; exact. */
	readonly sign: FormSign;
	readonly constant: BestConstant;
	/** S in float64, D x D. */
	readonly moments: Float64Array;
	/** D */
	readonly size: number;
}

/**
 * S for a one-hidden-layer network with one output; x~ = (x, 1) with trained inner biases, x without. Null where the best
 * constant is not known, the network has another shape, or the moments are too costly.
 */
export function quadraticTrap(subject: Subject): QuadraticTrap | null {
	return subject.once(quadraticTrap, () => {
		const { problem } = subject;
		const { data } = problem;
		const shallow = shallowNetwork(problem);
		const outcome = subject.once(bestConstant, () => bestConstant(problem));
		if (shallow === null || !("found" in outcome) || problem.network.outputs !== 1) return null;
		const affine = shallow.innerBiases !== "absent";
		const size = data.inputs + (affine ? 1 : 0);
		if (size > columnLimit || data.samples * size * size > costLimit) return null;
		const rows = Array.from({ length: data.samples }, (_, i) => [
			...Array.from(data.x.subarray(i * data.inputs, (i + 1) * data.inputs), fromNumber),
			...(affine ? [one] : []),
		]);
		const matrix = momentMatrix(rows, outcome.found.pulls[0]);
		return {
			sign: formSign(matrix),
			constant: outcome.found,
			moments: Float64Array.from(matrix.flat(), toNumber),
			size,
		};
	});
}

/** The point with w_j = 0, b_j = 0, outgoing weights of the sign that S punishes, and the best constant output. */
export interface QuadraticTrapPoint {
	readonly theta: Float64Array;
	readonly loss: number;
	readonly better: Float64Array | null;
}

/** The trapped point, and one of lower loss: unit 1 along the main axis of S with an outgoing weight of the other sign. */
export function quadraticTrapPoint(subject: Subject, trap: QuadraticTrap): QuadraticTrapPoint | null {
	const { problem } = subject;
	const shallow = shallowNetwork(problem);
	if (shallow === null || shallow.hidden.next.bias < 0) return null;
	if (trap.sign !== "positive-semidefinite" && trap.sign !== "negative-semidefinite") return null;
	const { hidden, width, outputSlope, activation } = shallow;
	// f gains slope a_j c (w~_j.x~)^2 with sigma(t) = c t^2: the sum of these forms must have the sign opposite to S.
	const curvature = activation.definition.derivatives(floatField, 0, 2, activation.parameters)[2];
	const side = (trap.sign === "positive-semidefinite" ? -1 : 1) * Math.sign(curvature * outputSlope);
	const theta = new Float64Array(problem.network.parameters);
	for (let j = 0; j < width; j++) theta[hidden.next.weight + j] = side;
	theta[hidden.next.bias] = trap.constant.outputs[0] / outputSlope;
	const objective = subject.objective();
	const loss = objective.value(theta);
	const { values, vectors } = symmetricEigen(trap.moments, trap.size, true);
	if (vectors === null) return { theta, loss, better: null };
	const last = trap.size - 1;
	const main = Math.abs(values[0]) > Math.abs(values[last]) ? 0 : last;
	const axis = vectors.subarray(main * trap.size, (main + 1) * trap.size);
	let lowest = loss;
	let better: Float64Array | null = null;
	for (let scale = 16; scale > 1e-9; scale /= 2) {
		const trial = theta.slice();
		trial[hidden.next.weight] = -side;
		for (let k = 0; k < problem.data.inputs; k++) trial[hidden.weight + k] = scale * axis[k];
		if (trap.size > problem.data.inputs) trial[hidden.bias] = scale * axis[problem.data.inputs];
		const value = objective.value(trial);
		if (value < lowest) {
			lowest = value;
			better = trial;
		}
	}
	return { theta, loss, better: lowest < loss - 1e-12 * (1 + Math.abs(loss)) ? better : null };
}
