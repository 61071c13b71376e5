import { nearestName } from "../problem/formula/nearest-name.ts";
import { InputError } from "../problem/input-error.ts";
import type { PlanFile } from "./plan-schema.ts";

/** A value of an axis. */
export type AxisValue = number | string | boolean;

/** A parameter of a sweep with its values in order. */
export interface Axis {
	readonly name: string;
	readonly values: readonly AxisValue[];
}

const identifier = /^[A-Za-z][A-Za-z0-9_-]*$/;
/** Columns of every sweep: neither axes nor measures are called so. */
const taken: ReadonlySet<string> = new Set([
	"cell",
	"cells",
	"plan",
	"status",
	"sentence",
	"evaluations",
	"seconds",
	"engine",
	"version",
	"block",
	"values",
]);

/** Whether every sweep has a column of that name; SQL tells no capitals from small letters. */
export function isTaken(column: string): boolean {
	return taken.has(column.toLowerCase());
}

/** A range that steps over its end by less than this share of a step includes it. */
const slack = 1e-9;
const mostValues = 1e7;

/**
 * The cells of a sweep: all combinations of the axes, numbered with the last axis fastest; zipped axes count as one, in the place
 * of the first of them.
 */
export class Grid {
	readonly axes: readonly Axis[];
	/** Number of cells. */
	readonly cells: number;
	/** Factors of the product from the slowest to the fastest, each with the axes that it drives. */
	readonly factors: readonly { readonly size: number; readonly axes: readonly number[] }[];

	constructor(axes: readonly Axis[], zip: readonly (readonly string[])[]) {
		this.axes = axes;
		this.factors = factorsOf(axes, zip);
		this.cells = this.factors.reduce((product, { size }) => product * size, 1);
		if (!Number.isSafeInteger(this.cells))
			throw new InputError("The axes have more combinations than can be counted (2^53).", { field: "axes" });
	}

	/** Position on each factor of a cell. */
	positions(cell: number): number[] {
		const positions = new Array<number>(this.factors.length);
		let rest = cell;
		for (let f = this.factors.length - 1; f >= 0; f--) {
			const { size } = this.factors[f];
			positions[f] = rest % size;
			rest = Math.floor(rest / size);
		}
		return positions;
	}

	/** The value of each axis in a cell. */
	at(cell: number): Readonly<Record<string, AxisValue>> {
		const positions = this.positions(cell);
		const values: Record<string, AxisValue> = {};
		for (const [a, { name, values: all }] of this.axes.entries()) {
			const factor = this.factors.findIndex(({ axes }) => axes.includes(a));
			values[name] = all[positions[factor]];
		}
		return values;
	}

	/** The factor that drives an axis. @throws InputError for an unknown axis. */
	factorOf(name: string, field: string): number {
		const a = this.axes.findIndex((axis) => axis.name === name);
		if (a < 0) throw unknownAxis(name, this.axes, field);
		return this.factors.findIndex(({ axes }) => axes.includes(a));
	}
}

function unknownAxis(name: string, axes: readonly Axis[], field: string): InputError {
	const names = axes.map((axis) => axis.name);
	return new InputError(
		`There is no axis "${name}". Axes: ${names.join(", ")}.`,
		{ field },
		names.length > 0 ? `Did you mean "${nearestName(name, names)}"?` : null,
	);
}

/** The axes of a plan with their values written out. @throws InputError naming the axis. */
export function readAxes(axes: PlanFile["axes"]): Axis[] {
	return Object.entries(axes).map(([name, given]) => {
		const field = `axes.${name}`;
		if (!identifier.test(name) || isTaken(name))
			throw new InputError(
				isTaken(name)
					? `An axis cannot be called "${name}": that is a column of every sweep.`
					: `An axis is a word of letters, digits, - and _, not "${name}".`,
				{ field },
			);
		const values = (Array.isArray(given) ? given : range(given, field)).map((value) =>
			value === 0 ? 0 : value,
		);
		const kinds = new Set(values.map((value) => typeof value));
		if (kinds.size > 1)
			throw new InputError(`The axis "${name}" mixes ${[...kinds].join(" and ")} values.`, { field });
		const seen = new Set<AxisValue>();
		const doubled = values.find((value) => seen.size === seen.add(value).size);
		if (doubled !== undefined)
			throw new InputError(
				`The axis "${name}" holds ${JSON.stringify(doubled)} twice.`,
				{ field },
				"A cell is run once: the same values give the same result.",
			);
		return { name, values };
	});
}

type Range = Exclude<PlanFile["axes"][string], unknown[]>;

function range(given: Range, field: string): number[] {
	const within = (count: number): number => {
		if (count <= mostValues) return count;
		throw new InputError(`The range has ${count} values; at most ${mostValues} were expected.`, { field });
	};
	if ("count" in given) return Array.from({ length: within(given.count) }, (_, k) => given.first + k);
	const { from, to } = given;
	const values: number[] = [];
	if (to < from)
		throw new InputError(`The range ends at ${to}, below its beginning ${from}.`, { field: `${field}.to` });
	if ("step" in given) {
		const count = within(Math.floor((to - from) / given.step + slack) + 1);
		for (let k = 0; k < count; k++) values.push(asMeant(from + k * given.step));
	} else
		for (let value = from; value <= to * (1 + slack); value *= given.factor) {
			values.push(asMeant(value));
			within(values.length);
		}
	return values;
}

/** Whole numbers as they are, others to 12 digits: 0.1 + 2 * 0.1 is meant to be 0.3. */
function asMeant(value: number): number {
	return Number.isSafeInteger(value) ? value : Number(value.toPrecision(12));
}

function factorsOf(
	axes: readonly Axis[],
	zip: readonly (readonly string[])[],
): { readonly size: number; readonly axes: readonly number[] }[] {
	const factors: { size: number; axes: number[] }[] = [];
	const groupOf = new Map<string, number>();
	for (const [g, group] of zip.entries())
		for (const name of group) {
			const field = `zip[${g}]`;
			const axis = axes.find((each) => each.name === name);
			if (axis === undefined) throw unknownAxis(name, axes, field);
			if (groupOf.has(name)) throw new InputError(`The axis "${name}" is zipped twice.`, { field });
			groupOf.set(name, g);
			const first = axes.find((each) => each.name === group[0]) as Axis;
			if (axis.values.length !== first.values.length)
				throw new InputError(
					`Zipped axes have as many values as each other: "${first.name}" has ${first.values.length}, "${name}" has ${axis.values.length}.`,
					{ field },
				);
		}
	const placed = new Map<number, { size: number; axes: number[] }>();
	for (const [a, { name, values }] of axes.entries()) {
		const group = groupOf.get(name);
		const known = group === undefined ? undefined : placed.get(group);
		if (known !== undefined) {
			known.axes.push(a);
			continue;
		}
		const factor = { size: values.length, axes: [a] };
		factors.push(factor);
		if (group !== undefined) placed.set(group, factor);
	}
	return factors;
}
