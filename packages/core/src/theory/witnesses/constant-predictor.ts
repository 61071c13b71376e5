import { floatField } from "../../numerics/elementary.ts";
import { toNumber } from "../../rigor/rational.ts";
import { shallowNetwork } from "../architecture.ts";
import type { Subject } from "../subject.ts";
import type { BestConstant } from "./best-constant.ts";
import { lowerByUnit } from "./live-unit.ts";
import { curvedPlace } from "./mean-predictor.ts";

/** The best constant output with all units convex, or all concave, in x. */
export interface ConstantPredictor {
	readonly theta: Float64Array;
	readonly loss: number;
	readonly better: Float64Array | null;
}

/**
 * w_j = 0, b_j at a place where sigma'' != 0, outgoing weights of the sign that makes every unit convex (or concave) there,
 * the offset such that the output is the constant; and a point of lower loss found by moving unit 1. Null outside
 * one-hidden-layer networks with both biases.
 */
export function constantPredictor(
	subject: Subject,
	constant: BestConstant,
	side: "convex" | "concave",
): ConstantPredictor | null {
	const { problem } = subject;
	const shallow = shallowNetwork(problem);
	const place = shallow === null ? null : curvedPlace(shallow.activation);
	if (shallow === null || place === null) return null;
	const { hidden, width, outputSlope, activation } = shallow;
	if (hidden.bias < 0 || hidden.next.bias < 0) return null;
	const level = activation.definition.derivatives(floatField, place.at, 0, activation.parameters)[0];
	const sign = (side === "convex" ? place.sign : -place.sign) * Math.sign(outputSlope);
	const theta = new Float64Array(problem.network.parameters);
	for (let j = 0; j < width; j++) {
		theta[hidden.bias + j] = place.at;
		theta[hidden.next.weight + j] = sign;
	}
	theta[hidden.next.bias] = constant.outputs[0] / outputSlope - sign * width * level;
	const idle = theta.slice();
	idle[hidden.next.weight] = 0;
	idle[hidden.next.bias] += sign * level;
	const objective = subject.objective();
	const pulls = constant.pulls[0].map((pull) => toNumber(pull) * Math.sign(outputSlope));
	return { theta, loss: objective.value(theta), better: lowerByUnit(objective, idle, hidden, 0, pulls) };
}
