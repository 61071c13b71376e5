import { dot } from "../numerics/vector.ts";
import type { Problem } from "../problem/problem.ts";
import { inputsOf } from "./cone-problem.ts";
import { outgoingOffset, weightRows } from "./hidden-units.ts";

/** Halvings of a step before it is given up. */
const halvings = 40;

/**
 * The longest of direction, direction/2, direction/4, ... that keeps the sign of every preactivation of one hidden
 * ReLU layer and lowers the loss, evaluated; null if none does.
 */
export function loweringStep(
	problem: Problem,
	theta: Float64Array,
	direction: Float64Array,
): Float64Array | null {
	const here = evaluate(problem, theta);
	for (let k = 0, factor = 1; k < halvings; k++, factor /= 2) {
		const step = direction.map((x) => factor * x);
		const there = evaluate(
			problem,
			theta.map((x, i) => x + step[i]),
		);
		if (there.signs === here.signs && there.loss < here.loss) return step;
	}
	return null;
}

/** The sum of weight/2 |f - y|^2, and the signs of all preactivations as a text. */
function evaluate(problem: Problem, theta: Float64Array): { readonly loss: number; readonly signs: string } {
	const { data, network } = problem;
	const rows = weightRows({ problem }, theta);
	const offset = outgoingOffset(problem);
	const slope = network.branches[0].layers[1].activation.properties.affinePieces[0].slope;
	let loss = 0;
	let signs = "";
	for (let i = 0; i < data.samples; i++) {
		const x = inputsOf(problem, i);
		const z = rows.map((row) => dot(row, x));
		signs += z.map((each) => (each > 0 ? "+" : "-")).join("");
		for (let o = 0; o < data.outputs; o++) {
			let f = 0;
			z.forEach((each, unit) => {
				f += theta[offset + o * rows.length + unit] * Math.max(each, 0);
			});
			const e = slope * f - data.y[i * data.outputs + o];
			loss += 0.5 * (data.weights?.[i] ?? 1) * e * e;
		}
	}
	return { loss, signs };
}
