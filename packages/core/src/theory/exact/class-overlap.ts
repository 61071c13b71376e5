import { solveLinearProgram } from "../../numerics/linear-program.ts";
import { solveExactly } from "../../rigor/exact-elimination.ts";
import { decideFeasibility } from "../../rigor/exact-simplex.ts";
import { add, fromNumber, negate, one, type Rational, rational, signOf, zero } from "../../rigor/rational.ts";

/** Whether the classes overlap so that no affine function other than 0 on the data is right, weakly, everywhere. */
export type ClassOverlap =
	/** lambda_i >= `least` > 0, sum lambda_i = 1 and sum_i lambda_i y_i (x_i, 1) = 0 exactly. */
	| { readonly status: "holds"; readonly least: Rational }
	/** u, then beta, with y_i (u.x_i + beta) >= 0 for every i and > 0 for some, exactly. */
	| { readonly status: "fails"; readonly hyperplane: readonly Rational[] }
	| { readonly status: "undecided"; readonly reason: string };

/** Two classes of samples, x of N rows and d columns, y +1 or -1. */
interface Classes {
	readonly x: Float64Array;
	readonly y: Float64Array;
	readonly samples: number;
	readonly inputs: number;
}

/** Entries of the exact simplex tableau, and of the linear program, that are worth the answer. */
const exactLimit = 60000;
const programLimit = 2e6;
/** Unknowns of the exact system of a vertex that are worth solving: fractions grow with their number. */
const vertexLimit = 110;

/**
 * Decides whether sum_i lambda_i y_i (x_i, 1) = 0 has a solution with all lambda_i > 0. Either it has, or a hyperplane has
 * each class on its own closed side and not all samples on itself (Stiemke 1915).
 *
 * A linear program makes the least multiplier t large, lambda_i = t + mu_i; of its vertex only the basis is taken, the
 * system solved in fractions and the signs checked. Where that fails, small data are decided by the exact simplex method.
 */
export async function classOverlap(data: Classes): Promise<ClassOverlap> {
	const { samples, inputs } = data;
	if (samples * (inputs + 3) > programLimit)
		return {
			status: "undecided",
			reason: `${samples} samples of ${inputs} inputs are beyond the limit of the exact check; try fewer samples (data.limit).`,
		};
	const least = await byLeastMultiplier(data);
	if (least !== null) return { status: "holds", least };
	return (
		bySimplex(data) ?? {
			status: "undecided",
			reason:
				"Neither strictly positive multipliers nor a hyperplane between the classes could be confirmed in exact arithmetic; the data are too many for the exact simplex method.",
		}
	);
}

/** y_i (x_i, 1). */
function signedRow({ x, y, inputs }: Classes, i: number): Rational[] {
	const row = [...Array.from(x.subarray(i * inputs, (i + 1) * inputs), fromNumber), one];
	return y[i] > 0 ? row : row.map(negate);
}

function columnSums(rows: readonly (readonly Rational[])[]): Rational[] {
	return rows[0].map((_, j) => rows.reduce((sum, row) => add(sum, row[j]), zero));
}

async function byLeastMultiplier(data: Classes): Promise<Rational | null> {
	const { x, y, samples, inputs } = data;
	// Variables mu_1 .. mu_N >= 0, then t.
	const equations = Array.from({ length: inputs + 1 }, (_, j) => {
		let scale = 0;
		const coefficients = new Float64Array(samples + 1);
		for (let i = 0; i < samples; i++) {
			const entry = j < inputs ? x[i * inputs + j] : 1;
			scale = Math.max(scale, Math.abs(entry));
			coefficients[i] = y[i] * entry;
			coefficients[samples] += y[i] * entry;
		}
		return {
			coefficients: scale > 0 ? coefficients.map((value) => value / scale) : coefficients,
			lower: 0,
			upper: 0,
		};
	});
	const total = new Float64Array(samples + 1).fill(1);
	total[samples] = samples;
	const objective = new Float64Array(samples + 1);
	objective[samples] = 1;
	const { status, variables } = await solveLinearProgram({
		objective,
		constraints: [...equations, { coefficients: total, lower: 1, upper: 1 }],
		lower: new Float64Array(samples + 1),
		upper: new Float64Array(samples + 1).fill(Infinity),
	});
	if (status !== "optimal" || variables[samples] !== "basic") return null;
	const basis = variables.flatMap((place, i) => (place === "basic" && i < samples ? [i] : []));
	if (basis.length > vertexLimit) return null;
	const rows = Array.from({ length: samples }, (_, i) => signedRow(data, i));
	const sums = columnSums(rows);
	const system = sums.map((sum, j) => [...basis.map((i) => rows[i][j]), sum]);
	system.push([...basis.map(() => one), rational(BigInt(samples))]);
	const solution = solveExactly(
		system,
		system.map((_, k) => (k === system.length - 1 ? one : zero)),
	);
	if (solution === null) return null;
	const least = solution[basis.length];
	const admissible = signOf(least) > 0 && solution.every((value) => signOf(value) >= 0);
	return admissible ? least : null;
}

/** lambda_i = 1 + mu_i up to scale: sum_i mu_i y_i (x_i, 1) = -sum_i y_i (x_i, 1), mu >= 0, decided either way. */
function bySimplex(data: Classes): ClassOverlap | null {
	const { samples, inputs } = data;
	if (samples * (inputs + 2) > exactLimit) return null;
	const rows = Array.from({ length: samples }, (_, i) => signedRow(data, i));
	const sums = columnSums(rows);
	const decided = decideFeasibility(
		sums.map((_, j) => rows.map((row) => row[j])),
		sums.map(negate),
	);
	if (decided.status === "undecided") return null;
	if (decided.status === "infeasible") return { status: "fails", hyperplane: decided.multipliers };
	const total = decided.solution.reduce(add, rational(BigInt(samples)));
	return { status: "holds", least: rational(total.denominator, total.numerator) };
}
