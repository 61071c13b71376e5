import { floatField } from "../../numerics/elementary.ts";
import { applyQ, pivotedQr } from "../../numerics/qr.ts";
import type { NullContext, NullSource } from "./source.ts";

/** A sample's loss gradient in the outputs below this is 0. */
const zeroGradient = 1e-8;
const rankTolerance = 1e-10;

/**
 * At zero residual (l'_i = 0 for every active sample) the Hessian is sum_i w_i J_i^T l''_i J_i, whose
 * kernel has dimension P - rank J. If J has full rank the kernel is the tangent of the set of
 * interpolating parameters, all of them minima.
 */
export const interpolation: NullSource = (context) => {
	const { objective, theta, active } = context;
	const { weightDecay, exponentialPenalty } = objective.problem;
	if (weightDecay > 0 || exponentialPenalty > 0 || active.length === 0) return [];
	const curvatures = curvaturesAtZeroGradient(context);
	if (curvatures === null) return [];
	const { outputs } = objective.problem.network;
	const n = objective.parameters;
	const rows = active.length * outputs;
	const jacobian = objective.jacobian(theta);
	const columns = new Float64Array(n * rows);
	active.forEach((i, a) => {
		for (let o = 0; o < outputs; o++) {
			for (let q = 0; q < outputs; q++) {
				const c = curvatures.values[(a * outputs + o) * outputs + q];
				if (c === 0) continue;
				for (let p = 0; p < n; p++)
					columns[p * rows + a * outputs + o] += c * jacobian[(i * outputs + q) * n + p];
			}
		}
	});
	const qr = pivotedQr(columns, n, rows, rankTolerance);
	const directions: Float64Array[] = [];
	for (let p = qr.rank; p < n; p++) {
		const direction = new Float64Array(n);
		direction[p] = 1;
		applyQ(qr, direction, false);
		directions.push(direction);
	}
	const full = curvatures.definite && qr.rank === outputs * distinctInputs(context);
	return [
		{
			reason: "interpolation (zero residual, more parameters than equations)",
			along: full ? "critical" : "kernel",
			orthonormal: true,
			whole: full,
			directions,
		},
	];
};

/** l'' of each active sample, scaled to size 1, if every l' vanishes; else null. */
function curvaturesAtZeroGradient({
	objective,
	theta,
	active,
}: NullContext): { values: Float64Array; definite: boolean } | null {
	const { data, loss, network } = objective.problem;
	const { outputs } = network;
	const all = objective.outputs(theta);
	const values = new Float64Array(active.length * outputs * outputs);
	let definite = true;
	for (let a = 0; a < active.length; a++) {
		const from = active[a] * outputs;
		const f = Array.from(all.subarray(from, from + outputs));
		const y = Array.from(data.y.subarray(from, from + outputs));
		const { gradient, hessian } = loss.definition.evaluate(floatField, f, y, loss.parameters);
		if (gradient.some((g) => !(Math.abs(g) <= zeroGradient))) return null;
		const size = Math.max(...hessian.map((h) => Math.abs(h)));
		const diagonal = hessian.every((h, at) => at % (outputs + 1) === 0 || h === 0);
		if (!diagonal || !hessian.every((h, at) => at % (outputs + 1) !== 0 || h > 0)) definite = false;
		if (size > 0)
			values.set(
				hessian.map((h) => h / size),
				a * outputs * outputs,
			);
	}
	return { values, definite };
}

/** Active samples that differ in their inputs; noise makes all of them differ. */
function distinctInputs({ objective, places, active }: NullContext): number {
	const noisy = places.flat().some(({ declared }) => declared.noise !== null);
	if (noisy) return active.length;
	const { x, inputs } = objective.problem.data;
	return new Set(active.map((i) => x.subarray(i * inputs, (i + 1) * inputs).join())).size;
}
