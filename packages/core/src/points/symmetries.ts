import type { Objective } from "../objective/objective.ts";
import type { Problem } from "../problem/problem.ts";
import type { EndTraits, Generator, UnitTraits } from "./generators/generator.ts";
import { endGenerators, unitGenerators } from "./generators/registry.ts";
import { type HiddenLayer, hiddenLayers } from "./hidden-layer.ts";
import { probeNumbers } from "./probe-numbers.ts";

/** The verified symmetries of an objective. */
export interface Symmetries {
	readonly problem: Problem;
	readonly generators: readonly Generator[];
	readonly hidden: readonly HiddenLayer[];
	/** What the units of a hidden layer allow, in the order of `hidden`. */
	readonly units: readonly UnitTraits[];
	readonly ends: EndTraits;
	/** For people: what was found, what was dropped and why. */
	readonly notes: readonly string[];
}

const relativeAgreement = 1e-10;
/** Sizes of the points at which a generator is verified; the first few at which L is finite count. */
const probeSizes = [0.25, 0.5, 1, 0.1, 0.01, 1e-3, 1e-4, 1e-5];
const probes = 3;

const noUnitTraits: UnitTraits = {
	permutable: false,
	flip: null,
	halfPeriod: false,
	scalingDegree: null,
	exponentialShift: false,
	mixingSlope: null,
};

const noEndTraits: EndTraits = {
	logitShift: null,
	inputNullSpaces: [],
	exchangeableInputs: null,
	offsetExchange: null,
};

const known = new WeakMap<Problem, Symmetries>();

/**
 * The symmetry group of L, from the properties that activations, loss and problem declare. Each
 * generator is verified once: |L(g theta) - L(theta)| <= 1e-10 |L| at three points; one that fails is
 * dropped and named in `notes`.
 */
export function symmetriesOf(objective: Objective): Symmetries {
	const { problem } = objective;
	let symmetries = known.get(problem);
	if (symmetries === undefined) {
		symmetries = derive(objective);
		known.set(problem, symmetries);
	}
	return symmetries;
}

function derive(objective: Objective): Symmetries {
	const { problem } = objective;
	const hidden = hiddenLayers(problem);
	const declared = [
		...hidden.flatMap((layer) => unitGenerators.flatMap((of) => of(layer))),
		...endGenerators.flatMap((of) => of(problem)),
	];
	const generators: Generator[] = [];
	const notes: string[] = [];
	for (const generator of declared) {
		const deviation = largestDeviation(objective, generator);
		if (deviation <= relativeAgreement) generators.push(generator);
		else
			notes.push(
				`Symmetry dropped: ${generator.sentence} changed the loss by ${deviation.toPrecision(2)} of its value at a random point.`,
			);
	}
	if (generators.length > 0)
		notes.unshift(
			`Symmetries of the loss, each verified on this problem: ${generators.map(({ sentence }) => sentence).join("; ")}.`,
		);
	const units = hidden.map((layer) =>
		Object.assign(
			{},
			noUnitTraits,
			...generators.filter((generator) => generator.hidden === layer).map(({ unitTraits }) => unitTraits),
		),
	);
	return {
		problem,
		generators,
		hidden,
		units,
		ends: gatherEnds(generators),
		notes,
	};
}

function gatherEnds(generators: readonly Generator[]): EndTraits {
	return {
		...noEndTraits,
		...Object.assign({}, ...generators.map(({ endTraits }) => endTraits)),
		inputNullSpaces: generators.flatMap(({ endTraits }) => endTraits.inputNullSpaces ?? []),
	};
}

/** Largest |L(g theta) - L(theta)| / |L(theta)| at a few points; Infinity where L is finite at none. */
function largestDeviation(objective: Objective, generator: Generator): number {
	const draw = probeNumbers(7);
	let worst = 0;
	let finite = 0;
	for (const size of probeSizes) {
		if (finite === probes) break;
		const theta = Float64Array.from({ length: objective.parameters }, () => size * draw());
		const before = objective.value(theta);
		const after = objective.value(generator.move(theta, draw));
		if (!Number.isFinite(before) || !Number.isFinite(after)) continue;
		finite++;
		const scale = Math.max(Math.abs(before), Math.abs(after));
		if (scale > 0) worst = Math.max(worst, Math.abs(after - before) / scale);
	}
	return finite > 0 ? worst : Infinity;
}
