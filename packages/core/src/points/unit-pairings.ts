import type { CanonicalLayer } from "./canonical-form.ts";
import { pi } from "./generators/half-period.ts";

/** For counting: a unit that stands for `size` equal ones; a flip leaves it as it is if `unflippable`. */
export interface UnitClass {
	readonly size: number;
	readonly unflippable: boolean;
}

/** One way to bring a unit of the first form onto a unit of the second. */
export interface Pairing {
	/** The unit of the first form. */
	readonly from: number;
	readonly sign: 1 | -1;
	/** Half periods added to its bias. */
	readonly turns: number;
	/** Largest difference of incoming weights and bias. */
	readonly rowDifference: number;
	/** With the outgoing weights, as far as they can be compared yet. */
	readonly difference: number;
	/** The first unit with the same weights in and out: pairing either comes to the same. */
	readonly alike: number;
}

interface PairingRules {
	readonly limit: number;
	readonly turns: boolean;
	readonly classes: readonly UnitClass[] | null;
}

/**
 * For each unit of layer `b`, the images of units of layer `a` within `limit` of it, nearest first.
 * Outgoing weights are compared entry by entry where the next layer's units stand still, else by
 * their sorted absolute values, which exchanges and flips there leave alone.
 */
export function unitPairings(
	a: CanonicalLayer,
	b: CanonicalLayer,
	nextA: CanonicalLayer,
	nextB: CanonicalLayer,
	rules: PairingRules,
): Pairing[][] {
	const { traits, width } = a;
	const still = nextA.traits === null || (!nextA.traits.permutable && nextA.traits.flip === null);
	const columnsA = Array.from({ length: width }, (_, j) => column(nextA, j, still));
	const columnsB = Array.from({ length: width }, (_, j) => column(nextB, j, still));
	const signs: readonly (1 | -1)[] = traits?.flip == null ? [1] : [1, -1];
	const alike = firstAlike(a, nextA);
	return Array.from({ length: width }, (_, k) => {
		const options: Pairing[] = [];
		for (let j = 0; j < width; j++) {
			if (!traits?.permutable && j !== k) continue;
			const { classes } = rules;
			if (
				classes !== null &&
				(classes[j].size !== classes[k].size || classes[j].unflippable !== classes[k].unflippable)
			)
				continue;
			for (const sign of signs) {
				if (sign < 0 && classes?.[j].unflippable) continue;
				const turns = rules.turns && traits?.halfPeriod ? turnsBetween(a, j, sign, b, k) : 0;
				const rowDifference = rowDistance(a, j, sign, turns, b, k);
				if (!(rowDifference <= rules.limit)) continue;
				const factor = (turns % 2 === 0 ? 1 : -1) * (sign < 0 ? (traits?.flip?.outgoing ?? 1) : 1);
				const out = columnDistance(columnsA[j], still ? factor : 1, columnsB[k]);
				if (!(out <= rules.limit)) continue;
				options.push({
					from: j,
					sign,
					turns,
					rowDifference,
					difference: Math.max(rowDifference, out),
					alike: alike[j],
				});
			}
		}
		return options.sort((x, y) => x.difference - y.difference || x.from - y.from);
	});
}

function column(next: CanonicalLayer, j: number, still: boolean): Float64Array {
	const values = new Float64Array(next.width);
	for (let r = 0; r < next.width; r++) {
		const value = next.weight[r * next.inputs + j];
		values[r] = still ? value : Math.abs(value);
	}
	return still ? values : values.sort();
}

function columnDistance(a: Float64Array, factor: number, b: Float64Array): number {
	let largest = 0;
	for (let r = 0; r < a.length; r++) largest = Math.max(largest, Math.abs(factor * a[r] - b[r]));
	return largest;
}

/** For each unit the first one with bitwise the same weights in and out. */
function firstAlike(layer: CanonicalLayer, next: CanonicalLayer): number[] {
	const first = new Map<string, number>();
	return Array.from({ length: layer.width }, (_, j) => {
		const key = [
			layer.weight.subarray(j * layer.inputs, (j + 1) * layer.inputs).join(),
			layer.bias[j],
			column(next, j, true).join(),
		].join(";");
		const found = first.get(key);
		if (found === undefined) first.set(key, j);
		return found ?? j;
	});
}

/** The number of half periods that brings `value` nearest to 0 when added. */
function nearestTurns(value: number): number {
	return -Math.round(value / pi);
}

/** Half periods that bring the row of unit j nearest to that of unit k, along the bias's direction. */
function turnsBetween(a: CanonicalLayer, j: number, sign: number, b: CanonicalLayer, k: number): number {
	const direction = a.biasDirection;
	if (direction === null) return nearestTurns(sign * a.bias[j] - b.bias[k]);
	let along = direction[a.inputs] * (sign * a.bias[j] - b.bias[k]);
	let square = direction[a.inputs] * direction[a.inputs];
	for (let i = 0; i < a.inputs; i++) {
		along += direction[i] * (sign * a.weight[j * a.inputs + i] - b.weight[k * b.inputs + i]);
		square += direction[i] * direction[i];
	}
	return square > 0 ? nearestTurns(along / square) : 0;
}

function rowDistance(
	a: CanonicalLayer,
	j: number,
	sign: number,
	turns: number,
	b: CanonicalLayer,
	k: number,
): number {
	const direction = a.biasDirection;
	const shift = turns * pi;
	let largest = Math.abs(
		sign * a.bias[j] + shift * (direction === null ? 1 : direction[a.inputs]) - b.bias[k],
	);
	for (let i = 0; i < a.inputs; i++) {
		const moved = sign * a.weight[j * a.inputs + i] + (direction === null ? 0 : shift * direction[i]);
		largest = Math.max(largest, Math.abs(moved - b.weight[k * b.inputs + i]));
	}
	return largest;
}
