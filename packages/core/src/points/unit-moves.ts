import type { HiddenLayer, LayerPlace } from "./hidden-layer.ts";

/** Row j of a layer's weights and its bias, times a factor, in place. */
export function scaleRow(theta: Float64Array, place: LayerPlace, j: number, factor: number): void {
	for (let k = 0; k < place.inputs; k++) theta[place.weight + j * place.inputs + k] *= factor;
	if (place.bias >= 0) theta[place.bias + j] *= factor;
}

/** The weights out of unit j, times a factor, in place. */
export function scaleColumn(theta: Float64Array, { next }: HiddenLayer, j: number, factor: number): void {
	for (let r = 0; r < next.width; r++) theta[next.weight + r * next.inputs + j] *= factor;
}

/** Adds `amount` to the output of unit j as seen by the next layer's biases, in place: b'_r += amount A_rj. */
export function offsetThroughColumn(
	theta: Float64Array,
	{ next }: HiddenLayer,
	j: number,
	amount: number,
): void {
	for (let r = 0; r < next.width; r++)
		theta[next.bias + r] += amount * theta[next.weight + r * next.inputs + j];
}

/** A copy of theta in which unit j of a hidden layer is the old unit order[j]. */
export function permuteUnits(
	theta: Float64Array,
	hidden: HiddenLayer,
	order: readonly number[],
): Float64Array {
	const moved = theta.slice();
	const { next, inputs } = hidden;
	order.forEach((old, j) => {
		for (let k = 0; k < inputs; k++)
			moved[hidden.weight + j * inputs + k] = theta[hidden.weight + old * inputs + k];
		if (hidden.bias >= 0) moved[hidden.bias + j] = theta[hidden.bias + old];
		if (next.weight < 0) return;
		for (let r = 0; r < next.width; r++)
			moved[next.weight + r * next.inputs + j] = theta[next.weight + r * next.inputs + old];
	});
	return moved;
}
