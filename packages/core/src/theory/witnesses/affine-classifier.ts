import { floatField } from "../../numerics/elementary.ts";
import { hiddenLayers } from "../../points/hidden-layer.ts";
import { add, fromNumber, multiply, type Rational, signOf, zero } from "../../rigor/rational.ts";
import type { Subject } from "../subject.ts";
import { carryAffine } from "./affine-carrier.ts";
import { bestAffineClassifier } from "./best-affine-classifier.ts";
import { lowerByUnit } from "./live-unit.ts";

/** A network that computes the best affine classifier with all preactivations inside affine pieces. */
export interface AffineClassifierPoint {
	readonly theta: Float64Array;
	readonly loss: number;
	/** Found for one hidden layer of at least two units; deeper networks have the first-order argument. */
	readonly better: Float64Array | null;
}

/** The point for the problem's convex margin loss, once per subject; null outside the scope. */
export function affineClassifierPoint(subject: Subject): AffineClassifierPoint | null {
	return subject.once(affineClassifierPoint, () => {
		const { problem } = subject;
		const coefficients = bestAffineClassifier(problem);
		const theta = coefficients === null ? null : carryAffine(problem, coefficients);
		if (theta === null) return null;
		const objective = subject.objective();
		return { theta, loss: objective.value(theta), better: bent(subject, theta) };
	});
}

function bent(subject: Subject, theta: Float64Array): Float64Array | null {
	const { problem } = subject;
	const { data, loss } = problem;
	const [layer] = hiddenLayers(problem);
	if (layer.width < 2 || problem.network.branches[0].layers.length !== 2) return null;
	const objective = subject.objective();
	const outputs = objective.outputs(theta);
	const pulls = Float64Array.from({ length: data.samples }, (_, i) => {
		const { gradient } = loss.definition.evaluate(floatField, [outputs[i]], [data.y[i]], loss.parameters);
		return -(data.weights?.[i] ?? 1) * gradient[0];
	});
	return lowerByUnit(objective, theta, layer, 1, pulls);
}

/** Whether sum_i w_i y_i (x_i, 1) = 0 exactly, so that 0 is the best affine classifier for every convex margin loss. */
export function zeroIsBestClassifier({ problem: { data } }: Subject): boolean {
	const { samples, inputs, x, y, weights } = data;
	const signed = Array.from({ length: samples }, (_, i) => fromNumber(y[i] * (weights?.[i] ?? 1)));
	for (let j = 0; j <= inputs; j++) {
		let moment: Rational = zero;
		for (let i = 0; i < samples; i++)
			moment = add(moment, j < inputs ? multiply(signed[i], fromNumber(x[i * inputs + j])) : signed[i]);
		if (signOf(moment) !== 0) return false;
	}
	return true;
}
