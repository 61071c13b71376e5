import { luSolve } from "../../numerics/lu.ts";
import { symmetricEigen } from "../../numerics/symmetric-eigen.ts";
import { type GaussianPopulation, populationLoss } from "../../problem/formula/gaussian-population.ts";
import { boxAt } from "../../rigor/box.ts";
import { intervalArithmetic, middle } from "../../rigor/interval.ts";
import { largestRowSum } from "../../rigor/matrix-enclosure.ts";
import { requireNear } from "../newton-search.ts";
import { NotProved } from "../not-proved.ts";
import { atCentre, hessianOver, isTeacher, type PopulationProof } from "./population-proof.ts";

const bits = 128;
/** Share of an eigenvalue from a decomposition that is tried as a bound. */
const share = 0.99999;

/**
 * What a proof at a population loss needs: a centre of two or three rows where the gradient vanishes to 128 bits, boxes, shifts.
 * Nothing here is trusted.
 * @throws NotProved
 */
export function searchPopulationProof(
	shape: GaussianPopulation,
	theta: Float64Array,
	everyInput: boolean,
	better: Float64Array | null,
	progress: (message: string) => void,
): PopulationProof {
	const n = shape.inputs * shape.student;
	const rounded = Array.from(theta, (x) => Math.round(x) + 0);
	if (isTeacher(shape, rounded) && rounded.every((x, k) => Math.abs(x - theta[k]) < 1e-6))
		return {
			method: "population",
			centre: [rounded],
			bits,
			boxes: [1, 1],
			shifts: [1, 1],
			furtherShift: null,
			better: null,
		};
	const scale = 1 + theta.reduce((a, x) => Math.max(a, Math.abs(x)), 0);
	let centre = [Array.from(theta)];
	for (let k = 0; k < 6; k++) {
		progress("Newton steps");
		const [before] = centre;
		centre = [newton(shape, centre)];
		if (centre[0].every((x, i) => Math.abs(x - before[i]) < 1e-13 * scale)) break;
	}
	requireNear(theta, centre[0], scale);
	const { middle: matrix } = hessianOver(shape, boxAt(centre, 0));
	if (!matrix.every(Number.isFinite))
		throw new NotProved(
			"smoothness",
			"Two units, or a unit and one of the teacher, are parallel, or a unit is 0: the closed form has no second derivative there.",
		);
	const { values } = symmetricEigen(matrix, n, false);
	const smallest = values.reduce((a, x) => Math.min(a, Math.abs(x)), Infinity);
	const correct = () => {
		const { gradient } = atCentre(shape, centre, bits);
		const step = luSolve(matrix, n, Float64Array.from(gradient, middle));
		if (step !== null) centre = [...centre, Array.from(step, (x) => -x)];
	};
	correct();
	correct();
	const { gradient } = atCentre(shape, centre, bits);
	const size = Math.sqrt(gradient.reduce((sum, g) => sum + Math.max(-g.lo, g.hi) ** 2, 0));
	const reach = size / (share * smallest);
	const near = Math.max(4 * reach, 1e-15 * scale);
	const variation = (r: number) => {
		progress(`The Hessian over a box of ${r.toExponential(1)}`);
		return largestRowSum(hessianOver(shape, boxAt(centre, r)).radius ?? new Float64Array(0), n);
	};
	if (!(smallest > 0) || !(variation(near) < 0.9 * share * smallest))
		throw new NotProved(
			"eigenvalues",
			`The gradient is ${size.toExponential(1)} after Newton steps and the smallest eigenvalue about ${smallest.toExponential(1)}: too close to 0, or two units are nearly parallel.`,
		);
	const probe = Math.max(near, 1e-9 * scale);
	let far = Math.min(0.1, (0.4 * smallest * probe) / variation(probe));
	for (let k = 0; k < 12 && far > near && !(variation(far) < 0.9 * share * smallest); k++) far /= 2;
	return {
		method: "population",
		centre,
		bits,
		boxes: [near, Math.max(near, far)],
		shifts: [share * smallest, 0.95 * smallest],
		furtherShift: everyInput ? furtherShift(shape, centre) : null,
		better: better === null ? null : Array.from(better),
	};
}

function newton(shape: GaussianPopulation, centre: readonly (readonly number[])[]): number[] {
	const n = shape.inputs * shape.student;
	const { middle: matrix } = hessianOver(shape, boxAt(centre, 0));
	const { gradient } = atCentre(shape, centre, bits);
	const step = luSolve(matrix, n, Float64Array.from(gradient, middle));
	return step === null ? [...centre[0]] : centre[0].map((x, k) => x - step[k]);
}

function furtherShift(shape: GaussianPopulation, centre: readonly (readonly number[])[]): number {
	const b = populationLoss(shape, intervalArithmetic, boxAt(centre, 0)).furtherInput();
	const n = shape.student;
	const symmetric = Float64Array.from({ length: n * n }, (_, k) => {
		const i = Math.floor(k / n);
		const j = k % n;
		return middle(b[Math.max(i, j) * n + Math.min(i, j)]);
	});
	return share * symmetricEigen(symmetric, n, false).values[0];
}
