import { leastSquares } from "../numerics/qr.ts";
import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import { infinityNorm } from "../numerics/vector.ts";
import type { Objective } from "../objective/objective.ts";
import { type BoundaryUnit, boundaryUnits } from "./kink-test/boundary-units.ts";
import { cellRays } from "./kink-test/cell-rays.ts";
import type { KinkContact } from "./kinks.ts";

const mostSteps = 15;
/** Parameters up to which Hessians are formed. */
const denseLimit = 400;
/** Eigenvalues below this share of the largest count as 0 in a step. */
const cut = 1e-11;
/** A step longer than this, relative to 1 + |theta|, has left the point. */
const farthest = 1e-2;

/**
 * A point near kinks moved exactly onto them, and then by Newton steps along them to where the gradient vanishes on the
 * smooth set: per unit w.x + b = kink for its boundary inputs (least change), then theta += -H^+ g restricted to the
 * moves that keep these equations. Null where the one-sided test does not cover the kinks, or the steps leave the point.
 */
export function polishOnKinks(
	objective: Objective,
	start: Float64Array,
	contacts: readonly KinkContact[],
): Float64Array | null {
	if (start.length > denseLimit) return null;
	const units = boundaryUnits(objective, start, contacts);
	if ("outside" in units) return null;
	const theta = start.slice();
	for (const unit of units) ontoKinks(theta, unit);
	const smooth = smoothSet(theta.length, units);
	if (smooth === null) return null;
	const reach = farthest * (1 + infinityNorm(start));
	let best = norms(objective, theta, smooth);
	for (let k = 0; k < mostSteps && best.size > 0; k++) {
		const move = newtonMove(objective, theta, smooth, best.along);
		const next = theta.map((value, p) => value + move[p]);
		const found = norms(objective, next, smooth);
		if (!(found.size < best.size)) break;
		theta.set(next);
		best = found;
	}
	for (let p = 0; p < theta.length; p++) if (!(Math.abs(theta[p] - start[p]) <= reach)) return null;
	for (const unit of units) ontoKinks(theta, unit);
	return theta;
}

/** The least change of a unit's block after which its boundary preactivations are on their kink at 0. */
function ontoKinks(theta: Float64Array, { places, inputs }: BoundaryUnit): void {
	const rows = Float64Array.from(inputs.flatMap((row) => [...row]));
	const wrong = Float64Array.from(
		inputs,
		(row) => -row.reduce((sum, value, k) => sum + value * theta[places[k]], 0),
	);
	const { solution } = leastSquares(rows, inputs.length, places.length, wrong, 1e-12);
	places.forEach((place, k) => {
		theta[place] += solution[k];
	});
}

function smoothSet(n: number, units: readonly BoundaryUnit[]): Float64Array[] | null {
	const kinked = new Set(units.flatMap(({ places }) => places));
	const smooth: Float64Array[] = [];
	for (let p = 0; p < n; p++)
		if (!kinked.has(p)) {
			const v = new Float64Array(n);
			v[p] = 1;
			smooth.push(v);
		}
	for (const { places, inputs, rank } of units) {
		const cone = cellRays(inputs, rank);
		if (cone === null) return null;
		for (const row of cone.lineality) {
			const v = new Float64Array(n);
			places.forEach((place, k) => {
				v[place] = row[k];
			});
			smooth.push(v);
		}
	}
	return smooth;
}

function norms(objective: Objective, theta: Float64Array, smooth: readonly Float64Array[]) {
	const gradient = objective.gradient(theta);
	const along = Float64Array.from(smooth, (v) => v.reduce((sum, value, p) => sum + value * gradient[p], 0));
	return { along, size: infinityNorm(along) };
}

function newtonMove(
	objective: Objective,
	theta: Float64Array,
	smooth: readonly Float64Array[],
	along: Float64Array,
): Float64Array {
	const n = theta.length;
	const m = smooth.length;
	const hessian = objective.hessian(theta);
	const matrix = new Float64Array(m * m);
	for (let a = 0; a < m; a++) {
		const product = new Float64Array(n);
		for (let p = 0; p < n; p++) for (let q = 0; q < n; q++) product[p] += hessian[p * n + q] * smooth[a][q];
		for (let b = 0; b <= a; b++) {
			let sum = 0;
			for (let p = 0; p < n; p++) sum += smooth[b][p] * product[p];
			matrix[a * m + b] = sum;
			matrix[b * m + a] = sum;
		}
	}
	const { values, vectors } = symmetricEigen(matrix, m, true);
	const move = new Float64Array(n);
	if (vectors === null || m === 0) return move;
	const largest = Math.max(Math.abs(values[0]), Math.abs(values[m - 1]));
	for (let k = 0; k < m; k++) {
		if (!(Math.abs(values[k]) > cut * largest)) continue;
		let part = 0;
		for (let a = 0; a < m; a++) part += vectors[k * m + a] * along[a];
		for (let a = 0; a < m; a++) {
			const amount = (-part / values[k]) * vectors[k * m + a];
			for (let p = 0; p < n; p++) move[p] += amount * smooth[a][p];
		}
	}
	return move;
}
