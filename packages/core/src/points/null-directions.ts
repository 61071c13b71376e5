import type { Objective } from "../objective/objective.ts";
import { type HiddenLayer, layerPlaces } from "./hidden-layer.ts";
import { activeSamples } from "./null-directions/active-samples.ts";
import { nullPart, probeHessian } from "./null-directions/hessian-kernel.ts";
import { localPieces } from "./null-directions/local-pieces.ts";
import { nullSources } from "./null-directions/registry.ts";
import type { Along, NullContext } from "./null-directions/source.ts";
import { symmetryTangents } from "./null-directions/symmetry-tangents.ts";
import { complementWithin, orthonormalise } from "./orthonormal-basis.ts";
import { symmetriesOf } from "./symmetries.ts";

/** The zero eigenvalues of a Hessian that structure explains. */
export interface NullDirections {
	/** Orthonormal basis of the explained part of ker H, P numbers each. */
	readonly directions: readonly Float64Array[];
	/** Dimensions by reason; a direction counts under the first reason that has it. */
	readonly reasons: readonly {
		readonly reason: string;
		readonly dimension: number;
	}[];
	/**
	 * How many of them only rewrite the network: tangents of the objective's continuous symmetries, dead and
	 * split units, units that mix because they are linear or quadratic around theta.
	 */
	readonly alongSymmetry: number;
	/** The loss is constant along a curve through theta: no strict minimum. */
	readonly movable: boolean;
	/** Around a critical point all directions together are tangent to a set of critical points of one loss. */
	readonly critical: boolean;
	/** Beyond symmetry, some of them are tangent to a set of critical points: a critical point is not isolated. */
	readonly criticalBeyondSymmetry: boolean;
	/** Size of H on the explained directions: eigenvalues up to it count as 0. */
	readonly noise: number;
	/** For people: "positive scaling of units (3), dead units (5)"; empty if there are none. */
	readonly sentence: string;
}

/** Nothing is explained, or nothing has to be. */
export const noNullDirections: NullDirections = {
	directions: [],
	reasons: [],
	alongSymmetry: 0,
	movable: false,
	critical: true,
	criticalBeyondSymmetry: false,
	noise: 0,
	sentence: "",
};

/** With these, not all directions together are known to be tangent to one set of critical points. */
const loose: ReadonlySet<Along> = new Set<Along>(["separate", "constant", "kernel"]);

/** The noise that was measured may miss a part. */
const noiseFactor = 2;

/**
 * Directions at theta (P numbers) that lie in the kernel of the Hessian for a reason: continuous
 * symmetries, dead, split, idle or locally linear units, inputs of deficient rank, interpolation
 * (P - rank J), flat loss. Each is verified by Hessian-vector products; what fails is left out.
 */
export function explainedNullDirections(objective: Objective, theta: Float64Array): NullDirections {
	const context = nullContext(objective, theta);
	const hessian = probeHessian(objective, theta);
	const basis: Float64Array[] = [];
	const dimensions = new Map<string, number>();
	const alongs = new Set<Along>();
	let whole = false;
	let alongSymmetry = 0;
	let square = 0;
	// Without samples nothing that units do on samples explains anything.
	const sources = objective.problem.data.samples === 0 ? [symmetryTangents] : nullSources;
	for (const source of sources) {
		if (basis.length === objective.parameters) break;
		for (const { reason, along, rewrites, directions, ...more } of source(context)) {
			const fresh = more.orthonormal
				? complementWithin(basis, directions)
				: orthonormalise(basis, directions);
			const part = nullPart(hessian, fresh);
			square += part.noise * part.noise;
			if (more.whole && part.directions.length === fresh.length) whole = true;
			const count = part.directions.length;
			if (count === 0) continue;
			basis.push(...part.directions);
			dimensions.set(reason, (dimensions.get(reason) ?? 0) + count);
			alongs.add(along);
			if (along === "symmetry" || rewrites) alongSymmetry += count;
		}
	}
	const reasons = Array.from(dimensions, ([reason, dimension]) => ({
		reason,
		dimension,
	}));
	return {
		directions: basis,
		reasons,
		alongSymmetry,
		movable: [...alongs].some((along) => along !== "kernel"),
		critical: whole || ![...alongs].some((along) => loose.has(along)),
		criticalBeyondSymmetry: alongs.has("critical") || alongs.has("separate"),
		noise: noiseFactor * Math.sqrt(square),
		sentence: reasons.map(({ reason, dimension }) => `${reason} (${dimension})`).join(", "),
	};
}

/**
 * The dimension at theta of the orbit of the objective's continuous symmetries: zero eigenvalues that
 * symmetry alone explains.
 */
export function symmetryDimension(objective: Objective, theta: Float64Array): number {
	const tangents = symmetriesOf(objective)
		.generators.filter(({ continuous }) => continuous)
		.flatMap((generator) => generator.tangents(theta));
	return orthonormalise([], tangents).length;
}

function nullContext(objective: Objective, theta: Float64Array): NullContext {
	const { problem } = objective;
	const symmetries = symmetriesOf(objective);
	const places = layerPlaces(problem);
	const units = places.flat().reduce((sum, { width }) => sum + width, 0);
	const preactivations = objective.preactivations(theta);
	const active = activeSamples(objective, theta);
	const pieces = new Map(
		symmetries.hidden.map((hidden: HiddenLayer) => [
			hidden,
			localPieces(hidden, preactivations, units, active, problem.data.samples),
		]),
	);
	return {
		objective,
		theta,
		symmetries,
		places,
		active,
		preactivations,
		units,
		pieces,
	};
}
