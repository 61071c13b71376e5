import type { OutcomeKind } from "../../src/search/outcome.ts";
import type { Atlas, Slice, StartRecord, SurveyPoint, Trace } from "../../src/survey/document.ts";

/** Uniform numbers in [0, 1) from a linear congruential generator (Numerical Recipes): the same in every run. */
export function stream(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 4294967296;
	};
}

const parameters = 9;

/** A point with everything that is not given at a plausible value. */
export function samplePoint(id: string, given: Partial<SurveyPoint> = {}): SurveyPoint {
	return {
		schema: "lossatlas/classify@1",
		kind: "minimum",
		strict: "yes",
		strictModuloSymmetry: "yes",
		global: "unknown",
		reason: "All eigenvalues of the Hessian are positive: a strict local minimum, to float64 precision.",
		method: "dense",
		loss: 0.0123456789,
		gradientNorm: 3.1e-17,
		index: 0,
		nullity: 0,
		nullityExplained: 0,
		spectrum: { min: 0.002, max: 3.1 },
		trainingError: 0.25,
		boundary: 0,
		ties: 0,
		closedForm: null,
		descent: null,
		theta: Array.from({ length: parameters }, (_, i) => i / 4 - 1),
		id,
		hits: 1,
		orbit: "8",
		isolated: "yes",
		family: null,
		...given,
	};
}

/** The course of a start from `first` to `last`, geometrically, with |theta| from 1 to `size`. */
export function sampleTrace(first: number, last: number, gradient: number, size: number, length = 40): Trace {
	const between = (a: number, b: number, t: number): number =>
		a > 0 && b > 0 ? Math.exp(Math.log(a) * (1 - t) + Math.log(b) * t) : a + (b - a) * t;
	const steps = Array.from({ length }, (_, i) => i / Math.max(1, length - 1));
	return {
		evaluations: steps.map((t) => Math.round(1 + 2000 * t * t)),
		loss: steps.map((t) => last + (first - last) * (1 - t) ** 6),
		gradientNorm: steps.map((t) => between(0.3, gradient, t)),
		norm: steps.map((t) => between(1.2, size, t)),
	};
}

/** A start with its course. */
export function sampleStart(
	start: number,
	outcome: OutcomeKind,
	point: string | null,
	given: { first: number; last: number; gradient: number; size: number },
	extra: Partial<StartRecord> = {},
): StartRecord {
	const trace = sampleTrace(given.first, given.last, given.gradient, given.size);
	return {
		start,
		outcome,
		sentence: "Converged: every component of the gradient is zero within its own rounding error.",
		evidence: {},
		evaluations: trace.evaluations[trace.evaluations.length - 1],
		loss: given.last,
		gradientNorm: given.gradient,
		point,
		trace,
		...extra,
	};
}

/** A quadratic bowl with a ripple around a point. */
export function sampleSlice(point: string, resolution = 41): Slice {
	const extent = [1.5, 4] as const;
	const values: number[] = [];
	for (let row = 0; row < resolution; row++) {
		for (let column = 0; column < resolution; column++) {
			const u = ((2 * column) / (resolution - 1) - 1) * extent[0];
			const v = ((2 * row) / (resolution - 1) - 1) * extent[1];
			values.push(1.55 * u * u + 0.1 * v * v + 0.05 * u * v * v + 0.02 * v * v * v + 0.6);
		}
	}
	return {
		point,
		extent,
		resolution,
		values,
		eigenvalues: [3.1, 0.2],
		share: 0.87,
	};
}

/** An atlas of XOR with sigmoid units: a family of global minima, saddles, starts that drift and some of every outcome. */
export function sampleAtlas(): Atlas {
	const random = stream(20240607);
	const points: SurveyPoint[] = [
		samplePoint("p1", {
			loss: 2.1e-32,
			hits: 96,
			global: "yes",
			strict: "no",
			strictModuloSymmetry: "no",
			isolated: "no",
			nullity: 5,
			nullityExplained: 5,
			trainingError: 0,
			reason: "The loss meets its lower bound 0 to rounding, so no point lies below it.",
			family: {
				members: 96,
				nullity: [5, 5],
				norm: [7.31, 412.6],
				further: [],
				sentence:
					"Points of equal kind, index and loss with zero eigenvalues that no symmetry explains; that they form one connected set is not claimed.",
			},
		}),
		samplePoint("p2", {
			kind: "saddle",
			loss: 0.04,
			hits: 7,
			index: 1,
			nullity: 0,
			strict: "yes",
			global: "no",
			reason: "The Hessian has a negative eigenvalue.",
		}),
		samplePoint("p3", {
			kind: "saddle",
			loss: 0.0533333333,
			hits: 12,
			index: 1,
			nullity: 1,
			nullityExplained: 0,
			global: "no",
			reason: "The Hessian has a negative eigenvalue.",
		}),
		samplePoint("p4", {
			kind: "saddle",
			loss: 0.08,
			hits: 21,
			index: 2,
			nullity: 4,
			nullityExplained: 4,
			global: "no",
			reason: "The Hessian has negative eigenvalues.",
		}),
		samplePoint("p5", {
			kind: "undecided",
			loss: 0.0612,
			hits: 1,
			index: null,
			nullity: null,
			nullityExplained: null,
			strict: "unknown",
			strictModuloSymmetry: "unknown",
			spectrum: null,
			reason: "An eigenvalue lies within its own rounding error of zero.",
		}),
	];
	const starts: StartRecord[] = [];
	const add = (
		count: number,
		outcome: OutcomeKind,
		point: string | null,
		last: () => number,
		gradient: number,
		size: () => number,
		extra: (last: number) => Partial<StartRecord> = () => ({}),
	): void => {
		for (let i = 0; i < count; i++) {
			const level = last();
			starts.push(
				sampleStart(
					0,
					outcome,
					point,
					{
						first: 0.08 + 0.12 * random(),
						last: level,
						gradient,
						size: size(),
					},
					extra(level),
				),
			);
		}
	};
	for (const { id, loss, hits } of points)
		add(
			hits,
			"converged",
			id,
			() => loss,
			4e-17,
			() => 6 + 8 * random(),
		);
	const drift = (infimum: number) => (loss: number) => ({
		sentence: `Going to infinity: along the gradient flow |theta| grew from 41.2 to 880, like 12.4 log t, while the loss fell towards ${infimum}; no critical point was met.`,
		evidence: {
			growth: "logarithmic",
			rate: 12.4,
			misfit: 0.003,
			times: [1e3, 1e9],
			infimum,
			direction: Array.from({ length: parameters }, () => 0.33),
			normBefore: 41.2,
			normAfter: 880,
			lossAfter: loss,
		},
	});
	const far = () => 100 + 2000 * random();
	add(31, "drifting", null, () => 0.040001, 3e-9, far, drift(0.04));
	add(18, "drifting", null, () => 0.05334, 1e-8, far, drift(0.0533333));
	add(
		3,
		"gradient-flat",
		null,
		() => 0.21,
		2e-6,
		() => 30,
		() => ({
			sentence:
				"Gradient-flat, not critical: the gradient lies in the kernel of the Hessian, min |Hp + g| / |g| = 0.998.",
			evidence: { residual: 0.998, gradientNorm: 2e-6 },
		}),
	);
	add(
		4,
		"kink",
		null,
		() => 0.061,
		0.02,
		() => 5,
		() => ({
			sentence: "Stopped on a kink: 1 preactivation lies where the function has no derivative.",
			evidence: { contacts: [{ sample: 2, unit: 1 }], gradientNorm: 0.02 },
		}),
	);
	add(
		5,
		"budget",
		null,
		() => 0.05 + 0.03 * random(),
		1e-4,
		() => 60,
		() => ({
			sentence: "Undecided when the budget ended. Try a larger --budget or another --solver.",
			evidence: { gradientNorm: 1e-4, norm: 60 },
		}),
	);
	add(
		2,
		"overflow",
		null,
		() => 0.16,
		1e-12,
		() => 1e20,
		() => ({
			sentence: "Overflow scale: the gradient cannot be resolved.",
			evidence: { resolution: 1e-3, loss: 0.16 },
		}),
	);
	const order = starts
		.map((start) => ({ start, key: random() }))
		.sort((a, b) => a.key - b.key)
		.map(({ start }, i) => ({ ...start, start: i }));
	return assemble("XOR, two sigmoid units", points, order, {
		spectra: {
			p1: [-2e-18, -1e-19, 3e-20, 1e-19, 4e-18, 0.0021, 0.014, 0.22, 1.9],
			p2: [-0.0031, 0.00012, 0.0007, 0.002, 0.008, 0.04, 0.09, 0.3, 0.72],
			p3: [-0.017, 2e-19, 0.0001, 0.0004, 0.003, 0.02, 0.1, 0.2, 0.5],
			p4: [-0.041, -0.00093, 0, 0, 1e-18, 2e-18, 0.006, 0.11, 0.64],
		},
		slice: sampleSlice("p1"),
	});
}

/** Puts an atlas together and counts its outcomes. */
export function assemble(
	name: string,
	points: readonly SurveyPoint[],
	starts: readonly StartRecord[],
	{ spectra = {}, slice = null }: Partial<Pick<Atlas, "spectra" | "slice">> = {},
): Atlas {
	const count = (outcome: OutcomeKind): number => starts.filter((start) => start.outcome === outcome).length;
	return {
		survey: {
			schema: "lossatlas/survey@1",
			problem: { name, samples: 4, inputs: 2, outputs: 1, parameters },
			theory: null,
			starts: {
				total: starts.length,
				outcomes: {
					converged: count("converged"),
					drifting: count("drifting"),
					kink: count("kink"),
					"gradient-flat": count("gradient-flat"),
					budget: count("budget"),
					overflow: count("overflow"),
				},
			},
			points,
			seed: 1,
			certified: null,
			digest: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
			options: {
				starts: starts.length,
				seed: 1,
				target: "all",
				init: "normal:1",
				solver: "auto",
				tolerance: 1e-10,
				budget: 20000,
			},
			engine: "portable",
			notes: ["Symmetries found: exchange of the 2 hidden units; sign of each hidden unit."],
		},
		starts,
		spectra,
		slice,
	};
}
