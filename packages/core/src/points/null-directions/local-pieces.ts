import { floatField } from "../../numerics/elementary.ts";
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
	/** Activations times noise, samples x width. */
	readonly outputs: Float64Array;
}

/** A preactivation nearer to the end of a piece than this may be on either side. */
const margin = 1e-12;

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
	const dead: boolean[] = [];
	const silent: boolean[] = [];
	const affine: AffineUnit[] = [];
	const outputs = new Float64Array(active.length * width);
	for (let j = 0; j < width; j++) {
		let flat = true;
		let zero = true;
		let common: number | null = null;
		active.forEach((i, a) => {
			const z = preactivations[i * units + firstUnit + j];
			const [value] = definition.derivatives(floatField, z, 0, parameters);
			const factor = declared.noise?.[j * samples + i] ?? 1;
			outputs[a * width + j] = value * factor;
			if (value !== 0) zero = false;
			const gap = margin * (1 + Math.abs(z));
			const at = properties.affinePieces.findIndex(({ from, to }) => from + gap < z && z + gap < to);
			if (at < 0 || properties.affinePieces[at].slope !== 0) flat = false;
			if (a === 0) common = at;
			else if (common !== at) common = -1;
		});
		dead.push(flat);
		silent.push(flat && zero);
		const piece = common === null ? undefined : properties.affinePieces[common];
		if (piece !== undefined && piece.slope !== 0 && declared.noise === null) {
			const inside = insideOf(piece);
			const [value] = definition.derivatives(floatField, inside, 0, parameters);
			const intercept = value - piece.slope * inside;
			affine.push({ unit: j, slope: piece.slope, intercept });
		}
	}
	return { dead, silent, affine, outputs };
}

/** A point of an interval where its affine function is known best: 0, or the end nearest to it. */
function insideOf({ from, to }: { from: number; to: number }): number {
	if (from <= 0 && to >= 0) return 0;
	return from > 0 ? from : to;
}
