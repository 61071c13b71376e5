import { luSolve } from "../numerics/lu.ts";
import { pivotedQr } from "../numerics/qr.ts";
import { intervalArithmetic, middle } from "../rigor/interval.ts";
import type { CheckedProblem } from "./embedded-problem.ts";
import { type InterpolationProof, outputOver } from "./interpolation-proof.ts";
import { requireNear } from "./newton-search.ts";
import { NotProved } from "./not-proved.ts";
import { lossOver } from "./objective-enclosure.ts";

/** Loss, relative to that of targets missed by their own size, below which interpolation is tried. */
const nearZero = 1e-10;

/** Whether the loss at theta is 0, or so near that targets may be met close by. */
export function mayInterpolate(problem: CheckedProblem, theta: Float64Array): boolean {
	const { source, loss, penalised } = problem;
	if (source.weightDecay !== 0 || penalised >= 0 || loss.properties.lowerBound !== 0) return false;
	const { hi } = lossOver(
		problem,
		intervalArithmetic,
		Array.from(theta, (x) => ({ lo: x, hi: x })),
	);
	const size = source.data.y.flat().reduce((s, y) => Math.max(s, Math.abs(y)), 0);
	return hi <= nearZero * (1 + size * size);
}

/**
 * What a proof that all targets are met near theta needs: one sample of each distinct input, and as many parameters as there are
 * equations, chosen by pivots of the Jacobian, with Newton steps in these. Nothing here is trusted.
 * @throws NotProved
 */
export function searchInterpolation(problem: CheckedProblem, theta: Float64Array): InterpolationProof {
	const centre = Array.from(theta);
	const at = () => centre.map((x) => ({ lo: x, hi: x }));
	if (lossOver(problem, intervalArithmetic, at()).hi === 0)
		return { method: "interpolation", centre, samples: [], chosen: [], box: 1 };
	const { data } = problem.source;
	const firsts = new Map<string, number>();
	data.x.forEach((x, i) => {
		const key = JSON.stringify([x, data.y[i]]);
		if (!firsts.has(key)) firsts.set(key, i);
	});
	const samples = [...firsts.values()];
	const rows = samples.flatMap((i) => Array.from({ length: problem.outputs }, (_, o) => [i, o] as const));
	const m = rows.length;
	const n = centre.length;
	if (m > n) throw new NotProved("interpolation", `${n} parameters do not meet ${m} targets in general.`);
	const jacobian = new Float64Array(m * n);
	for (const [k, [i, o]] of rows.entries())
		jacobian.set(outputOver(problem, at(), i, o).gradient.map(middle), k * n);
	const { order, rank } = pivotedQr(jacobian, m, n, 1e-9);
	if (rank < m)
		throw new NotProved(
			"interpolation",
			`The outputs move in ${rank} of ${m} directions only: the targets are met in a degenerate way.`,
		);
	const chosen = Array.from(order.subarray(0, m)).sort((a, b) => a - b);
	let smallestStep = Infinity;
	for (let step = 0; step < 20; step++) {
		const matrix = new Float64Array(m * m);
		const right = new Float64Array(m);
		rows.forEach(([i, o], k) => {
			const { loss, gradient } = outputOver(problem, at(), i, o);
			right[k] = middle(loss) - data.y[i][o];
			chosen.forEach((p, j) => {
				matrix[k * m + j] = middle(gradient[p]);
			});
		});
		const moved = luSolve(matrix, m, right);
		if (moved === null) break;
		const size = moved.reduce((s, x) => Math.max(s, Math.abs(x)), 0);
		if (!(size < smallestStep)) break;
		smallestStep = size;
		chosen.forEach((p, j) => {
			centre[p] -= moved[j];
		});
	}
	requireNear(theta, centre, 1 + theta.reduce((most, t) => Math.max(most, Math.abs(t)), 0));
	const scale = 1 + centre.reduce((s, x) => Math.max(s, Math.abs(x)), 0);
	return {
		method: "interpolation",
		centre,
		samples,
		chosen,
		box: Math.max(1e3 * Math.min(smallestStep, 1e-6), 1e-12 * scale),
	};
}
