import type { Loss } from "./formula/loss.ts";
import { InputError } from "./input-error.ts";
import type { ClassGroups, RawSamples, TargetCell } from "./raw-samples.ts";

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

/**
 * Turns target cells into numbers: classes into +1/-1 for one output or one-hot rows for a coupled loss,
 * class indices into one-hot rows, numbers into themselves.
 * @throws InputError for labels that are not in the classes, for one class only, for numbers that do
 * not suit the loss.
 */
export function encodeTargets(raw: RawSamples, groups: ClassGroups, shape: TargetShape): EncodedTargets {
	const { coupling } = shape.loss.properties;
	if (coupling === "margin" && shape.outputs !== 1)
		throw new InputError(
			`The ${shape.loss.name} loss is a margin loss and needs a network with one output; the last layer has width ${shape.outputs}.`,
			{ field: "network.layers" },
			"Give the last layer width 1, or use cross-entropy for several outputs.",
		);
	const coupled = coupling === "coupled";
	if (groups !== null) return encodeClasses(raw, groups, shape, coupled);
	if (coupled) return encodeProbabilities(raw, shape);
	const rows = raw.y.map((cells, i) => {
		if (cells.length !== shape.outputs)
			throw new InputError(
				`Sample ${i} has ${cells.length} target${cells.length === 1 ? "" : "s"}, but the last layer has width ${shape.outputs}.`,
				{ ...raw.place(i), field: "network.layers" },
				"The width of the last layer is the number of targets of a sample.",
			);
		return cells.map((cell) => numeric(cell, raw, i));
	});
	if (coupling === "margin")
		rows.forEach(([y], i) => {
			if (y !== 1 && y !== -1)
				throw new InputError(
					`The ${shape.loss.name} loss needs labels +1 and -1; sample ${i} has ${y}.`,
					raw.place(i),
					"Name the two classes, `classes: [positive, negative]`, to have labels turned into +1 and -1.",
				);
		});
	const binary = shape.outputs === 1 && rows.every(([y]) => y === 1 || y === -1);
	return { rows, labels: binary ? "binary" : null, classes: null };
}

function numeric(cell: TargetCell, raw: RawSamples, sample: number): number {
	if (typeof cell === "number" && Number.isFinite(cell)) return cell;
	throw new InputError(
		`The target of sample ${sample} is ${JSON.stringify(cell)}, where a number was expected.`,
		raw.place(sample),
		"Labels need `classes: [...]` in the data section.",
	);
}

function encodeClasses(
	raw: RawSamples,
	groups: readonly (readonly TargetCell[])[],
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
	const seen = new Set<number>();
	const rows = raw.y.map((cells, i) => {
		const cell = cells[0];
		const index = groups.findIndex((group) => group.some((label) => String(label) === String(cell)));
		if (cells.length !== 1 || index < 0)
			throw new InputError(
				`The label ${JSON.stringify(cell)} of sample ${i} is in none of the classes ${names.map((name) => `[${name}]`).join(", ")}.`,
				raw.place(i),
				"List it among the classes, or take such rows out of the file.",
			);
		seen.add(index);
		if (!coupled) return [index === 0 ? 1 : -1];
		return groups.map((_, k) => (k === index ? 1 : 0));
	});
	if (seen.size === 1)
		throw new InputError(
			`All ${rows.length} samples are of one class, [${names[[...seen][0]]}].`,
			raw.place(0),
			"Take more samples (`limit`, `sample`), or other classes.",
		);
	return { rows, labels: coupled ? "classes" : "binary", classes: names };
}

/** Rows of probabilities as they are; single numbers as class indices. */
function encodeProbabilities(raw: RawSamples, { outputs, loss }: TargetShape): EncodedTargets {
	let oneHot = true;
	const rows = raw.y.map((cells, i) => {
		const row = cells.map((cell) => numeric(cell, raw, i));
		if (row.length === 1) {
			const [index] = row;
			if (!Number.isInteger(index) || index < 0 || index >= outputs)
				throw new InputError(
					`The class index of sample ${i} is ${index}; with ${outputs} outputs it is an integer from 0 to ${outputs - 1}.`,
					raw.place(i),
				);
			return Array.from({ length: outputs }, (_, k) => (k === index ? 1 : 0));
		}
		const total = row.reduce((sum, p) => sum + p, 0);
		if (row.length !== outputs || row.some((p) => p < 0) || Math.abs(total - 1) > 1e-9)
			throw new InputError(
				`The target of sample ${i} is not a row of ${outputs} probabilities that sum to 1.`,
				raw.place(i),
				`The ${loss.name} loss takes a class index, or a row of probabilities.`,
			);
		if (!row.every((p) => p === 0 || p === 1)) oneHot = false;
		return row;
	});
	return { rows, labels: oneHot ? "classes" : null, classes: null };
}
