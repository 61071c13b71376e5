import { type GaussianPopulation, populationLoss } from "../../problem/formula/gaussian-population.ts";
import { boxAt } from "../../rigor/box.ts";
import { addDown } from "../../rigor/directed.ts";
import { type Interval, intervalArithmetic } from "../../rigor/interval.ts";
import type { MatrixEnclosure } from "../../rigor/matrix-enclosure.ts";
import { OutOfDomain, preciseArithmetic, toInterval } from "../../rigor/precise-interval.ts";
import { definiteAbove, symmetricEnclosure } from "../../rigor/symmetric-enclosure.ts";
import { encloseZero } from "../../rigor/zero.ts";
import type { Claim, Statement } from "../certificate.ts";
import {
	listAt,
	MalformedCertificate,
	numberAt,
	numbersAt,
	objectAt,
	oneOfAt,
	wholeAt,
} from "../embedded-problem.ts";
import { NotProved, orNotProved } from "../not-proved.ts";

/** A population loss in a certificate; `inputs`: one dimension, or [k, "Infinity"] for every dimension from k on. */
export interface EmbeddedPopulation {
	readonly population: {
		readonly law: "gaussian";
		readonly inputs: number | readonly [number, "Infinity"];
		readonly teacher: { readonly width: number; readonly activation: "relu" };
	};
	readonly student: { readonly width: number; readonly activation: "relu" };
}

/** `proof` of the method "population". */
export interface PopulationProof {
	readonly method: "population";
	readonly centre: readonly (readonly number[])[];
	readonly bits: number;
	readonly boxes: readonly [number, number];
	readonly shifts: readonly [number, number];
	/** What is tried as the smallest eigenvalue in further inputs; null where one dimension is meant. */
	readonly furtherShift: number | null;
	/** A point of lower loss, n d numbers; null without. */
	readonly better: readonly number[] | null;
}

/** Units and inputs up to which a proof is checked: the Hessian has (n d)^2 entries. */
const largest = { units: 64, parameters: 2000 };

/** Reads a population; d is the smallest number of inputs. */
export function readPopulation(
	value: unknown,
	place: string,
): { readonly shape: GaussianPopulation; readonly everyInput: boolean } {
	const file = objectAt(value, place);
	const population = objectAt(file.population, `${place}.population`);
	oneOfAt(population.law, `${place}.population.law`, ["gaussian"]);
	const teacherFile = objectAt(population.teacher, `${place}.population.teacher`);
	const studentFile = objectAt(file.student, `${place}.student`);
	for (const [side, at] of [
		[teacherFile, "population.teacher"],
		[studentFile, "student"],
	] as const)
		oneOfAt(side.activation, `${place}.${at}.activation`, ["relu"]);
	const teacher = wholeAt(teacherFile.width, `${place}.population.teacher.width`, 1, largest.units);
	const student = wholeAt(studentFile.width, `${place}.student.width`, 1, largest.units);
	const everyInput = Array.isArray(population.inputs);
	const at = `${place}.population.inputs`;
	if (everyInput && listAt(population.inputs, at, 2)[1] !== "Infinity")
		throw new MalformedCertificate(`${at}[1]`, 'the text "Infinity" was expected.');
	const [first] = everyInput ? listAt(population.inputs, at) : [population.inputs];
	const inputs = wholeAt(first, at, teacher, largest.parameters);
	if (inputs * student > largest.parameters)
		throw new MalformedCertificate(at, `at most ${largest.parameters} parameters are checked.`);
	return { shape: { inputs, teacher, student }, everyInput };
}

/**
 * Shows a critical point of the population loss and its index by contraction; with `[d, "Infinity"]`, for every input dimension from d on.
 *
 * Theorem. Let W be a critical point in R^(n x d) with positive definite Hessian, the teacher in R^d. In R^(n x D), D > d, let W have
 * zeros in the further inputs. F is even in each further input (reflect it), so the gradient there is 0 and the Hessian is
 * block diagonal: that of d inputs, and one n x n block B for every further input, the same for each,
 * B_ij = (pi - t_ij) / (2 pi), B_ii = 1/2 + (sum_(j != i) |w_j| sin t_ij - sum_j sin s_ij) / (2 pi |w_i|), s_ij the angle of w_i and v_j. If B is
 * positive definite, W is a strict local minimum for every D; every turn of the further inputs leaves it in place.
 * @throws NotProved, MalformedCertificate
 */
export function proveForPopulation(problem: unknown, proof: Readonly<Record<string, unknown>>): Statement {
	const { shape, everyInput } = readPopulation(problem, "problem");
	const n = shape.inputs * shape.student;
	const centre = listAt(proof.centre, "proof.centre").map((row, k) =>
		numbersAt(row, `proof.centre[${k}]`, n),
	);
	if (centre.length < 1 || centre.length > 8)
		throw new MalformedCertificate("proof.centre", "one to eight rows were expected.");
	const bits = wholeAt(proof.bits, "proof.bits", 54, 1024);
	const boxes = numbersAt(proof.boxes, "proof.boxes", 2);
	const shifts = numbersAt(proof.shifts, "proof.shifts", 2);
	if (shifts.some((s) => s <= 0))
		throw new MalformedCertificate("proof.shifts", "positive numbers were expected.");
	const further = proof.furtherShift === null ? null : numberAt(proof.furtherShift, "proof.furtherShift");
	const better = proof.better === null ? null : numbersAt(proof.better, "proof.better", n);
	if (centre.length === 1 && isTeacher(shape, centre[0])) return theTeacher;
	const zero = orNotProved(
		encloseZero(
			{
				derivativeOver: (r) => hessianOver(shape, boxAt(centre, r)),
				atCentre: () => atCentre(shape, centre, bits),
			},
			[boxes[0], boxes[1]],
			[shifts[0], shifts[1]],
		),
	);
	let smallest = zero.smallestEigenvalue;
	if (everyInput) {
		if (zero.index !== 0) throw new NotProved("index", "Only minima are followed into further inputs.");
		if (further === null) throw new NotProved("inputs", "Nothing is tried for further inputs.");
		smallest = Math.min(smallest, furtherEigenvalue(shape, boxAt(centre, zero.radius), further));
	}
	const gap = better === null ? null : addDown(zero.loss.lo, -atCentre(shape, [better], bits).loss.hi);
	return {
		claim: claimOf(zero.index, n),
		modulo: [],
		widths: null,
		index: zero.index,
		loss: [zero.loss.lo, zero.loss.hi],
		radius: zero.radius,
		uniqueness: zero.uniqueness,
		smallestEigenvalue: smallest,
		gap,
	};
}

/** Rows that are the k axes of the teacher, in any order: outputs are equal for every input, and a loss of at least 0 is 0. */
export function isTeacher(
	{ inputs: d, teacher: k, student: n }: GaussianPopulation,
	w: readonly number[],
): boolean {
	if (n !== k) return false;
	const axes = Array.from({ length: n }, (_, i) => {
		const row = w.slice(i * d, (i + 1) * d);
		return row.filter((x) => x !== 0).length === 1 ? row.indexOf(1) : -1;
	});
	return axes.every((p) => p >= 0 && p < k) && new Set(axes).size === n;
}

const theTeacher: Statement = {
	claim: "global-minimum",
	modulo: [],
	widths: null,
	index: null,
	loss: [0, 0],
	radius: 0,
	uniqueness: null,
	smallestEigenvalue: null,
	gap: null,
};

function claimOf(index: number, n: number): Claim {
	if (index === 0) return "strict-local-minimum";
	return index === n ? "local-maximum" : "saddle";
}

export function hessianOver(shape: GaussianPopulation, box: readonly Interval[]): MatrixEnclosure {
	return symmetricEnclosure(
		populationLoss(shape, intervalArithmetic, box).hessian(),
		shape.inputs * shape.student,
	);
}

/** Loss and gradient at a sum of float64 vectors, in higher precision. */
export function atCentre(
	shape: GaussianPopulation,
	centre: readonly (readonly number[])[],
	bits: number,
): { readonly loss: Interval; readonly gradient: Interval[] } {
	const field = preciseArithmetic(bits);
	const theta = centre[0].map((_, k) => field.sumOf(centre.map((row) => row[k])));
	try {
		const f = populationLoss(shape, field, theta);
		return { loss: toInterval(f.value()), gradient: f.gradient().map(toInterval) };
	} catch (cause) {
		if (cause instanceof OutOfDomain) throw new NotProved("range", cause.message);
		throw cause;
	}
}

/** A lower bound of the smallest eigenvalue of B. @throws NotProved */
function furtherEigenvalue(shape: GaussianPopulation, box: readonly Interval[], shift: number): number {
	const b = populationLoss(shape, intervalArithmetic, box).furtherInput();
	const bound = definiteAbove(b, shape.student, shift);
	if (bound === null) throw new NotProved("inputs", "That further inputs only raise the loss was not shown.");
	return bound;
}
