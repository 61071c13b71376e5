import type { Loss } from "./formula/loss.ts";
import { InputError } from "./input-error.ts";
import { type RawSamples, sameLabel, type TargetCell } from "./raw-samples.ts";

/** Targets as numbers: N rows, and what labels mean. */
export interface EncodedTargets {
	readonly rows: readonly (readonly number[])[];
	readonly labels: "binary" | "classes" | null;
	readonly classes: readonly string[] | null;
}

/** The outputs of the network that targets are for. */
export interface TargetShape {
	readonly outputs: number;
	readonly loss: Loss;
}

type Cells = readonly (readonly TargetCell[])[];
type Place = RawSamples["place"];

/**
 * Turns target cells into numbers: classes into +1/-1 for one output or one-hot rows for a coupled loss,
 * class indices into one-hot rows, numbers into themselves.
 * @throws InputError for labels that are not in the classes, for one class only, for numbers that do
 * not suit the loss.
 */
export function encodeTargets(
	cells: readonly (readonly TargetCell[])[],
	{ groups, place }: Pick<RawSamples, "groups" | "place">,
	shape: TargetShape,
): EncodedTargets {
	const { coupling } = shape.loss.properties;
	if (coupling === "margin" && shape.outputs !== 1)
		throw new InputError(
			`The ${shape.loss.name} loss is a margin loss and needs a network with one output; the last layer has width ${shape.outputs}.`,
			{ field: "network.layers" },
			"Give the last layer width 1, or use cross-entropy for several outputs.",
		);
	const coupled = coupling === "coupled";
	if (groups !== null) return encodeClasses(cells, groups, place, shape, coupled);
	if (coupled) return encodeProbabilities(cells, place, shape);
	const rows = cells.map((row, i) => {
		if (row.length !== shape.outputs)
			throw new InputError(
				`A sample has ${row.length} target${row.length === 1 ? "" : "s"}, but the last layer has width ${shape.outputs}.`,
				{ field: "network.layers" },
				`The width of the last layer is the number of targets of a sample: ${row.length}.`,
			);
		return row.map((cell) => numeric(cell, i, place));
	});
	if (coupling === "margin")
		rows.forEach(([y], i) => {
			if (y !== 1 && y !== -1)
				throw new InputError(
					`The ${shape.loss.name} loss needs labels +1 and -1; sample ${i} has ${y}.`,
					place(i),
					"Name the two classes, `classes: [positive, negative]`, to have labels turned into +1 and -1.",
				);
		});
	const binary = shape.outputs === 1 && rows.every(([y]) => y === 1 || y === -1);
	return { rows, labels: binary ? "binary" : null, classes: null };
}

function numeric(cell: TargetCell, sample: number, place: Place): number {
	if (typeof cell === "number" && Number.isFinite(cell)) return cell;
	throw new InputError(
		`The target of sample ${sample} is ${JSON.stringify(cell)}, where a number was expected.`,
		place(sample),
		"Labels need `classes: [...]` in the data section.",
	);
}

function encodeClasses(
	cells: Cells,
	groups: readonly (readonly TargetCell[])[],
	place: Place,
	{ outputs, loss }: TargetShape,
	coupled: boolean,
): EncodedTargets {
	const names = groups.map((group) => group.map(String).join(", "));
	if (!coupled && (groups.length !== 2 || outputs !== 1))
		throw new InputError(
			`With the ${loss.name} loss, classes are two, for a network with one output (+1 and -1); found ${groups.length} classes and ${outputs} outputs.`,
			{ field: "data" },
			"Use cross-entropy with one output per class, or name two classes.",
		);
	if (coupled && outputs !== groups.length)
		throw new InputError(
			`There are ${groups.length} classes, but the last layer has width ${outputs}.`,
			{ field: "network.layers" },
			"Cross-entropy needs one output per class.",
		);
	requireDisjoint(groups);
	const seen = new Set<number>();
	const rows = cells.map((row, i) => {
		const cell = row[0];
		const index = groups.findIndex((group) => group.some((label) => sameLabel(label, cell)));
		if (row.length !== 1)
			throw new InputError(
				`Sample ${i} has ${row.length} targets; with classes it has one, its label.`,
				place(i),
				"Name one column as `target`.",
			);
		if (index < 0)
			throw new InputError(
				`The label ${JSON.stringify(cell)} of sample ${i} is in none of the classes ${names.map((name) => `[${name}]`).join(", ")}.`,
				place(i),
				"List it among the classes, or take such rows out of the file.",
			);
		seen.add(index);
		if (!coupled) return [index === 0 ? 1 : -1];
		return groups.map((_, k) => (k === index ? 1 : 0));
	});
	if (seen.size === 1)
		throw new InputError(
			`All ${rows.length} samples are of one class, [${names[[...seen][0]]}].`,
			place(0),
			"Take more samples (`limit`, `sample`), or other classes.",
		);
	return { rows, labels: coupled ? "classes" : "binary", classes: names };
}

function requireDisjoint(groups: readonly (readonly TargetCell[])[]): void {
	const labels = groups.flat();
	const twice = labels.find((label, k) => labels.findIndex((other) => sameLabel(label, other)) !== k);
	if (twice !== undefined)
		throw new InputError(
			`The label ${JSON.stringify(twice)} stands twice among the classes.`,
			{ field: "data" },
			"Every label belongs to one class.",
		);
}

/** Rows of probabilities as they are; single numbers as class indices. */
function encodeProbabilities(cells: Cells, place: Place, { outputs, loss }: TargetShape): EncodedTargets {
	let oneHot = true;
	const rows = cells.map((each, i) => {
		const row = each.map((cell) => numeric(cell, i, place));
		if (row.length === 1) {
			const [index] = row;
			if (!Number.isInteger(index) || index < 0 || index >= outputs)
				throw new InputError(
					`The class index of sample ${i} is ${index}; with ${outputs} outputs it is an integer from 0 to ${outputs - 1}.`,
					place(i),
				);
			return Array.from({ length: outputs }, (_, k) => (k === index ? 1 : 0));
		}
		const total = row.reduce((sum, p) => sum + p, 0);
		if (row.length !== outputs || row.some((p) => p < 0) || Math.abs(total - 1) > 1e-9)
			throw new InputError(
				`The target of sample ${i} is not a row of ${outputs} probabilities that sum to 1.`,
				place(i),
				`The ${loss.name} loss takes a class index, or a row of probabilities.`,
			);
		if (!row.every((p) => p === 0 || p === 1)) oneHot = false;
		return row;
	});
	return { rows, labels: oneHot ? "classes" : null, classes: null };
}
