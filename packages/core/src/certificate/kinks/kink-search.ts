import { activationSlopes } from "../../problem/formula/exact-slopes.ts";
import { solveExactly } from "../../rigor/exact-elimination.ts";
import {
	add,
	divide,
	dot,
	fromNumber,
	multiply,
	negate,
	type Rational,
	signOf,
	subtract,
	toNumber,
	toText,
	zero,
} from "../../rigor/rational.ts";
import type { CheckedProblem } from "../embedded-problem.ts";
import { requireNear } from "../newton-search.ts";
import { NotProved } from "../not-proved.ts";
import type { KinkProof } from "./kink-proof.ts";

/** Unknowns of the linear system up to which it is solved in fractions. */
const largestSystem = 150;
/** Share of the largest preactivation of a unit below which one is taken to be 0. */
const onKink = 1e-7;

/**
 * The exact point on the same kinks near theta: with the outgoing weights fixed the output is linear on the cell, so stationary points solve a
 * linear system, with a multiplier for every preactivation that is held at 0. What is free stays where it is. Nothing here is trusted.
 * @throws NotProved
 */
export function searchKinkProof(problem: CheckedProblem, theta: Float64Array): KinkProof {
	const [layers] = problem.branches;
	const slopes = layers.length === 2 ? activationSlopes(layers[0].activation) : null;
	if (
		problem.branches.length !== 1 ||
		slopes === null ||
		problem.outputs !== 1 ||
		layers.some(({ fixed }) => fixed !== null)
	)
		throw new NotProved(
			"kinks",
			"Exact proofs at kinks need one hidden layer of piecewise linear units and one output, all trained.",
		);
	const [hidden, output] = layers;
	const [below, above] = slopes;
	const { data } = problem.source;
	const size = hidden.inputs + (hidden.bias ? 1 : 0);
	const incoming = (k: number) =>
		Array.from({ length: size }, (_, p) =>
			p < hidden.inputs ? hidden.weightAt + k * hidden.inputs + p : hidden.biasAt + k,
		);
	const rows = data.x.map((x) => [...x, ...(hidden.bias ? [1] : [])]);
	const signs = Array.from({ length: hidden.width }, (_, k) => {
		const z = rows.map((x) => incoming(k).reduce((sum, at, p) => sum + theta[at] * x[p], 0));
		const reach = onKink * z.reduce((most, t) => Math.max(most, Math.abs(t)), 1e-3);
		return z.map((t) => (Math.abs(t) <= reach ? 0 : t > 0 ? 1 : -1));
	});
	const dead = signs.map((side) => signOf(below) === 0 && side.every((s) => s < 0));
	const live = Array.from({ length: hidden.width }, (_, k) => k).filter((k) => !dead[k]);
	const held = live.flatMap((k) => signs[k].flatMap((s, i) => (s === 0 ? [{ unit: k, sample: i }] : [])));
	const places = [...live.flatMap(incoming), ...(output.bias ? [output.biasAt] : [])];
	if (places.length + held.length > largestSystem)
		throw new NotProved(
			"kinks",
			`Systems of up to ${largestSystem} unknowns are solved exactly; here are ${places.length + held.length}.`,
		);
	/** a_k times the fixed factor of the sample, if any. */
	const outgoing = (k: number, i: number) => {
		const a = fromNumber(theta[output.weightAt + k]);
		return hidden.noise === null ? a : multiply(a, fromNumber(hidden.noise[k][i]));
	};
	const exactRows = rows.map((x) => x.map(fromNumber));
	/** df(x_i) / d(unknown), in the order of the places. */
	const derivative = rows.map((_, i) => [
		...live.flatMap((k) => {
			const slope = signs[k][i] > 0 ? above : signs[k][i] < 0 ? below : zero;
			const factor = multiply(outgoing(k, i), slope);
			return exactRows[i].map((x) => multiply(factor, x));
		}),
		...(output.bias ? [fromNumber(1)] : []),
	]);
	const start = places.map((at) => fromNumber(theta[at]));
	const weights = rows.map((_, i) => fromNumber(data.weights?.[i] ?? 1));
	const residual = derivative.map((row, i) => subtract(dot(row, start), fromNumber(data.y[i][0])));
	const first = (k: number) => live.indexOf(k) * size;
	const holdRow = ({ unit, sample }: (typeof held)[number]) => {
		const row: Rational[] = new Array(places.length).fill(zero);
		exactRows[sample].forEach((x, p) => {
			row[first(unit) + p] = x;
		});
		return row;
	};
	const holds = held.map(holdRow);
	// Stationarity: sum_i w_i (residual + derivative . delta)_i derivative_i + sum lambda hold = 0; and hold . (start + delta) = 0.
	const system: Rational[][] = [];
	const right: Rational[] = [];
	places.forEach((_, p) => {
		const row: Rational[] = new Array(places.length + held.length).fill(zero);
		let constant = zero;
		derivative.forEach((of, i) => {
			if (signOf(of[p]) === 0) return;
			const factor = multiply(weights[i], of[p]);
			of.forEach((x, q) => {
				if (signOf(x) !== 0) row[q] = add(row[q], multiply(factor, x));
			});
			constant = add(constant, multiply(factor, residual[i]));
		});
		holds.forEach((of, h) => {
			row[places.length + h] = of[p];
		});
		system.push(row);
		right.push(negate(constant));
	});
	for (const of of holds) {
		system.push([...of, ...new Array<Rational>(held.length).fill(zero)]);
		right.push(negate(dot(of, start)));
	}
	const solution = solveExactly(system, right);
	if (solution === null) throw new NotProved("kinks", "No stationary point lies on these kinks.");
	const exact: Rational[] = Array.from(theta, fromNumber);
	places.forEach((at, p) => {
		exact[at] = add(start[p], solution[p]);
	});
	const scale = 1 + theta.reduce((most, t) => Math.max(most, Math.abs(t)), 0);
	requireNear(theta, exact.map(toNumber), scale);
	return {
		method: "kinks",
		theta: exact.map(textOf),
		slopes: held.map(({ unit, sample }, h) => {
			const moved = residual[sample];
			const change = dot(derivative[sample], solution.slice(0, places.length));
			const pull = multiply(multiply(weights[sample], add(moved, change)), outgoing(unit, sample));
			const slope = signOf(pull) === 0 ? above : divide(solution[places.length + h], pull);
			return { unit, sample, slope: textOf(slope) };
		}),
		better: null,
	};
}

/** A number where a float64 is meant, else a fraction. */
function textOf(a: Rational): number | string {
	const x = toNumber(a);
	return Number.isFinite(x) && signOf(subtract(fromNumber(x), a)) === 0 ? x : toText(a);
}
