import { type Interval, intervalArithmetic } from "../rigor/interval.ts";
import { distanceToSolution } from "../rigor/nonsingular.ts";
import type { Statement } from "./certificate.ts";
import {
	type CheckedProblem,
	listAt,
	MalformedCertificate,
	numberAt,
	numbersAt,
	wholeAt,
} from "./embedded-problem.ts";
import { NotProved } from "./not-proved.ts";
import { gradientOver, lossOver } from "./objective-enclosure.ts";

/** `proof` of the method "interpolation". */
export interface InterpolationProof {
	readonly method: "interpolation";
	readonly centre: readonly number[];
	/** Samples whose outputs are met; every other one is a copy of one of these. */
	readonly samples: readonly number[];
	/** As many parameters as equations, ascending; the others stay at the centre. */
	readonly chosen: readonly number[];
	/** Half the side of the box around the chosen ones. */
	readonly box: number;
}

/** Equations up to which a system is checked. */
const largestSystem = 600;

/**
 * Shows a global minimum of value 0: outputs that meet every target near the centre, or, without equations, a loss that is 0 at the centre.
 *
 * Theorem. Let every sample's loss be at least 0, and 0 where the output is the target; no penalty. If F(theta) = (f(x_i) - y_i)_i has a
 * zero theta*, then L(theta*) = 0 is the global minimum. A zero is shown by contraction in the chosen parameters; with more parameters
 * than equations it is one of a manifold of them.
 * @throws NotProved, MalformedCertificate
 */
export function proveInterpolation(
	problem: CheckedProblem,
	file: Readonly<Record<string, unknown>>,
): Statement {
	const n = problem.parameters;
	const centre = numbersAt(file.centre, "proof.centre", n);
	const ascending = (value: unknown, place: string, to: number) => {
		const list = listAt(value, place).map((k, i) => wholeAt(k, `${place}[${i}]`, 0, to - 1));
		if (list.some((k, i) => i > 0 && k <= list[i - 1]))
			throw new MalformedCertificate(place, "ascending numbers were expected.");
		return list;
	};
	const samples = ascending(file.samples, "proof.samples", problem.samples);
	const chosen = ascending(file.chosen, "proof.chosen", n);
	const r = numberAt(file.box, "proof.box");
	if (!(r > 0)) throw new MalformedCertificate("proof.box", "a positive number was expected.");
	if (problem.source.weightDecay !== 0 || problem.penalised >= 0)
		throw new NotProved("penalty", "With a penalty the loss does not fall to 0.");
	if (problem.loss.properties.lowerBound !== 0)
		throw new NotProved("loss", "The loss is not bounded below by 0.");
	const radius =
		chosen.length === 0 ? lossVanishes(problem, centre) : targetsMet(problem, centre, samples, chosen, r);
	return {
		claim: "global-minimum",
		modulo: chosen.length > 0 && chosen.length < n ? ["interpolation"] : [],
		widths: null,
		index: null,
		loss: [0, 0],
		radius,
		uniqueness: null,
		smallestEigenvalue: null,
		gap: null,
	};
}

function lossVanishes(problem: CheckedProblem, centre: readonly number[]): number {
	const { hi } = lossOver(
		problem,
		intervalArithmetic,
		centre.map((x) => ({ lo: x, hi: x })),
	);
	if (hi !== 0) throw new NotProved("loss", `The loss at the centre was shown to be at most ${hi}, not 0.`);
	return 0;
}

function targetsMet(
	problem: CheckedProblem,
	centre: readonly number[],
	samples: readonly number[],
	chosen: readonly number[],
	r: number,
): number {
	const { outputs, loss, source } = problem;
	if (chosen.length !== samples.length * outputs)
		throw new MalformedCertificate("proof.chosen", `${samples.length * outputs} parameters were expected.`);
	if (chosen.length > largestSystem)
		throw new NotProved("size", `At most ${largestSystem} equations are checked.`);
	if (loss.properties.coupling !== "per-output")
		throw new NotProved("loss", "This loss is not 0 at the targets.");
	if (problem.branches.flat().some(({ noise }) => noise !== null))
		throw new NotProved("noise", "Networks with fixed factors are not followed.");
	requireCopies(problem, samples);
	for (const i of samples) {
		const y = source.data.y[i];
		const at = loss.definition.evaluate(
			intervalArithmetic,
			y.map(intervalArithmetic.constant),
			y,
			loss.parameters,
		);
		if (at.value.lo !== 0 || at.value.hi !== 0)
			throw new NotProved("loss", "This loss is not 0 at the targets.");
	}
	const rows = samples.flatMap((i) => Array.from({ length: outputs }, (_, o) => [i, o] as const));
	const { subtract, constant } = intervalArithmetic;
	const point = centre.map((x) => ({ lo: x, hi: x }));
	const inBox = new Set(chosen);
	const box = centre.map((x, k) =>
		inBox.has(k) ? intervalArithmetic.add(constant(x), { lo: -r, hi: r }) : constant(x),
	);
	const value = rows.map(([i, o]) =>
		subtract(outputOver(problem, point, i, o).loss, constant(source.data.y[i][o])),
	);
	const derivative = rows.map(([i, o]) => {
		const { gradient } = outputOver(problem, box, i, o);
		return chosen.map((k) => gradient[k]);
	});
	const radius = distanceToSolution(value, derivative);
	if (!(radius <= r))
		throw new NotProved(
			"radius",
			`No zero of the residuals was shown within ${r.toExponential(3)} of the centre.`,
		);
	return radius;
}

/** Every sample is one of these, or has the inputs and targets of one. */
function requireCopies({ source: { data }, samples: n }: CheckedProblem, samples: readonly number[]): void {
	const key = (i: number) => JSON.stringify([data.x[i], data.y[i]]);
	const known = new Set(samples.map(key));
	for (let i = 0; i < n; i++)
		if (!known.has(key(i)))
			throw new NotProved("samples", `Sample ${i} is neither listed nor a copy of one that is.`);
}

/** Output o of one sample and its derivatives by theta: the gradient of a problem whose one loss is that output. */
export function outputOver(
	problem: CheckedProblem,
	theta: readonly Interval[],
	sample: number,
	o: number,
): { readonly loss: Interval; readonly gradient: Interval[] } {
	const { source, loss, outputs } = problem;
	const data = { x: [source.data.x[sample]], y: [source.data.y[sample]], weights: null };
	const alone: CheckedProblem = {
		...problem,
		samples: 1,
		source: { ...source, data, reduction: "sum" },
		loss: {
			...loss,
			definition: {
				...loss.definition,
				evaluate: (field, f) => ({
					value: f[o],
					gradient: f.map((_, q) => field.constant(q === o ? 1 : 0)),
					hessian: new Array(outputs * outputs).fill(field.constant(0)),
				}),
			},
		},
	};
	return gradientOver(alone, intervalArithmetic, theta);
}
