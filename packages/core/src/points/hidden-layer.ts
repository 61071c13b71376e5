import type { Layer, Problem } from "../problem/problem.ts";

/** Where the trained numbers of one layer stand in theta; -1 for a matrix or bias that is not trained or absent. */
export interface LayerPlace {
	/** Number of its branch, and of the layer in it. */
	readonly branch: number;
	readonly layer: number;
	readonly width: number;
	readonly inputs: number;
	/** width x inputs, row by row. */
	readonly weight: number;
	readonly bias: number;
	/** The layer as the problem declares it. */
	readonly declared: Layer;
	/** Number of its first unit among the units of all branches and layers in order. */
	readonly firstUnit: number;
}

/** A hidden layer with the layer that reads it: all a symmetry of its units can touch. */
export interface HiddenLayer extends LayerPlace {
	readonly next: LayerPlace;
	/** For people: "hidden layer 1", "the shortcut". */
	readonly name: string;
	/** Weights (and biases, if any) into it are trained. */
	readonly incoming: boolean;
	/** Weights out of it are trained. */
	readonly outgoing: boolean;
	/** Fixed factors act on its units, so that no two of them are alike. */
	readonly noisy: boolean;
	/** A penalty acts on weights or biases into or out of it. */
	readonly penalised: boolean;
	/** sigma(t) = slope t with this slope, else null. */
	readonly linearSlope: number | null;
	/** Its units may be mixed linearly: the layer is linear, without noise, trained on both sides. */
	readonly mixable: boolean;
}

/** All layers of all branches in the order of the preactivations, with their places in theta. */
export function layerPlaces(problem: Problem): LayerPlace[][] {
	const { branches, blocks } = problem.network;
	let firstUnit = 0;
	return branches.map(({ layers }, branch) =>
		layers.map((declared, layer) => {
			const offset = (kind: "weight" | "bias") =>
				declared.fixed !== null
					? -1
					: (blocks.find((block) => block.branch === branch && block.layer === layer && block.kind === kind)
							?.offset ?? -1);
			const place: LayerPlace = {
				branch,
				layer,
				width: declared.width,
				inputs: declared.inputs,
				weight: offset("weight"),
				bias: offset("bias"),
				declared,
				firstUnit,
			};
			firstUnit += declared.width;
			return place;
		}),
	);
}

/** The hidden layers of a problem, branch by branch, from the inputs onward. */
export function hiddenLayers(problem: Problem): HiddenLayer[] {
	return layerPlaces(problem).flatMap((places, branch) =>
		places.slice(0, -1).map((place, layer) => {
			const next = places[layer + 1];
			const { role } = problem.network.branches[branch];
			const incoming = place.weight >= 0;
			const outgoing = next.weight >= 0;
			const noisy = place.declared.noise !== null;
			const linearSlope = slopeIfLinear(place.declared);
			return {
				...place,
				next,
				name: role === "main" ? `hidden layer ${layer + 1}` : `the ${role} branch`,
				incoming,
				outgoing,
				noisy,
				penalised: problem.weightDecay > 0 || (role === "exponential" && problem.exponentialPenalty > 0),
				linearSlope,
				mixable: linearSlope !== null && !noisy && incoming && outgoing,
			};
		}),
	);
}

/** The nonzero s with sigma(t) = s t for all t, else null. */
function slopeIfLinear(layer: Layer): number | null {
	const { homogeneousDegree, polynomialDegree, affinePieces } = layer.activation.properties;
	if (homogeneousDegree !== 1 || polynomialDegree !== 1) return null;
	const slope = affinePieces[0]?.slope ?? 0;
	return slope === 0 ? null : slope;
}

/** The last layer of a branch adds s z to the output; this is s, or null where it is not linear. */
export function outputSlope(place: LayerPlace): number | null {
	return place.declared.noise === null ? slopeIfLinear(place.declared) : null;
}
