import { checkpointCaveats } from "./checkpoint-caveats.ts";
import { InputError } from "./input-error.ts";
import type { Network, ParameterBlock, Problem } from "./problem.ts";
import { arraysInSequence } from "./sequential-names.ts";
import type { NamedArray } from "./table.ts";

/** A point read from a file, and what a person should know about it. */
export interface PointRead {
	/** P */
	readonly theta: Float64Array;
	/** E.g. that float32 was widened, that names of another program were taken in order. */
	readonly notes: readonly string[];
}

/** The document of a point file in JSON. */
export interface PointDocument {
	readonly schema: "lossatlas/point@1";
	readonly theta: readonly number[];
}

/** `layers.0.weight (8 x 4), layers.0.bias (8), ...`: the blocks of theta in order, with their places. */
export function describeBlocks(network: Network): string {
	return trainedBlocks(network)
		.map((block) => {
			const last = block.offset + block.rows * block.columns - 1;
			return `${block.name} ${shapeText(shapeOf(block))} at ${block.offset}${last > block.offset ? `..${last}` : ""}`;
		})
		.join(", ");
}

/**
 * The parameter vector that named arrays hold: the flat vector `theta`, the arrays of a point file by
 * name (`layers.0.weight`, ...), or weights and biases of a chain of modules (`0.weight`, `0.bias`,
 * `2.weight`, ...) in order when shapes agree.
 *
 * @throws InputError for a wrong length or shape, saying which block is expected where; for missing or
 * unknown arrays; for numbers that are not finite.
 */
export function pointFromArrays(
	{ network }: Pick<Problem, "network">,
	arrays: readonly NamedArray[],
	source: string,
): PointRead {
	const only = arrays.length === 1 ? arrays[0] : undefined;
	const flat =
		arrays.find(({ name }) => name === "theta") ??
		(only !== undefined && only.shape.length === 1 && !nameIsKnown(only, network) ? only : undefined);
	if (flat !== undefined) return fromFlat(flat, network, source);
	if (arrays.some((array) => nameIsKnown(array, network))) return fromNamed(arrays, network, source);
	return fromSequence(arrays, network, source);
}

/**
 * The parameter vector of a JSON document, {"schema": "lossatlas/point@1", "theta": [...]}; any document
 * of ours with a `theta` will do (that of `classify` has one).
 *
 * @throws InputError for another kind of document, a wrong length, an entry that is not a finite number.
 */
export function pointFromDocument(
	{ network }: Pick<Problem, "network">,
	document: unknown,
	source: string,
): PointRead {
	const { schema, theta } = (document ?? {}) as { schema?: unknown; theta?: unknown };
	if (!Array.isArray(theta) || (schema !== undefined && !/^lossatlas\//.test(String(schema))))
		throw new InputError(
			schema === undefined
				? `${source} holds no list "theta".`
				: `${source} is a document "${schema}"${Array.isArray(theta) ? "" : ' without a list "theta"'}, not a point.`,
			{ file: source, field: Array.isArray(theta) ? "schema" : "theta" },
			'A point is {"schema": "lossatlas/point@1", "theta": [...]}.',
		);
	const at = theta.findIndex((value) => typeof value !== "number" || !Number.isFinite(value));
	if (at >= 0)
		throw new InputError(`theta[${at}] is ${JSON.stringify(theta[at])}; a finite number was expected.`, {
			file: source,
			field: `theta[${at}]`,
		});
	const values = Float64Array.from(theta as number[]);
	return fromFlat({ name: "theta", shape: [values.length], values, type: "float64" }, network, source);
}

/** theta cut into the named arrays of a point file, weights as width x inputs. */
export function arraysFromPoint({ network }: Pick<Problem, "network">, theta: Float64Array): NamedArray[] {
	if (theta.length !== network.parameters)
		throw new RangeError(`theta has ${theta.length} numbers, the network ${network.parameters} parameters.`);
	return trainedBlocks(network).map((block) => ({
		name: block.name,
		shape: shapeOf(block),
		values: theta.slice(block.offset, block.offset + block.rows * block.columns),
		type: "float64",
	}));
}

/** The JSON document of a point. */
export function pointDocument(theta: Float64Array): PointDocument {
	return { schema: "lossatlas/point@1", theta: Array.from(theta, (value) => (value === 0 ? 0 : value)) };
}

function trainedBlocks(network: Network): readonly ParameterBlock[] {
	return network.blocks.filter(({ offset }) => offset >= 0);
}

function nameIsKnown({ name }: NamedArray, network: Network): boolean {
	return network.blocks.some((block) => block.name === name);
}

/** Weights of a single unit: stored with one axis. */
const vectors: ReadonlySet<string> = new Set(["shortcut.output", "exponential.weight", "exponential.output"]);

/** Shape of a block in a file. */
function shapeOf({ kind, rows, columns, name }: ParameterBlock): readonly number[] {
	if (kind === "bias") return [rows];
	return vectors.has(name) ? [rows * columns] : [rows, columns];
}

function shapeText(shape: readonly number[]): string {
	return shape.length === 0 ? "(one number)" : `(${shape.join(" x ")})`;
}

/** Shapes agree when their axes longer than 1 do. */
function fits(array: NamedArray, block: ParameterBlock): boolean {
	const plain = (shape: readonly number[]) => shape.filter((n) => n !== 1).join("x");
	return plain(array.shape) === plain([block.rows, block.columns]);
}

function fromFlat(array: NamedArray, network: Network, source: string): PointRead {
	if (array.values.length !== network.parameters)
		throw new InputError(
			`The point has ${array.values.length} numbers; this network has ${network.parameters} parameters.`,
			{ file: source, field: array.name },
			`Expected, in order: ${describeBlocks(network)}.`,
		);
	requireFinite(array, source);
	return { theta: Float64Array.from(array.values), notes: wideningNotes([array]) };
}

function fromNamed(arrays: readonly NamedArray[], network: Network, source: string): PointRead {
	const stranger = arrays.find((array) => !nameIsKnown(array, network));
	if (stranger !== undefined)
		throw new InputError(
			`The network has no place for the array "${stranger.name}" ${shapeText(stranger.shape)}.`,
			{ file: source, field: stranger.name },
			`Expected: ${describeBlocks(network)}.`,
		);
	const pairs = trainedBlocks(network).map((block) => {
		const array = arrays.find(({ name }) => name === block.name);
		if (array === undefined)
			throw new InputError(
				`The array "${block.name}" ${shapeText(shapeOf(block))} is missing.`,
				{ file: source, field: block.name },
				`Expected: ${describeBlocks(network)}.`,
			);
		return { block, array };
	});
	return { theta: fill(pairs, network, source), notes: wideningNotes(arrays) };
}

function fromSequence(arrays: readonly NamedArray[], network: Network, source: string): PointRead {
	const sequence = arraysInSequence(arrays);
	const blocks = trainedBlocks(network);
	if (sequence === null || sequence.length !== blocks.length) {
		const held = arrays.map(({ name, shape }) => `${name} ${shapeText(shape)}`).join(", ");
		throw new InputError(
			`The arrays do not make a point of this network. Found: ${held === "" ? "none" : held}.`,
			{ file: source },
			`Expected: ${describeBlocks(network)}; or the weights and biases of a chain of modules in order (0.weight, 0.bias, 2.weight, ...).`,
		);
	}
	const theta = fill(
		blocks.map((block, k) => ({ block, array: sequence[k] })),
		network,
		source,
	);
	const taken = sequence.map(({ name }, k) => `${name} as ${blocks[k].name}`).join(", ");
	return {
		theta,
		notes: [`Taken in order: ${taken}.`, ...wideningNotes(sequence), ...checkpointCaveats(network)],
	};
}

function fill(
	pairs: readonly { readonly block: ParameterBlock; readonly array: NamedArray }[],
	network: Network,
	source: string,
): Float64Array {
	const theta = new Float64Array(network.parameters);
	for (const { block, array } of pairs) {
		if (!fits(array, block))
			throw new InputError(
				`The array "${array.name}" has shape ${shapeText(array.shape)}; ${block.name} needs ${shapeText(shapeOf(block))}.`,
				{ file: source, field: array.name },
				`Expected: ${describeBlocks(network)}.`,
			);
		requireFinite(array, source);
		theta.set(array.values, block.offset);
	}
	return theta;
}

function requireFinite({ name, values }: NamedArray, source: string): void {
	const at = values.findIndex((value) => !Number.isFinite(value));
	if (at >= 0)
		throw new InputError(
			`Number ${at} of "${name}" (counted from 0) is ${values[at]}; a point has finite numbers only.`,
			{ file: source, field: name },
			"The training run that wrote it may have diverged: take an earlier checkpoint.",
		);
}

function wideningNotes(arrays: readonly NamedArray[]): string[] {
	const types = [...new Set(arrays.map(({ type }) => type))].filter((type) => type !== "float64");
	return types.length === 0 ? [] : [`The point was ${types.join(", ")}; widened exactly to float64.`];
}
