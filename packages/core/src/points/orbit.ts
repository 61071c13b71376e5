import { alignForms } from "./alignment.ts";
import { type CanonicalForm, type CanonicalLayer, canonicalForm } from "./canonical-form.ts";
import type { Flip } from "./generators/generator.ts";
import type { Symmetries } from "./symmetries.ts";
import type { UnitClass } from "./unit-pairings.ts";

/** Entries this near, relative to the largest, count as equal. */
const equality = 1e-8;
const searchBudget = 200_000;

/**
 * Number of copies of theta (P numbers) under exchanges and sign flips of units, an exact integer:
 * |G| / |stabiliser|. Copies that a continuous symmetry joins count once: linear layers are no factor;
 * nor are shifts by half periods, which are infinitely many.
 */
export function orbitSize(theta: Float64Array, symmetries: Symmetries): string {
	const form = canonicalForm(symmetries, theta);
	const limit = equality * (1 + form.size);
	let group = 1n;
	for (const { traits, width } of form.branches.flat()) {
		if (traits?.permutable) group *= factorial(width);
		if (traits?.flip != null) group *= 1n << BigInt(width);
	}
	const { quotient, classes, twins } = collectTwins(form, limit);
	let further = 0n;
	const complete = alignForms(
		quotient,
		quotient,
		{
			limit,
			budget: searchBudget,
			turns: false,
			found() {
				further++;
				return false;
			},
		},
		classes,
	);
	return (group / (twins * (complete ? further : 1n))).toString();
}

function factorial(n: number): bigint {
	let product = 1n;
	for (let k = 2; k <= n; k++) product *= BigInt(k);
	return product;
}

interface Twins {
	/** The form with one unit for each class of equal ones. */
	readonly quotient: CanonicalForm;
	readonly classes: (UnitClass[] | null)[][];
	/** Order of the group that exchanges equal units and flips unflippable ones. */
	readonly twins: bigint;
}

/** Unites units that are equal up to a flip; flips are applied so that they become equal. */
function collectTwins(form: CanonicalForm, limit: number): Twins {
	let twins = 1n;
	const classes: (UnitClass[] | null)[][] = [];
	const branches = form.branches.map((original) => {
		const layers: CanonicalLayer[] = original.map((layer) => ({
			...layer,
			weight: layer.weight.slice(),
			bias: layer.bias.slice(),
		}));
		const kept: number[][] = [];
		const own: (UnitClass[] | null)[] = [];
		layers.forEach((layer, l) => {
			const next = layers[l + 1];
			if (layer.traits === null || next === undefined) {
				kept.push(Array.from({ length: layer.width }, (_, j) => j));
				own.push(null);
				return;
			}
			const members = twinClasses(layer, next, limit);
			kept.push(members.map(([first]) => first));
			own.push(
				members.map(([first, ...others]) => {
					const size = 1 + others.length;
					const unflippable = isUnflippable(layer, next, first, limit);
					twins *= factorial(size);
					if (unflippable) twins *= 1n << BigInt(size);
					return { size, unflippable };
				}),
			);
		});
		classes.push(own);
		return layers.map((layer, l) => select(layer, kept[l], l === 0 ? null : kept[l - 1]));
	});
	return { quotient: { ...form, branches }, classes, twins };
}

/** Classes of equal units; a unit equal up to a flip is flipped, in place. */
function twinClasses(layer: CanonicalLayer, next: CanonicalLayer, limit: number): number[][] {
	const { traits, width } = layer;
	const members: number[][] = [];
	for (let j = 0; j < width; j++) {
		const flip = traits?.flip ?? null;
		let home: number[] | undefined;
		if (traits?.permutable) {
			home = members.find(([k]) => areEqual(layer, next, j, k, null, limit));
			if (home === undefined && flip !== null) {
				home = members.find(([k]) => areEqual(layer, next, j, k, flip, limit));
				if (home !== undefined) flipInForm(layer, next, j, flip);
			}
		}
		if (home === undefined) members.push([j]);
		else home.push(j);
	}
	return members;
}

/** Whether unit j, flipped if `flip` is given, has the weights in and out of unit k. */
function areEqual(
	layer: CanonicalLayer,
	next: CanonicalLayer,
	j: number,
	k: number,
	flip: Flip | null,
	limit: number,
): boolean {
	const sign = flip === null ? 1 : -1;
	const { inputs } = layer;
	if (Math.abs(sign * layer.bias[j] - layer.bias[k]) > limit) return false;
	for (let i = 0; i < inputs; i++) {
		const difference = sign * layer.weight[j * inputs + i] - layer.weight[k * inputs + i];
		if (Math.abs(difference) > limit) return false;
	}
	const factor = flip?.outgoing ?? 1;
	for (let r = 0; r < next.width; r++) {
		const row = r * next.inputs;
		if (Math.abs(factor * next.weight[row + j] - next.weight[row + k]) > limit) return false;
	}
	return true;
}

function isUnflippable(layer: CanonicalLayer, next: CanonicalLayer, j: number, limit: number): boolean {
	const flip = layer.traits?.flip ?? null;
	return flip !== null && areEqual(layer, next, j, j, flip, limit);
}

function flipInForm(layer: CanonicalLayer, next: CanonicalLayer, j: number, flip: Flip): void {
	for (let i = 0; i < layer.inputs; i++) layer.weight[j * layer.inputs + i] *= -1;
	layer.bias[j] *= -1;
	for (let r = 0; r < next.width; r++) {
		const at = r * next.inputs + j;
		next.bias[r] += flip.constant * next.weight[at];
		next.weight[at] *= flip.outgoing;
	}
}

/** Rows of the layer's kept units, columns of the kept units before (all inputs if null). */
function select(
	layer: CanonicalLayer,
	rows: readonly number[],
	columns: readonly number[] | null,
): CanonicalLayer {
	const chosen = columns ?? Array.from({ length: layer.inputs }, (_, k) => k);
	return {
		...layer,
		width: rows.length,
		inputs: chosen.length,
		weight: Float64Array.from(rows.flatMap((j) => chosen.map((k) => layer.weight[j * layer.inputs + k]))),
		bias: Float64Array.from(rows, (j) => layer.bias[j]),
	};
}
