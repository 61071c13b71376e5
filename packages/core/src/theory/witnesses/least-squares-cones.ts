import { randomStream } from "../../numerics/random.ts";
import type { Problem } from "../../problem/problem.ts";
import {
	add,
	compare,
	dot,
	fromNumber,
	multiply,
	type Rational,
	rational,
	signOf,
	toNumber,
} from "../../rigor/rational.ts";
import { type ShallowBranch, shallowNetwork } from "../architecture.ts";
import { affineFit } from "../exact/affine-fit.ts";
import { distinctInputs } from "../exact/distinct-inputs.ts";
import type { Subject } from "../subject.ts";

/** A cone of weights where all units are active on exactly the samples J, and the least loss in it. */
export interface LeastSquaresCone {
	/** J */
	readonly samples: readonly number[];
	/** 1/2 sum over J of weight |B x~ - y|^2 at the best B, plus 1/2 sum over the others of weight |y|^2; exact. */
	readonly value: Rational;
	/** A point of the cone with that value, rounded. */
	readonly theta: Float64Array;
}

export type ConePair =
	| { readonly status: "found"; readonly worst: LeastSquaresCone; readonly best: LeastSquaresCone }
	| { readonly status: "fails" | "undecided"; readonly reason: string };

const draws = 80;
/** Cones that are compared; fewer where each costs more. */
const coneLimit = (columns: number) => (columns <= 20 ? 8 : 3);
/** Samples times squared columns, times outputs, that are worth the exact fits of one cone. */
const costLimit = 2e5;
/** Samples times columns up to which the fit's own signs are decided in fractions, for a layer of one unit. */
const signLimit = 5000;
/** A sum of products above this share of the sum of their sizes has the sign that float64 gives it (n below 10^4). */
const certain = 1e-11;

/**
 * Two cones of a ReLU layer without output bias whose least values differ, exactly, once per subject.
 *
 * Let all units be active on exactly the samples J. There f = B x~ on J with B = A_2 A_1, and 0 elsewhere, so the loss is
 * at least the least-squares value over all matrices B. It is attained in the open cone when the layer has more units
 * than outputs, q: with w in the cone and c so large that c w + B_o (row o of B) is in it too, take units c w + B_1, ...,
 * c w + B_q, c w, and B_o = (c w + B_o) - c w. With one unit and one output it is attained iff B or -B is in the cone (or B
 * vanishes on J). Such points are local minima, and the loss is differentiable there.
 */
export function coneOfHigherLoss(subject: Subject): ConePair {
	return subject.once(coneOfHigherLoss, () => build(subject.problem));
}

function build(problem: Problem): ConePair {
	const shallow = shallowNetwork(problem);
	if (shallow === null)
		return { status: "fails", reason: "The network is not one hidden layer with a linear output." };
	if (!shallow.trained) return { status: "fails", reason: "Some weights are constants." };
	const { data } = problem;
	if (data.y.every((value) => value === 0))
		return { status: "fails", reason: "All targets are 0: output 0 is the global minimum." };
	const columns = data.inputs + (shallow.hidden.bias >= 0 ? 1 : 0);
	if (data.samples * columns * columns * problem.network.outputs > costLimit)
		return {
			status: "undecided",
			reason: "The exact fits in cones are too costly for these data; try fewer samples (data.limit).",
		};
	const rows = Array.from({ length: data.samples }, (_, i) => [
		...data.x.subarray(i * data.inputs, (i + 1) * data.inputs),
		...(columns > data.inputs ? [1] : []),
	]);
	let worst: LeastSquaresCone | null = null;
	let best: LeastSquaresCone | null = null;
	const seen = new Set<string>();
	for (const weights of directions(problem, columns)) {
		const signs = rows.map((row) => signOfProduct(weights, row));
		const key = signs.join(" ");
		if (signs.includes(0) || seen.has(key)) continue;
		seen.add(key);
		const cone = leastIn(problem, shallow, rows, weights, signs);
		if (cone === null) continue;
		if (worst === null || compare(cone.value, worst.value) > 0) worst = cone;
		if (best === null || compare(cone.value, best.value) < 0) best = cone;
		if (seen.size >= coneLimit(columns)) break;
	}
	if (worst === null || best === null)
		return { status: "undecided", reason: "No cone was found whose least-squares fit the units can form." };
	return compare(worst.value, best.value) > 0
		? { status: "found", worst, best }
		: { status: "undecided", reason: "The cones that were tried have the same least loss." };
}

/** The sign of a.b, exactly: by float64 where rounding cannot matter, else in fractions. */
function signOfProduct(a: readonly number[], b: readonly number[]): -1 | 0 | 1 {
	let sum = 0;
	let size = 0;
	for (let j = 0; j < a.length; j++) {
		const product = a[j] * b[j];
		sum += product;
		size += Math.abs(product);
	}
	if (size > 1e-290 && size < 1e290 && Math.abs(sum) > certain * size) return sum > 0 ? 1 : -1;
	return signOf(dot(a.map(fromNumber), b.map(fromNumber)));
}

/** Weight vectors whose hyperplanes pass among the samples, and both sides of everything. */
function* directions({ data }: Problem, columns: number): Generator<number[]> {
	const { samples, inputs, x } = data;
	if (columns > inputs) for (const side of [1, -1]) yield [...new Array<number>(inputs).fill(0), side];
	const random = randomStream(1, "least-squares-cones");
	for (let k = 0; k < draws; k++) {
		const w = Array.from({ length: inputs }, () => random.normal());
		if (columns === inputs) yield w;
		else {
			const along = (i: number) => w.reduce((sum, value, j) => sum + value * x[i * inputs + j], 0);
			const [i, j] = [random, random].map((stream) => Math.floor(stream.uniform() * samples) % samples);
			yield [...w, -0.5 * (along(i) + along(j))];
		}
	}
}

/** The least-squares fit on the active samples, and a point of the cone that computes it; null where units cannot. */
function leastIn(
	problem: Problem,
	shallow: ShallowBranch,
	rows: readonly (readonly number[])[],
	weights: readonly number[],
	signs: readonly number[],
): LeastSquaresCone | null {
	const { data } = problem;
	const outputs = problem.network.outputs;
	const active = signs.flatMap((sign, i) => (sign > 0 ? [i] : []));
	let twice = rational(0n);
	signs.forEach((sign, i) => {
		if (sign > 0) return;
		for (let o = 0; o < outputs; o++) {
			const y = fromNumber(data.y[i * outputs + o]);
			twice = add(twice, multiply(fromNumber(data.weights?.[i] ?? 1), multiply(y, y)));
		}
	});
	let value = multiply(twice, rational(1n, 2n));
	const fit: (readonly Rational[])[] = [];
	for (let o = 0; o < outputs; o++) {
		if (active.length === 0) {
			fit.push(rows[0].map(() => rational(0n)));
			continue;
		}
		const part = {
			samples: active.length,
			inputs: data.inputs,
			outputs: 1,
			x: Float64Array.from(active.flatMap((i) => rows[i].slice(0, data.inputs))),
			y: Float64Array.from(active, (i) => data.y[i * outputs + o]),
			weights: data.weights === null ? null : Float64Array.from(active, (i) => data.weights?.[i] ?? 1),
		};
		const bias = shallow.hidden.bias >= 0;
		const found = affineFit(part, distinctInputs(part), { linear: !bias });
		if (found === null) return null;
		fit.push(found.coefficients.slice(0, rows[0].length));
		value = add(value, found.value);
	}
	const theta = formed(problem, shallow, rows, weights, signs, fit);
	return theta === null ? null : { samples: active, value, theta };
}

function formed(
	problem: Problem,
	{ hidden, width, outputSlope }: ShallowBranch,
	rows: readonly (readonly number[])[],
	weights: readonly number[],
	signs: readonly number[],
	fit: readonly (readonly Rational[])[],
): Float64Array | null {
	const d = problem.data.inputs;
	const outputs = fit.length;
	const theta = new Float64Array(problem.network.parameters);
	const place = (unit: number, values: readonly number[]) => {
		theta.set(values.slice(0, d), hidden.weight + unit * d);
		if (hidden.bias >= 0) theta[hidden.bias + unit] = values[d];
	};
	const outgoing = (output: number, unit: number, value: number) => {
		theta[hidden.next.weight + output * width + unit] = value / outputSlope;
	};
	const rounded = fit.map((line) => line.map(toNumber));
	if (width > outputs) {
		const c = reach(rows, weights, rounded);
		const base = weights.map((value) => c * value);
		for (let unit = 0; unit < width; unit++)
			place(unit, unit < outputs ? base.map((value, j) => value + rounded[unit][j]) : base);
		for (let o = 0; o < outputs; o++) {
			outgoing(o, o, 1);
			outgoing(o, outputs, -1);
		}
		return theta;
	}
	if (width !== 1 || outputs !== 1 || rows.length * rows[0].length > signLimit) return null;
	const values = rows.map((row) => signOf(dot(fit[0], row.map(fromNumber))));
	if (values.every((value, i) => signs[i] < 0 || value === 0)) {
		place(0, weights);
		return theta;
	}
	for (const side of [1, -1])
		if (values.every((value, i) => side * value === signs[i])) {
			place(
				0,
				rounded[0].map((value) => side * value),
			);
			outgoing(0, 0, side);
			return theta;
		}
	return null;
}

/** A whole number c >= 1 with |B_o . x~_i| <= c |w . x~_i| / 2 for all outputs and samples, up to rounding. */
function reach(
	rows: readonly (readonly number[])[],
	weights: readonly number[],
	fit: readonly (readonly number[])[],
): number {
	let largest = 1;
	for (const row of rows) {
		const along = Math.abs(product(weights, row));
		for (const line of fit) largest = Math.max(largest, (2 * Math.abs(product(line, row))) / along);
	}
	return Math.ceil(largest);
}

function product(a: readonly number[], b: readonly number[]): number {
	return a.reduce((sum, value, j) => sum + value * b[j], 0);
}
