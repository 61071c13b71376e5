import { floatField } from "../../numerics/elementary.ts";
import type { Layer } from "../../problem/problem.ts";
import type { AffineUnit } from "../generators/affine-tangents.ts";
import type { HiddenLayer } from "../hidden-layer.ts";

/** What the units of a hidden layer do on the active samples around theta. */
export interface LocalPieces {
	/** Every sample is inside a piece of slope 0: the unit's input does not matter. */
	readonly dead: readonly boolean[];
	/** Dead with output 0 on every sample. */
	readonly silent: readonly boolean[];
	/** Every sample is inside one affine piece, of slope not 0. */
	readonly affine: readonly AffineUnit[];
	/** At least two units each, not affine: on every sample inside the same piece, through the origin. */
	readonly alike: readonly (readonly number[])[];
	/** Activations times noise, samples x width. */
	readonly outputs: Float64Array;
}

/** A preactivation nearer to the end of a piece than this may be on either side. */
const margin = 1e-12;

/** The number of the layer's affine piece that has z in its interior, -1 if none. */
export function pieceAt({ activation }: Layer, z: number): number {
	const gap = margin * (1 + Math.abs(z));
	return activation.properties.affinePieces.findIndex(({ from, to }) => from + gap < z && z + gap < to);
}

/** Reads the affine pieces that the layer's activation declares at the preactivations of the active samples. */
export function localPieces(
	hidden: HiddenLayer,
	preactivations: Float64Array,
	units: number,
	active: readonly number[],
	samples: number,
): LocalPieces {
	const { width, declared, firstUnit } = hidden;
	const { definition, parameters, properties } = declared.activation;
	const intercepts = properties.affinePieces.map((piece) => interceptOf(declared, piece));
	const dead: boolean[] = [];
	const silent: boolean[] = [];
	const affine: AffineUnit[] = [];
	const patterns = new Map<string, number[]>();
	const outputs = new Float64Array(active.length * width);
	for (let j = 0; j < width; j++) {
		let zero = true;
		const pattern = active.map((i, a) => {
			const z = preactivations[i * units + firstUnit + j];
			const [value] = definition.derivatives(floatField, z, 0, parameters);
			outputs[a * width + j] = value * (declared.noise?.[j * samples + i] ?? 1);
			if (value !== 0) zero = false;
			return pieceAt(declared, z);
		});
		const flat = pattern.every((at) => at >= 0 && properties.affinePieces[at].slope === 0);
		dead.push(flat);
		silent.push(flat && zero);
		if (flat || declared.noise !== null || pattern.includes(-1)) continue;
		const [first] = pattern;
		if (pattern.every((at) => at === first))
			affine.push({ unit: j, slope: properties.affinePieces[first].slope, intercept: intercepts[first] });
		else if (pattern.every((at) => intercepts[at] === 0)) {
			const key = pattern.join();
			patterns.set(key, [...(patterns.get(key) ?? []), j]);
		}
	}
	const alike = [...patterns.values()].filter((members) => members.length > 1);
	return { dead, silent, affine, alike, outputs };
}

/** c of sigma(t) = c + slope t on a piece, from where it is known best: 0, or the end nearest to it. */
function interceptOf({ activation }: Layer, piece: { from: number; to: number; slope: number }): number {
	const { from, to, slope } = piece;
	const nearest = from > 0 ? from : to;
	const inside = from <= 0 && to >= 0 ? 0 : nearest;
	const [value] = activation.definition.derivatives(floatField, inside, 0, activation.parameters);
	return value - slope * inside;
}
