import { activationSlopes } from "../../problem/formula/exact-slopes.ts";
import {
	add,
	compare,
	divide,
	dot,
	fromNumber,
	fromText,
	multiply,
	type Rational,
	rational,
	signOf,
	subtract,
	zero,
} from "../../rigor/rational.ts";
import { intervalOf } from "../../rigor/rational-interval.ts";
import type { Statement } from "../certificate.ts";
import { type CheckedProblem, listAt, MalformedCertificate, wholeAt } from "../embedded-problem.ts";
import { gapTo, readBetter } from "../gap.ts";
import { NotProved } from "../not-proved.ts";

/** `proof` of the method "kinks": numbers are JSON numbers, or fractions "p/q" in text. */
export interface KinkProof {
	readonly method: "kinks";
	readonly theta: readonly (number | string)[];
	/** For each preactivation that is 0: a slope between those on both sides that balances the unit. */
	readonly slopes: readonly {
		readonly unit: number;
		readonly sample: number;
		readonly slope: number | string;
	}[];
	readonly better: { readonly theta: readonly number[]; readonly width: number | null } | null;
}

/** Digits of a number, of all numbers together, and products that are computed exactly. */
const limits = { digits: 40_000, all: 4_000_000, products: 2_000_000 };

/**
 * Shows a local minimum of a network with kinks in exact rational arithmetic, the point itself on as many kinks as there are.
 *
 * Theorem. One hidden layer, sigma(z) = s+ z for z >= 0, s- z for z < 0, one linear output, f = sum_k a_k sigma(w_k.x + b_k) + c, squared
 * loss, no penalty, all trained (fixed factors on units and samples are taken into a_k, sample by sample). At theta let r_i be the derivative of the loss by f(x_i), with sum_i r_i = 0 where c is trained.
 * Call a unit dead if z_ik < 0 at every sample and s- = 0. Let every other unit have a_k != 0, and slopes s_ik: s+ or s- where
 * z_ik != 0, between s- and s+ where z_ik = 0 with r_i a_k (s+ - s-) >= 0, such that sum_i r_i a_k s_ik (x_i, 1) = 0. Then theta is a local
 * minimum.
 *
 * Proof. With a fixed f is linear in (w, b, c) on each cell of signs of the preactivations, which is a cone near theta; L is convex
 * there. Its derivative in a direction v is the sum over units of sum_i r_i a_k h_i(v) (x_i, 1).v, h_i the slope of the side to which v points;
 * where z_ik = 0, r_i a_k h u >= r_i a_k s_ik u for u = (x_i, 1).v, as r_i a_k (h - s_ik) u >= 0: so it is at least
 * sum_i r_i a_k s_ik (x_i, 1).v = 0. A convex function with no descent at a point of a convex set is least there: L >= L(theta) near theta with
 * a fixed. A nearby theta' has a'_k / a_k = t_k > 0, and (t_k w'_k, t_k b'_k, a_k) gives the same loss. Of dead units nothing depends.
 * @throws NotProved, MalformedCertificate
 */
export function proveAtKinks(problem: CheckedProblem, file: Readonly<Record<string, unknown>>): Statement {
	const [layers] = problem.branches;
	const refuse = (sentence: string): never => {
		throw new NotProved("kinks", sentence);
	};
	if (problem.branches.length !== 1 || layers.length !== 2 || problem.outputs !== 1)
		return refuse("Exact proofs at kinks need one hidden layer and one output.");
	const [hidden, output] = layers;
	const [below, above] =
		activationSlopes(hidden.activation) ?? refuse("The units are not piecewise linear around 0.");
	const outer = activationSlopes(output.activation);
	if (
		outer === null ||
		signOf(subtract(outer[0], outer[1])) !== 0 ||
		signOf(subtract(outer[0], fromNumber(1))) !== 0
	)
		return refuse("The output is not linear.");
	if (hidden.fixed !== null || output.fixed !== null || output.noise !== null)
		return refuse("Some weights are fixed.");
	if (problem.source.weightDecay !== 0 || problem.penalised >= 0) return refuse("There is a penalty.");
	if (!problem.loss.properties.quadratic) return refuse("The loss is not the squared one.");
	const { data } = problem.source;
	const size = hidden.inputs + (hidden.bias ? 1 : 0);
	if (problem.samples * hidden.width * size > limits.products) return refuse("There are too many products.");
	const theta = readFractions(file.theta, "proof.theta", problem.parameters);
	const given = readSlopes(file.slopes, hidden.width, problem.samples);
	const better = readBetter(file.better, "proof.better", problem);
	if (better !== null && better.width !== null)
		return refuse("A better point of another width is not compared here.");

	const row = (i: number) => [...data.x[i].map(fromNumber), ...(hidden.bias ? [fromNumber(1)] : [])];
	const rows = data.x.map((_, i) => row(i));
	const units = Array.from({ length: hidden.width }, (_, k) => {
		const w = theta.slice(hidden.weightAt + k * hidden.inputs, hidden.weightAt + (k + 1) * hidden.inputs);
		const incoming = hidden.bias ? [...w, theta[hidden.biasAt + k]] : w;
		const z = rows.map((x) => dot(incoming, x));
		// a_k times the fixed factor of the sample, if any.
		const a = theta[output.weightAt + k];
		const outgoing = rows.map((_, i) =>
			hidden.noise === null ? a : multiply(a, fromNumber(hidden.noise[k][i])),
		);
		return { z, a, outgoing, dead: signOf(below) === 0 && z.every((t) => signOf(t) < 0) };
	});
	let loss = zero;
	let scale = zero;
	const pull = rows.map((_, i) => {
		let f = output.bias ? theta[output.biasAt] : zero;
		for (const { z, outgoing } of units)
			f = add(f, multiply(outgoing[i], multiply(signOf(z[i]) >= 0 ? above : below, z[i])));
		const weight = fromNumber(data.weights?.[i] ?? 1);
		const residual = subtract(f, fromNumber(data.y[i][0]));
		loss = add(loss, multiply(weight, multiply(residual, residual)));
		scale = add(scale, weight);
		return multiply(weight, residual);
	});
	if (output.bias && signOf(pull.reduce(add, zero)) !== 0)
		return refuse("The derivative by the output's bias is not 0.");
	units.forEach(({ z, a, outgoing, dead }, k) => {
		if (dead) return;
		if (signOf(a) === 0) refuse(`Unit ${k} has the outgoing weight 0 and is not dead.`);
		const balance: Rational[] = new Array(size).fill(zero);
		rows.forEach((x, i) => {
			const c = multiply(pull[i], outgoing[i]);
			const side = signOf(z[i]);
			const slope = side > 0 ? above : side < 0 ? below : slopeAt(given, k, i, below, above, c, refuse);
			const factor = multiply(c, slope);
			if (signOf(factor) !== 0)
				for (let p = 0; p < size; p++) balance[p] = add(balance[p], multiply(factor, x[p]));
		});
		if (balance.some((t) => signOf(t) !== 0))
			refuse(`The weights into unit ${k} have a derivative in some direction.`);
	});
	const half = rational(1n, 2n);
	const value = multiply(half, problem.source.reduction === "mean" ? divide(loss, scale) : loss);
	const bounds = intervalOf(value);
	return {
		claim: signOf(value) === 0 ? "global-minimum" : "local-minimum",
		modulo: [
			...(units.some(({ dead }) => !dead) ? (["scaling"] as const) : []),
			...(units.some(({ dead }) => dead) ? (["dead"] as const) : []),
		],
		widths: null,
		index: null,
		loss: [bounds.lo, bounds.hi],
		radius: 0,
		uniqueness: null,
		smallestEigenvalue: null,
		gap: better === null ? null : gapTo(problem, bounds, better),
	};
}

/** The slope that is given for a preactivation of 0, after its own conditions. */
function slopeAt(
	given: ReadonlyMap<string, Rational>,
	k: number,
	i: number,
	below: Rational,
	above: Rational,
	c: Rational,
	refuse: (sentence: string) => never,
): Rational {
	const slope =
		given.get(`${k} ${i}`) ?? refuse(`Unit ${k} is at its kink at sample ${i}, and no slope is given there.`);
	const [least, most] = compare(below, above) <= 0 ? [below, above] : [above, below];
	if (compare(slope, least) < 0 || compare(slope, most) > 0)
		refuse(`The slope of unit ${k} at sample ${i} is not between those on both sides.`);
	if (signOf(multiply(c, subtract(above, below))) < 0)
		refuse(`The loss falls where unit ${k} leaves its kink at sample ${i}.`);
	return slope;
}

/** A float64, or "p/q" with whole p and q > 0. */
function readFraction(value: unknown, place: string): Rational {
	if (typeof value === "number" && Number.isFinite(value)) return fromNumber(value);
	const found = typeof value === "string" && value.length <= limits.digits ? fromText(value) : null;
	if (found === null)
		throw new MalformedCertificate(place, 'a number, or a fraction "p/q" in text, was expected.');
	return found;
}

function readFractions(value: unknown, place: string, length: number): Rational[] {
	const list = listAt(value, place, length);
	const digits = list.reduce((sum: number, each) => sum + (typeof each === "string" ? each.length : 0), 0);
	if (digits > limits.all)
		throw new MalformedCertificate(place, `at most ${limits.all} digits were expected.`);
	return list.map((each, k) => readFraction(each, `${place}[${k}]`));
}

function readSlopes(value: unknown, units: number, samples: number): Map<string, Rational> {
	const found = new Map<string, Rational>();
	for (const [n, each] of listAt(value, "proof.slopes").entries()) {
		const place = `proof.slopes[${n}]`;
		if (typeof each !== "object" || each === null)
			throw new MalformedCertificate(place, "an object was expected.");
		const { unit, sample, slope } = each as Record<string, unknown>;
		const key = `${wholeAt(unit, `${place}.unit`, 0, units - 1)} ${wholeAt(sample, `${place}.sample`, 0, samples - 1)}`;
		found.set(key, readFraction(slope, `${place}.slope`));
	}
	return found;
}
