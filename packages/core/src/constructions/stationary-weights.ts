import { floatField } from "../numerics/elementary.ts";
import { leastSquares } from "../numerics/qr.ts";
import type { RandomStream } from "../numerics/random.ts";
import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import { norm } from "../numerics/vector.ts";
import { activation } from "../problem/formula/activations.ts";

/** Incoming weights and a residual r of norm 1 with g(w_j) = 0, grad g(w_j) = 0 and s_j Hess g(w_j) positive definite. */
export interface StationaryWeights {
	/** m rows of d. */
	readonly weights: readonly (readonly number[])[];
	readonly signs: readonly number[];
	readonly residual: Float64Array;
	/** Features sigma(w_j.x_n), units x samples. */
	readonly features: Float64Array;
}

const steps = 60;
const halvings = 12;
/** Largest component of the equations that counts as solved. */
const solved = 1e-13;
/** Least share of what its terms could sum up to that a definite Hessian of g has. */
const definite = 1e-9;
/** A further step that moves a unit by more than this share of its weights shows a multiple zero, as at w = 0 of an odd activation. */
const settled = 1e-4;
/** Weights that run away from here are given up. */
const farthest = 30;

/**
 * Solves g(w_j) = 0, grad g(w_j) = 0 for g(w) = sum_n r_n sigma(w.x_n) on given inputs, in the weights and the residual together: m (1 + d) equations
 * and |r| = 1 for m d + N unknowns, which leave solutions to be found where N >= m + 1. Newton steps of least norm from a random start, each halved until
 * the equations come closer. Null when they do not settle, or where a Hessian is not definite.
 */
export function stationaryWeights(
	name: string,
	x: readonly (readonly number[])[],
	units: number,
	random: RandomStream,
): StationaryWeights | null {
	const system = stationaritySystem(name, x, units);
	const { inputs, samples, unknowns } = system;
	let at = Float64Array.from(
		{ length: unknowns },
		(_, k) => (k < units * inputs ? 1.5 : 1) * random.normal(),
	);
	const length = norm(at.subarray(units * inputs));
	for (let k = units * inputs; k < unknowns; k++) at[k] /= length;
	let value = system.equations(at);
	for (let k = 0; k < steps && largest(value) > solved; k++) {
		const { solution } = leastSquares(
			system.derivative(at),
			value.length,
			unknowns,
			value.map((v) => -v),
			1e-13,
		);
		let share = 1;
		let next = at;
		for (let h = 0; h < halvings; h++, share /= 2) {
			next = at.map((v, i) => v + share * solution[i]);
			const there = system.equations(next);
			if (norm(there) < norm(value)) {
				value = there;
				break;
			}
			if (h === halvings - 1) return null;
		}
		at = next;
		if (largest(at) > farthest) return null;
	}
	if (largest(value) > solved || !isSimple(system, at, value, units)) return null;
	const residual = at.slice(units * inputs);
	const weights = Array.from({ length: units }, (_, j) =>
		Array.from(at.subarray(j * inputs, (j + 1) * inputs)),
	);
	const scale = x.reduce(
		(sum, row, n) => sum + Math.abs(residual[n]) * row.reduce((s, v) => s + v * v, 0),
		0,
	);
	const signs = weights.map((w) => definiteness(system.hessian(w, residual), inputs, scale));
	if (signs.includes(0)) return null;
	const features = new Float64Array(units * samples);
	for (const [j, w] of weights.entries())
		for (let n = 0; n < samples; n++) features[j * samples + n] = system.sigma(w, n)[0];
	return { weights, signs, residual, features };
}

/** Whether one more Newton step leaves every unit where it is. */
function isSimple(system: System, at: Float64Array, value: Float64Array, units: number): boolean {
	const { inputs, unknowns } = system;
	const right = value.map((v) => -v);
	const { solution } = leastSquares(system.derivative(at), value.length, unknowns, right, 1e-13);
	for (let j = 0; j < units; j++) {
		const unit = (of: Float64Array) => norm(of.subarray(j * inputs, (j + 1) * inputs));
		if (unit(solution) > settled * unit(at)) return false;
	}
	return true;
}

const largest = (values: Float64Array): number => values.reduce((most, v) => Math.max(most, Math.abs(v)), 0);

/** 1 or -1 for a definite matrix, 0 for one that is not clearly so beside what its terms could sum up to. */
function definiteness(matrix: Float64Array, n: number, scale: number): number {
	const { values } = symmetricEigen(matrix, n, false);
	const least = definite * scale;
	if (values[0] > least) return 1;
	return values[n - 1] < -least ? -1 : 0;
}

type System = ReturnType<typeof stationaritySystem>;

/** The equations in (w_1, ..., w_m, r), and their derivative. */
function stationaritySystem(name: string, x: readonly (readonly number[])[], units: number) {
	const { definition, parameters } = activation(name);
	const samples = x.length;
	const inputs = x[0].length;
	const unknowns = units * inputs + samples;
	const rows = units * (1 + inputs) + 1;
	const sigma = (w: ArrayLike<number>, n: number): readonly number[] => {
		let z = 0;
		for (let k = 0; k < inputs; k++) z += x[n][k] * w[k];
		return definition.derivatives(floatField, z, 2, parameters);
	};
	const unit = (at: Float64Array, j: number) => at.subarray(j * inputs, (j + 1) * inputs);
	return {
		inputs,
		samples,
		unknowns,
		sigma,
		equations(at: Float64Array): Float64Array {
			const r = at.subarray(units * inputs);
			const out = new Float64Array(rows);
			for (let j = 0; j < units; j++)
				for (let n = 0; n < samples; n++) {
					const [value, slope] = sigma(unit(at, j), n);
					const row = j * (1 + inputs);
					out[row] += r[n] * value;
					for (let k = 0; k < inputs; k++) out[row + 1 + k] += r[n] * slope * x[n][k];
				}
			let square = 0;
			for (const v of r) square += v * v;
			out[rows - 1] = (square - 1) / 2;
			return out;
		},
		derivative(at: Float64Array): Float64Array {
			const r = at.subarray(units * inputs);
			const out = new Float64Array(rows * unknowns);
			for (let j = 0; j < units; j++)
				for (let n = 0; n < samples; n++) {
					const [value, slope, curvature] = sigma(unit(at, j), n);
					const row = j * (1 + inputs);
					out[row * unknowns + units * inputs + n] = value;
					for (let k = 0; k < inputs; k++) {
						const below = (row + 1 + k) * unknowns;
						out[row * unknowns + j * inputs + k] += r[n] * slope * x[n][k];
						out[below + units * inputs + n] = slope * x[n][k];
						for (let l = 0; l < inputs; l++)
							out[below + j * inputs + l] += r[n] * curvature * x[n][k] * x[n][l];
					}
				}
			for (let n = 0; n < samples; n++) out[(rows - 1) * unknowns + units * inputs + n] = r[n];
			return out;
		},
		/** Of g at w, d x d. */
		hessian(w: ArrayLike<number>, r: Float64Array): Float64Array {
			const out = new Float64Array(inputs * inputs);
			for (let n = 0; n < samples; n++) {
				const curvature = r[n] * sigma(w, n)[2];
				for (let k = 0; k < inputs; k++)
					for (let l = 0; l < inputs; l++) out[k * inputs + l] += curvature * x[n][k] * x[n][l];
			}
			return out;
		},
	};
}
