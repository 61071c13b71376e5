import { floatField } from "../../numerics/elementary.ts";
import { type GaussianPopulation, populationLoss } from "../../problem/formula/gaussian-population.ts";
import type { Problem } from "../../problem/problem.ts";
import type { Objective } from "../objective.ts";

const isZero = (x: number): boolean => x === 0;

/** Rounding errors that an entry of the gradient gathers on its way through one pair of units, in units of 2^-53. */
const roundingsOfPair = 40;

/**
 * The expected loss of a ReLU student and an orthonormal ReLU teacher under Gaussian inputs, by its closed form (Safran & Shamir 2018).
 *
 * theta is W, n x d row by row. A unit with w = 0 contributes value 0; the loss is not differentiable there, and the mean of the
 * one-sided derivatives is given. There are no samples: outputs, preactivations and the Jacobian are empty.
 */
export function populationObjective(problem: Problem, shape: GaussianPopulation): Objective {
	const parameters = shape.inputs * shape.student;
	const at = (theta: Float64Array) => {
		if (theta.length !== parameters)
			throw new RangeError(
				`theta has ${theta.length} numbers, but the problem has ${parameters} parameters.`,
			);
		return populationLoss(shape, floatField, Array.from(theta), isZero);
	};
	const square = () => new Float64Array(parameters * parameters);
	const objective: Objective = {
		problem,
		parameters,
		cost: {
			value: 1,
			gradient: 1,
			hessianVector: 1 + shape.student,
			hessian: 1 + shape.student,
			jacobian: 1,
		},
		value: (theta) => at(theta).value(),
		gradient(theta, out = new Float64Array(parameters)) {
			out.set(at(theta).gradient());
			return out;
		},
		valueAndGradient(theta, out) {
			const f = at(theta);
			out.set(f.gradient());
			return f.value();
		},
		batchValueAndGradient: (theta, _samples, out) => objective.valueAndGradient(theta, out),
		hessian(theta, out = square()) {
			out.set(at(theta).hessian());
			symmetrise(out, parameters);
			return out;
		},
		hessianVector(theta, v, out = new Float64Array(parameters)) {
			const h = objective.hessian(theta);
			for (let i = 0; i < parameters; i++) {
				let sum = 0;
				for (let j = 0; j < parameters; j++) sum += h[i * parameters + j] * v[j];
				out[i] = sum;
			}
			return out;
		},
		gaussNewton(theta, out = square()) {
			out.set(at(theta).gaussNewton());
			symmetrise(out, parameters);
			return out;
		},
		jacobian: () => new Float64Array(0),
		outputs: () => new Float64Array(0),
		preactivations: () => new Float64Array(0),
		gradientRounding(theta) {
			// Terms of row i: |w_i| / 2, and for every other unit u at most (|u| sin t + pi |u|) / (2 pi) <= 0.66 |u|.
			const { inputs, teacher, student } = shape;
			const lengths = Array.from({ length: student }, (_, i) =>
				Math.sqrt(theta.subarray(i * inputs, (i + 1) * inputs).reduce((s, x) => s + x * x, 0)),
			);
			const total = lengths.reduce((s, x) => s + x, 0) + teacher;
			return Float64Array.from(
				{ length: parameters },
				(_, k) => (roundingsOfPair + inputs) * (lengths[Math.floor(k / inputs)] / 2 + 0.66 * total),
			);
		},
		release() {},
	};
	return objective;
}

function symmetrise(h: Float64Array, n: number): void {
	for (let i = 0; i < n; i++)
		for (let j = 0; j < i; j++) {
			const mean = (h[i * n + j] + h[j * n + i]) / 2;
			h[i * n + j] = mean;
			h[j * n + i] = mean;
		}
}
