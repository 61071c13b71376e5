import { solveLinearProgram } from "../../numerics/linear-program.ts";
import { solveExactly } from "../../rigor/exact-elimination.ts";
import { decideFeasibility } from "../../rigor/exact-simplex.ts";
import {
	add,
	divide,
	fromNumber,
	multiply,
	negate,
	one,
	type Rational,
	signOf,
	subtract,
	toNumber,
	zero,
} from "../../rigor/rational.ts";
import type { InputGroup } from "./distinct-inputs.ts";

/** Mass moved from x_at to other inputs whose weighted mean is x_at: sum_to amount (x_to - x_at) = 0. */
export interface Spread {
	readonly at: number;
	readonly to: number;
	readonly amount: Rational;
}

/** Whether the mean predictor is a trap: <w r, phi> >= 0 for all convex (or all concave) phi, r = mean - y. */
export type ConvexityTrap =
	| {
			readonly status: "holds";
			/** `convex`: for every convex phi; `concave`: for every concave one. */
			readonly side: "convex" | "concave";
			/** The weighted mean of the targets. */
			readonly mean: Rational;
			/** (w_g r_g) = sum of spreads (delta_to - delta_at), over places of the distinct inputs. */
			readonly spreads: readonly Spread[];
	  }
	| { readonly status: "fails"; readonly reason: string }
	| { readonly status: "undecided"; readonly reason: string };

/** Entries of the exact simplex tableau that are worth the answer. */
const exactLimit = 40000;
/** Distinct inputs of the largest linear program that is tried. */
const groupLimit = 60;

/**
 * Decides whether (w_g r_g), r = mean target - target at the distinct inputs, lies in the cone of spreads (the polar of the
 * convex functions on the inputs), or its negative does. The linear program proposes a basis, whose system is solved in
 * fractions; where that fails, small data are decided by the exact simplex method, either way.
 */
export async function convexityTrap(
	{ inputs, x }: { readonly inputs: number; readonly x: Float64Array },
	groups: readonly InputGroup[],
): Promise<ConvexityTrap> {
	const total = groups.reduce((sum, { weight }) => add(sum, weight), zero);
	const mean = divide(
		groups.reduce((sum, { weight, mean: [target] }) => add(sum, multiply(weight, target)), zero),
		total,
	);
	const pulls = groups.map(({ weight, mean: [target] }) => multiply(weight, subtract(mean, target)));
	if (pulls.every((pull) => signOf(pull) === 0))
		return {
			status: "fails",
			reason: "All distinct inputs have the same mean target: the mean predictor is the global minimum.",
		};
	const rows = groups.map(({ samples }) =>
		Array.from(x.subarray(samples[0] * inputs, (samples[0] + 1) * inputs), fromNumber),
	);
	// An affine phi and its negative are convex: <w r, x> must vanish, as <w r, 1> does.
	for (let j = 0; j < inputs; j++) {
		const moment = pulls.reduce((sum, pull, g) => add(sum, multiply(pull, rows[g][j])), zero);
		if (signOf(moment) !== 0)
			return {
				status: "fails",
				reason: `The targets correlate with input ${j}: tilting the mean predictor lowers the loss.`,
			};
	}
	if (groups.length > groupLimit)
		return {
			status: "undecided",
			reason: `${groups.length} distinct inputs are beyond the limit of ${groupLimit} of the exact test.`,
		};
	let open = false;
	for (const side of ["convex", "concave"] as const) {
		const wanted = side === "convex" ? pulls : pulls.map(negate);
		const spreads = await inCone(rows, wanted);
		if (spreads === "undecided") open = true;
		else if (spreads !== null) return { status: "holds", side, mean, spreads };
	}
	return open
		? {
				status: "undecided",
				reason:
					"The convex test could not be confirmed in exact arithmetic; the data are too many for the exact simplex method.",
			}
		: {
				status: "fails",
				reason:
					"Some convex function and some concave function correlate negatively with the residuals of the mean predictor, exactly.",
			};
}

/** Equations of the spreads m_(at,to) >= 0: for each `at` and coordinate sum_to m (x_to - x_at) = 0; for each input the balance. */
async function inCone(
	rows: readonly (readonly Rational[])[],
	wanted: readonly Rational[],
): Promise<Spread[] | null | "undecided"> {
	const n = rows.length;
	const d = rows[0].length;
	const places: { at: number; to: number }[] = [];
	for (let at = 0; at < n; at++) for (let to = 0; to < n; to++) if (to !== at) places.push({ at, to });
	const column = ({ at, to }: { at: number; to: number }): Rational[] => {
		const entries: Rational[] = new Array(n * d + n).fill(zero);
		for (let j = 0; j < d; j++) entries[at * d + j] = subtract(rows[to][j], rows[at][j]);
		entries[n * d + to] = one;
		entries[n * d + at] = negate(one);
		return entries;
	};
	const right = [...new Array<Rational>(n * d).fill(zero), ...wanted];
	const columns = places.map(column);
	const { status, variables } = await solveLinearProgram({
		objective: new Float64Array(places.length),
		constraints: right.map((bound, k) => ({
			coefficients: Float64Array.from(columns, (entries) => toNumber(entries[k])),
			lower: toNumber(bound),
			upper: toNumber(bound),
		})),
		lower: new Float64Array(places.length),
		upper: new Float64Array(places.length).fill(Infinity),
	});
	const spreadsOf = (chosen: readonly number[], amounts: readonly Rational[]): Spread[] | null =>
		amounts.some((amount) => signOf(amount) < 0)
			? null
			: chosen.flatMap((k, i) => (signOf(amounts[i]) > 0 ? [{ ...places[k], amount: amounts[i] }] : []));
	if (status === "optimal") {
		const basis = variables.flatMap((place, k) => (place === "basic" ? [k] : []));
		if (basis.length > 0) {
			const solution = solveExactly(
				right.map((_, k) => basis.map((c) => columns[c][k])),
				right,
			);
			const found = solution === null ? null : spreadsOf(basis, solution);
			if (found !== null) return found;
		}
	}
	if (right.length * places.length > exactLimit) return "undecided";
	const decided = decideFeasibility(
		right.map((_, k) => columns.map((entries) => entries[k])),
		right,
	);
	if (decided.status === "undecided") return "undecided";
	if (decided.status === "infeasible") return null;
	return spreadsOf([...places.keys()], decided.solution);
}
