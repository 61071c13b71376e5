import { randomStream } from "../numerics/random.ts";
import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import { infinityNorm } from "../numerics/vector.ts";
import type { Objective } from "../objective/objective.ts";
import { type BoundaryUnit, boundaryUnits } from "./kink-test/boundary-units.ts";
import { type CellRays, cellRays } from "./kink-test/cell-rays.ts";
import { explainedDirections } from "./kink-test/explained-directions.ts";
import type { KinkContact } from "./kinks.ts";
import type { Tristate } from "./point.ts";

/** What the one-sided tests say of a point on kinks. */
export interface KinkVerdict {
	readonly kind: "minimum" | "saddle" | "not-critical" | "undecided";
	readonly strict: Tristate;
	readonly global: Tristate;
	readonly reason: string;
	/** A step after which the loss is lower, checked. */
	readonly descent: Float64Array | null;
}

/** A derivative within this many roundings of its terms counts as 0. */
const allowance = 256 / 9007199254740992; // 2^-45
/** Parameters up to which second-order tests form Hessians. */
const denseLimit = 400;
const halvings = 40;
const samples = 400;

/**
 * The one-sided first- and second-order tests at a point on kinks, after Yun, Sra & Jadbabaie (2019).
 *
 * First order: in the smooth coordinates the gradient must vanish; for every unit k with boundary inputs the derivative
 * D_k(v) = C.v + sum_i c_i h'(sign xbar_i.v) xbar_i.v must not be negative. D_k is linear on each cell of the hyperplanes
 * xbar_i.v = 0, so the lineality space (where it must vanish) and the rays of the cells decide all of them.
 *
 * If D_k > 0 on every ray of every unit, the point is a local minimum iff it is one on the smooth set where the boundary
 * preactivations stay on their kinks: its Hessian there decides. Rays with D_k = 0 need a second-order test on a cone, of
 * which only descents are looked for: passing it proves nothing and is said so.
 */
export function kinkTest(
	objective: Objective,
	theta: Float64Array,
	contacts: readonly KinkContact[],
): KinkVerdict {
	const units = boundaryUnits(objective, theta, contacts);
	if ("outside" in units)
		return open(
			`${contacts.length} preactivations or losses lie on a kink, and ${units.outside}: the one-sided test does not cover that.`,
		);
	const cones: CellRays[] = [];
	for (const unit of units) {
		const rays = cellRays(unit.inputs, unit.rank);
		if (rays === null) return open("The boundary inputs of a unit are too many for the one-sided test.");
		cones.push(rays);
	}
	const gradient = objective.gradient(theta);
	const rounding = objective.gradientRounding(theta);
	const inKinked = new Set(units.flatMap(({ places }) => places));
	const flat: { readonly unit: BoundaryUnit; readonly ray: Float64Array }[] = [];
	const smooth: Float64Array[] = [];

	const unsettled = Float64Array.from(gradient, (g, p) =>
		inKinked.has(p) || Math.abs(g) <= allowance * (rounding[p] + 1e-300) ? 0 : -g,
	);
	if (infinityNorm(unsettled) > 0) {
		const down = step(objective, theta, unsettled);
		if (down !== null)
			return descends("not-critical", "The gradient in coordinates without a kink is not zero.", down);
		return open("The gradient in coordinates without a kink is small and was not shown to be zero.");
	}
	for (let p = 0; p < theta.length; p++) if (!inKinked.has(p)) smooth.push(unitVector(theta.length, p));
	for (const [k, unit] of units.entries()) {
		const cut = allowance * unit.scale;
		for (const v of cones[k].lineality) {
			const slope = dot(unit.smooth, v);
			if (Math.abs(slope) > cut) {
				const down = step(objective, theta, embedded(theta.length, unit, v, -Math.sign(slope)));
				if (down !== null)
					return descends(
						"not-critical",
						"A move of one unit that keeps its preactivations on their kinks lowers the loss to first order.",
						down,
					);
			}
			smooth.push(embedded(theta.length, unit, v, 1));
		}
		for (const ray of cones[k].rays) {
			const slope = oneSided(unit, ray);
			if (slope < -cut) {
				const down = step(objective, theta, embedded(theta.length, unit, ray, 1));
				if (down !== null)
					return descends(
						"not-critical",
						"A move of one unit across its kinks lowers the loss to first order.",
						down,
					);
			}
			if (slope <= cut) flat.push({ unit, ray });
		}
	}
	if (theta.length > denseLimit)
		return open(
			"The first-order test at the kinks is passed; the network is too large for the second-order one.",
		);
	const down = secondOrderDescent(objective, theta, smooth, flat);
	if (down !== null)
		return descends(
			"saddle",
			"The first-order test at the kinks is passed, but a move lowers the loss to second order.",
			down,
		);
	if (flat.length > 0)
		return open(
			`The first-order test at the kinks is passed (numerically), ${flat.length} one-sided directions are flat, and no descent to second order was found: necessary conditions, which do not prove a local minimum.`,
		);
	return onSmoothSet(objective, theta, smooth);
}

/** All one-sided derivatives across kinks are positive: the smooth set decides. */
function onSmoothSet(
	objective: Objective,
	theta: Float64Array,
	smooth: readonly Float64Array[],
): KinkVerdict {
	const explained = explainedDirections(objective, theta, smooth);
	const { values, cut } = restrictedEigenvalues(objective, theta, smooth);
	const nullity = values.filter((value) => Math.abs(value) <= cut).length;
	const sharp = "Across the kinks the loss rises to first order in every direction (numerically)";
	if (values.length > 0 && values[0] < -cut)
		return open(`${sharp}, but along them the Hessian has a small negative eigenvalue.`);
	if (nullity === 0)
		return {
			kind: "minimum",
			strict: "yes",
			global: "unknown",
			reason: `${sharp}; along them the Hessian is positive definite: a strict local minimum.`,
			descent: null,
		};
	if (explained >= nullity)
		return {
			kind: "minimum",
			strict: "no",
			global: "unknown",
			reason: `${sharp}; along them the Hessian is positive but for ${nullity} zero eigenvalues, which symmetries and unused weights explain.`,
			descent: null,
		};
	return open(
		`${sharp}; along them ${nullity} eigenvalues of the Hessian are zero and ${explained} of them are explained.`,
	);
}

function open(reason: string): KinkVerdict {
	return { kind: "undecided", strict: "unknown", global: "unknown", reason, descent: null };
}

function descends(kind: "not-critical" | "saddle", reason: string, descent: Float64Array): KinkVerdict {
	return {
		kind,
		strict: kind === "saddle" ? "yes" : "no",
		global: "no",
		reason: `${reason} The step "descent" was checked.`,
		descent,
	};
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
	let sum = 0;
	for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
	return sum;
}

/** D_k(v) */
function oneSided({ inputs, pulls, left, right, smooth }: BoundaryUnit, v: Float64Array): number {
	let sum = dot(smooth, v);
	inputs.forEach((row, i) => {
		const along = dot(row, v);
		// On the line itself rounding must not choose a side: both slopes give 0.
		sum += pulls[i] * (along >= 0 ? right : left) * (Math.abs(along) < 1e-13 * infinityNorm(row) ? 0 : along);
	});
	return sum;
}

function unitVector(n: number, p: number): Float64Array {
	const v = new Float64Array(n);
	v[p] = 1;
	return v;
}

function embedded(n: number, { places }: BoundaryUnit, v: Float64Array, sign: number): Float64Array {
	const direction = new Float64Array(n);
	places.forEach((place, k) => {
		direction[place] = sign * v[k];
	});
	return direction;
}

/** The longest of halved steps along a direction that lowers the loss by more than rounding; null if none does. */
function step(objective: Objective, theta: Float64Array, direction: Float64Array): Float64Array | null {
	const loss = objective.value(theta);
	const size = infinityNorm(direction);
	let length = 0.1 * (1 + infinityNorm(theta));
	for (let k = 0; k < halvings; k++, length /= 2) {
		const move = direction.map((value) => (length / size) * value);
		if (objective.value(theta.map((value, p) => value + move[p])) < loss - 1e-14 * (1 + Math.abs(loss)))
			return move;
	}
	return null;
}

/** Hessian of the piece beside theta along `towards`, restricted to the directions given. */
function restricted(
	objective: Objective,
	theta: Float64Array,
	towards: Float64Array | null,
	directions: readonly Float64Array[],
): Float64Array {
	const n = theta.length;
	const m = directions.length;
	const delta = 1e-9 * (1 + infinityNorm(theta));
	const at = towards === null ? theta : theta.map((value, p) => value + delta * towards[p]);
	const hessian = objective.hessian(at);
	const products = directions.map((v) => {
		const hv = new Float64Array(n);
		for (let p = 0; p < n; p++) {
			let sum = 0;
			for (let q = 0; q < n; q++) sum += hessian[p * n + q] * v[q];
			hv[p] = sum;
		}
		return hv;
	});
	const matrix = new Float64Array(m * m);
	for (let a = 0; a < m; a++)
		for (let b = 0; b < m; b++)
			matrix[a * m + b] = (dot(directions[a], products[b]) + dot(directions[b], products[a])) / 2;
	return matrix;
}

function restrictedEigenvalues(
	objective: Objective,
	theta: Float64Array,
	directions: readonly Float64Array[],
): { readonly values: readonly number[]; readonly cut: number } {
	if (directions.length === 0) return { values: [], cut: 0 };
	const { values } = symmetricEigen(restricted(objective, theta, null, directions), directions.length, false);
	const largest = Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1]));
	return { values: Array.from(values), cut: 1e-10 * largest + 1e-13 };
}

/** A step that lowers the loss to second order: along eigenvectors of pieces beside the point, or random flat directions. */
function secondOrderDescent(
	objective: Objective,
	theta: Float64Array,
	smooth: readonly Float64Array[],
	flat: readonly { readonly unit: BoundaryUnit; readonly ray: Float64Array }[],
): Float64Array | null {
	const n = theta.length;
	const rays = flat.map(({ unit, ray }) => embedded(n, unit, ray, 1));
	for (const towards of [null, ...rays]) {
		const directions = towards === null ? smooth : [...smooth, towards];
		if (directions.length === 0) continue;
		const m = directions.length;
		const { values, vectors } = symmetricEigen(restricted(objective, theta, towards, directions), m, true);
		const largest = Math.max(Math.abs(values[0]), Math.abs(values[m - 1]));
		if (vectors === null || !(values[0] < -1e-9 * largest)) continue;
		// The last coefficient is that of the ray: it must not be negative.
		const sign = towards !== null && vectors[m - 1] < 0 ? -1 : 1;
		const direction = new Float64Array(n);
		for (let k = 0; k < m; k++)
			for (let p = 0; p < n; p++) direction[p] += sign * vectors[k] * directions[k][p];
		const down = step(objective, theta, direction);
		if (down !== null) return down;
	}
	if (rays.length === 0) return null;
	const random = randomStream(n, "kink-test");
	for (let k = 0; k < samples; k++) {
		const direction = new Float64Array(n);
		for (const v of smooth) {
			const amount = random.normal();
			for (let p = 0; p < n; p++) direction[p] += amount * v[p];
		}
		for (const ray of rays) {
			const amount = random.uniform() < 0.5 ? 0 : Math.abs(random.normal());
			for (let p = 0; p < n; p++) direction[p] += amount * ray[p];
		}
		const loss = objective.value(theta);
		const size = infinityNorm(direction);
		for (const length of [1e-2, 1e-3]) {
			const move = direction.map((value) => (length * value) / size);
			if (objective.value(theta.map((value, p) => value + move[p])) < loss - 1e-13 * (1 + Math.abs(loss)))
				return move;
		}
	}
	return null;
}
