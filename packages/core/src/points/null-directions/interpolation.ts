import { floatField } from "../../numerics/elementary.ts";
import { applyQ, pivotedQr } from "../../numerics/qr.ts";
import { isLocallyAffine } from "./locally-affine.ts";
import type { NullContext, NullSource } from "./source.ts";

/** A sample's loss gradient in the outputs below this is 0. */
const zeroGradient = 1e-8;
const rankTolerance = 1e-10;

/**
 * At zero residual (l'_i = 0) of all active samples but those, R, on which the network is affine in theta
 * around theta, the Hessian is sum_i w_i J_i^T l''_i J_i, whose kernel has dimension P - rank J. If the
 * equations f = y of the others are independent of each other and of J on R, the kernel is the tangent of the set
 * where they hold and f on R stays: all of it critical, of one loss.
 */
export const interpolation: NullSource = (context) => {
	const { objective, theta, active, symmetries } = context;
	const { weightDecay, exponentialPenalty } = objective.problem;
	if (weightDecay > 0 || exponentialPenalty > 0 || active.length === 0) return [];
	if (symmetries.hidden.length === 0) return [];
	const samples = curvatures(context);
	if (samples === null) return [];
	const { outputs } = objective.problem.network;
	const n = objective.parameters;
	const jacobian = objective.jacobian(theta);
	const fitted = samples.filter((sample) => !sample.affine);
	const equations = fitted.map((sample) => weighted(jacobian, sample, outputs, n));
	const rest: Float64Array[] = [];
	for (const sample of samples) {
		if (!sample.affine) continue;
		const rows = weighted(jacobian, sample, outputs, n);
		// samples at which all units are dead share one equation
		if (!rest.some((other) => other.every((t, p) => t === rows[p]))) rest.push(rows);
	}
	const qr = rankOf([...equations, ...rest], n, outputs);
	const directions: Float64Array[] = [];
	for (let p = qr.rank; p < n; p++) {
		const direction = new Float64Array(n);
		direction[p] = 1;
		applyQ(qr, direction, false);
		directions.push(direction);
	}
	const independent = outputs * distinctInputs(context, fitted) + rankOf(rest, n, outputs).rank;
	const full = samples.every(({ definite }) => definite) && qr.rank === independent;
	return [
		{
			reason: samples.every(({ settled }) => settled)
				? "interpolation (zero residual, more parameters than equations)"
				: "interpolation of some samples, the network being affine in the parameters on the others",
			along: full ? "critical" : "kernel",
			orthonormal: true,
			whole: full,
			directions,
		},
	];
};

interface SampleCurvature {
	readonly sample: number;
	/** l' = 0. */
	readonly settled: boolean;
	/** The network is affine in theta around theta. */
	readonly affine: boolean;
	/** l'', scaled to size 1, outputs x outputs. */
	readonly values: readonly number[];
	/** l'' is diagonal and positive. */
	readonly definite: boolean;
}

/** The active samples, if at each of them l' vanishes or the network is affine around theta; else null. */
function curvatures(context: NullContext): SampleCurvature[] | null {
	const { objective, theta, active } = context;
	const { data, loss, network } = objective.problem;
	const { outputs } = network;
	const all = objective.outputs(theta);
	const found: SampleCurvature[] = [];
	for (const sample of active) {
		const from = sample * outputs;
		const f = Array.from(all.subarray(from, from + outputs));
		const y = Array.from(data.y.subarray(from, from + outputs));
		const { gradient, hessian } = loss.definition.evaluate(floatField, f, y, loss.parameters);
		const settled = gradient.every((g) => Math.abs(g) <= zeroGradient);
		const affine = isLocallyAffine(context, sample);
		if (!settled && !affine) return null;
		const size = Math.max(...hessian.map((h) => Math.abs(h)));
		const definite = hessian.every((h, at) => (at % (outputs + 1) === 0 ? h > 0 : h === 0));
		found.push({
			sample,
			settled,
			affine,
			values: size > 0 ? hessian.map((h) => h / size) : hessian,
			definite,
		});
	}
	return found;
}

/** l'' J of one sample, outputs x P. */
function weighted(
	jacobian: Float64Array,
	{ sample, values }: SampleCurvature,
	outputs: number,
	n: number,
): Float64Array {
	const rows = new Float64Array(outputs * n);
	for (let o = 0; o < outputs; o++)
		for (let q = 0; q < outputs; q++) {
			const c = values[o * outputs + q];
			if (c === 0) continue;
			for (let p = 0; p < n; p++) rows[o * n + p] += c * jacobian[(sample * outputs + q) * n + p];
		}
	return rows;
}

/** Factors of the transposed equations, P x (equations x outputs). */
function rankOf(equations: readonly Float64Array[], n: number, outputs: number) {
	const count = equations.length * outputs;
	const columns = new Float64Array(n * count);
	equations.forEach((rows, k) => {
		for (let o = 0; o < outputs; o++)
			for (let p = 0; p < n; p++) columns[p * count + k * outputs + o] = rows[o * n + p];
	});
	return pivotedQr(columns, n, count, rankTolerance);
}

/** Samples that differ in their inputs; noise makes all of them differ. */
function distinctInputs({ objective, places }: NullContext, samples: readonly SampleCurvature[]): number {
	const noisy = places.flat().some(({ declared }) => declared.noise !== null);
	if (noisy) return samples.length;
	const { x, inputs } = objective.problem.data;
	return new Set(samples.map(({ sample }) => x.subarray(sample * inputs, (sample + 1) * inputs).join())).size;
}
