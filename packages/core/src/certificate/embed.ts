import type { GaussianPopulation } from "../problem/formula/gaussian-population.ts";
import type { Problem } from "../problem/problem.ts";
import type { EmbeddedProblem } from "./embedded-problem.ts";
import type { EmbeddedPopulation } from "./population/population-proof.ts";

const plain = (x: number): number => (x === 0 ? 0 : x);

function rows(values: Float64Array, columns: number): number[][] {
	return Array.from({ length: values.length / columns }, (_, i) =>
		Array.from(values.subarray(i * columns, (i + 1) * columns), plain),
	);
}

/** A problem as numbers only: data after selection and scaling, fixed weights and factors as they were drawn. */
export function embedProblem(problem: Problem): EmbeddedProblem {
	const { data, network, loss } = problem;
	return {
		loss: { name: loss.name, parameters: loss.parameters },
		reduction: problem.reduction,
		weightDecay: problem.weightDecay,
		exponentialPenalty: problem.exponentialPenalty,
		branches: network.branches.map(({ role, layers }) => ({
			role,
			layers: layers.map(({ width, activation, bias, fixed, noise }) => ({
				width,
				activation: { name: activation.name, parameters: activation.parameters },
				bias,
				fixed: fixed === null ? null : Array.from(fixed, plain),
				noise: noise === null ? null : rows(noise, data.samples),
			})),
		})),
		data: {
			x: rows(data.x, data.inputs),
			y: rows(data.y, data.outputs),
			weights: data.weights === null ? null : Array.from(data.weights),
		},
	};
}

/** A population loss as a certificate holds it. @throws RangeError for a problem with samples */
export function embedPopulation({ population: shape }: Problem): {
	readonly shape: GaussianPopulation;
	readonly embedded: EmbeddedPopulation;
} {
	if (shape === null) throw new RangeError("The problem has samples.");
	const teacher = { width: shape.teacher, activation: "relu" } as const;
	return {
		shape,
		embedded: {
			population: { law: "gaussian", inputs: shape.inputs, teacher },
			student: { width: shape.student, activation: "relu" },
		},
	};
}
