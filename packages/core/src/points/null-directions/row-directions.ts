import type { LayerPlace } from "../hidden-layer.ts";

/** One direction for each incoming weight, and bias, of row j of a layer. */
export function rowDirections(parameters: number, place: LayerPlace, j: number): Float64Array[] {
	const places = Array.from({ length: place.inputs }, (_, k) => place.weight + j * place.inputs + k);
	if (place.bias >= 0) places.push(place.bias + j);
	return places.map((at) => coordinate(parameters, at));
}

/** The unit vector of one parameter. */
export function coordinate(parameters: number, at: number): Float64Array {
	const direction = new Float64Array(parameters);
	direction[at] = 1;
	return direction;
}
