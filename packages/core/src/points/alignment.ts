import type { CanonicalForm, CanonicalLayer } from "./canonical-form.ts";
import { type Pairing, type UnitClass, unitPairings } from "./unit-pairings.ts";

/** How forms are aligned: what counts as equal, and what is done with each alignment. */
export interface AlignmentTask {
	/** Largest difference of two entries that count as equal. */
	readonly limit: number;
	/** Steps of the search after which it gives up. */
	readonly budget: number;
	/** Half-period shifts are allowed. */
	readonly turns: boolean;
	/** Called with the largest difference left by each alignment found; true ends the search. */
	found(difference: number): boolean;
}

const searchBudget = 20_000;

/**
 * The largest difference between two forms after exchanges of units, sign flips and half-period
 * shifts of the first have brought it as near to the second as the search could, null if no
 * alignment leaves every difference <= limit. Layer by layer, nearest unit first, with backtracking:
 * exact copies are always found at 0.
 */
export function alignmentDistance(a: CanonicalForm, b: CanonicalForm, limit: number): number | null {
	let distance: number | null = null;
	alignForms(a, b, {
		limit,
		budget: searchBudget,
		turns: true,
		found(difference) {
			distance = difference;
			return true;
		},
	});
	return distance;
}

/** Visits the alignments of form a with form b; false if the budget ended the search. */
export function alignForms(
	a: CanonicalForm,
	b: CanonicalForm,
	task: AlignmentTask,
	classes: readonly (readonly (readonly UnitClass[] | null)[])[] | null = null,
): boolean {
	let left = task.budget;
	let exhausted = false;

	const branch = (at: number, worst: number, pooled: number): boolean => {
		if (at === a.branches.length)
			return Math.abs(pooled) <= task.limit ? task.found(Math.max(worst, Math.abs(pooled))) : false;
		const first = a.branches[at][0];
		return layer(at, 0, first.weight, first.bias, worst, pooled);
	};

	/** Layer l of a branch; its weights and biases as moved by what was decided before. */
	const layer = (
		at: number,
		l: number,
		weight: Float64Array,
		bias: Float64Array,
		worst: number,
		pooled: number,
	): boolean => {
		const target = b.branches[at][l];
		const own: CanonicalLayer = { ...a.branches[at][l], weight, bias };
		if (own.traits === null) {
			const share = a.pool[at];
			const difference = Math.max(
				worst,
				largestDifference(weight, target.weight),
				share === 0 ? largestDifference(bias, target.bias) : 0,
			);
			const pool = share === 0 ? pooled : pooled + share * (bias[0] - target.bias[0]);
			return difference <= task.limit && branch(at + 1, difference, pool);
		}
		const next = a.branches[at][l + 1];
		const unitClasses = classes?.[at][l] ?? null;
		const options = unitPairings(own, target, next, b.branches[at][l + 1], {
			limit: task.limit,
			turns: task.turns,
			classes: unitClasses,
		});
		const chosen: Pairing[] = [];
		const used = new Uint8Array(own.width);

		const unit = (k: number, sofar: number): boolean => {
			if (k === own.width) {
				const moved = moveColumns(next, own, chosen, unitClasses);
				return layer(at, l + 1, moved.weight, moved.bias, sofar, pooled);
			}
			const tried = new Set<string>();
			for (const option of options[k]) {
				if (used[option.from]) continue;
				const alike = `${option.alike} ${option.sign} ${option.turns}`;
				if (tried.has(alike)) continue;
				tried.add(alike);
				if (left-- <= 0) {
					exhausted = true;
					return true;
				}
				used[option.from] = 1;
				chosen.push(option);
				if (unit(k + 1, Math.max(sofar, option.rowDifference))) return true;
				chosen.pop();
				used[option.from] = 0;
			}
			return false;
		};
		return unit(0, worst);
	};

	branch(0, 0, 0);
	return !exhausted;
}

/** The next layer as it reads exchanged and flipped units. */
function moveColumns(
	next: CanonicalLayer,
	own: CanonicalLayer,
	chosen: readonly Pairing[],
	classes: readonly UnitClass[] | null,
): { weight: Float64Array; bias: Float64Array } {
	const weight = new Float64Array(next.weight.length);
	const bias = next.bias.slice();
	const flip = own.traits?.flip ?? null;
	chosen.forEach(({ from, sign, turns }, k) => {
		const flipped = sign < 0;
		const turned = turns % 2 === 0 ? 1 : -1;
		const factor = turned * (flipped && flip !== null ? flip.outgoing : 1);
		const constant = flipped && flip !== null ? flip.constant * (classes?.[from].size ?? 1) : 0;
		for (let r = 0; r < next.width; r++) {
			const old = next.weight[r * next.inputs + from];
			weight[r * next.inputs + k] = factor * old;
			bias[r] += constant * old;
		}
	});
	return { weight, bias };
}

function largestDifference(x: Float64Array, y: Float64Array): number {
	let largest = 0;
	for (let i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i] - y[i]));
	return largest;
}
