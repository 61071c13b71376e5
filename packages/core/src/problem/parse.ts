import { bindLoss, buildNetwork, type FixedValues } from "./build-network.ts";
import { builtinSamples } from "./builtin/builtin-samples.ts";
import { canonicalProblem } from "./canonical.ts";
import { encodeTargets } from "./encode-targets.ts";
import { InputError } from "./input-error.ts";
import type { Dataset, Problem } from "./problem.ts";
import { type ProblemText, readProblemText, withoutText } from "./problem-text.ts";
import { classGroups, type RawSamples } from "./raw-samples.ts";
import { selectSamples, standardizeColumns } from "./select-samples.ts";
import type { ProblemFile } from "./specification.ts";
import type { DataSource } from "./table.ts";
import { samplesFromArrays, samplesFromTable } from "./table-samples.ts";
import { validateProblemFile } from "./validate.ts";

/** Where a problem comes from. */
export interface ParseOptions {
	/** Its file, for messages and relative paths. */
	readonly file?: string;
	/** How to read the files that it names; without one, only inline and built-in data are possible. */
	readonly source?: DataSource;
}

/**
 * Reads a problem: YAML or JSON text, or the same as an object.
 *
 * @throws InputError naming file, line, column or field, what was found and what was expected.
 * @example
 * const problem = await parseProblem({lossatlas: 1, data: {builtin: {name: "xor"}},
 *   network: {layers: [{width: 2, activation: "tanh"}, {width: 1}]}, loss: {name: "squared"}});
 * problem.network.parameters; // 9
 */
export async function parseProblem(source: string | object, options: ParseOptions = {}): Promise<Problem> {
	const text = typeof source === "string" ? readProblemText(source, options.file) : withoutText(source);
	try {
		return await build(validateProblemFile(text, options.file), options);
	} catch (error) {
		throw error instanceof InputError ? placed(error, text, options.file) : error;
	}
}

/** Adds file, line and column to an error that knows its field only. */
function placed(error: InputError, text: ProblemText, file: string | undefined): InputError {
	const { where } = error;
	if (where.file !== undefined || where.line !== undefined || where.field === undefined)
		return error.in(file);
	const path = where.field.split(/[.[\]]+/).filter((part) => part !== "");
	const place = text.place(path.map((part) => (/^\d+$/.test(part) ? Number(part) : part)));
	return new InputError(error.message, { ...place, ...where }, error.advice).in(file);
}

async function build(file: ProblemFile, options: ParseOptions): Promise<Problem> {
	const loss = bindLoss(file.loss);
	const layers = file.network.layers;
	const outputs = layers[layers.length - 1].width;
	const raw = await readSamples(file, options);
	const groups = classGroups(file.data.file?.classes ?? classesOf(file.data.builtin));
	const selected = selectSamples(raw.x.length, file.data.limit, file.data.sample);
	if (selected.length === 0)
		throw new InputError(
			"No samples are left.",
			{ field: "data" },
			"Check `missing: drop`, `limit` and `classes`.",
		);
	const kept: RawSamples = {
		...raw,
		x: selected.map((i) => raw.x[i]),
		y: selected.map((i) => raw.y[i]),
		weights: raw.weights === null ? null : selected.map((i) => (raw.weights as readonly number[])[i]),
		place: (sample) => raw.place(selected[sample]),
	};
	const notes = [...raw.notes];
	const data = datasetOf(kept, file, outputs, loss, groups, notes);
	const network = buildNetwork(file, data.inputs, data.samples, await readFixed(file, options));
	const problem = {
		name: file.name,
		data,
		network,
		loss,
		reduction: file.reduction,
		weightDecay: file.regularizer?.["weight-decay"] ?? 0,
		exponentialPenalty: file.network["exponential-neuron"]?.penalty ?? 0,
		notes,
	};
	return { ...problem, canonical: canonicalProblem(problem, file) };
}

function classesOf(builtin: ProblemFile["data"]["builtin"]) {
	return builtin !== undefined && "classes" in builtin ? builtin.classes : undefined;
}

async function readSamples(file: ProblemFile, options: ParseOptions): Promise<RawSamples> {
	const { inline, file: reference, builtin, population } = file.data;
	const given = [inline, reference, builtin, population].filter((each) => each !== undefined);
	if (given.length !== 1)
		throw new InputError(
			`data must hold exactly one of inline, file, builtin, population; found ${given.length}.`,
			{ field: "data" },
		);
	if (population !== undefined)
		throw new InputError(
			"Population losses (`data.population`) cannot be evaluated by this version.",
			{ field: "data.population" },
			"Use a sample of the same law: `builtin: {name: teacher, ...}`.",
		);
	if (builtin !== undefined) return builtinSamples(builtin);
	if (inline !== undefined) return inlineSamples(inline);
	const { path, inputs, target, weights, missing } = reference as NonNullable<typeof reference>;
	const contents = await source(options, path, "data.file.path").read(path, options.file);
	const roles = { inputs, target, weights, missing };
	return contents.kind === "table"
		? samplesFromTable(contents.table, roles)
		: samplesFromArrays(contents.arrays, contents.source, roles);
}

function source(options: ParseOptions, path: string, field: string): DataSource {
	if (options.source !== undefined) return options.source;
	throw new InputError(
		`The file "${path}" cannot be read here: no file system was given.`,
		{ field },
		"Pass a data source to parseProblem, or put the data inline.",
	);
}

function inlineSamples({ x, y, weights }: NonNullable<ProblemFile["data"]["inline"]>): RawSamples {
	const field = "data.inline";
	const columns = x[0].length;
	x.forEach((row, i) => {
		if (row.length !== columns)
			throw new InputError(
				`Row ${i} of x has ${row.length} numbers, the first one has ${columns}.`,
				{ field: `${field}.x[${i}]` },
				"All rows of x need the same length.",
			);
	});
	if (y.length !== x.length)
		throw new InputError(`x has ${x.length} rows, but y has ${y.length}.`, { field: `${field}.y` });
	if (weights !== undefined && weights.length !== x.length)
		throw new InputError(`x has ${x.length} rows, but there are ${weights.length} weights.`, {
			field: `${field}.weights`,
		});
	return {
		x,
		y: y.map((cell) => (Array.isArray(cell) ? cell : [cell])),
		weights: weights ?? null,
		place: (sample) => ({ field: `${field}.y[${sample}]` }),
		inputNames: null,
		notes: [],
	};
}

function datasetOf(
	raw: RawSamples,
	file: ProblemFile,
	outputs: number,
	loss: Problem["loss"],
	groups: ReturnType<typeof classGroups>,
	notes: string[],
): Dataset {
	const samples = raw.x.length;
	const inputs = raw.x[0].length;
	// An autoencoder's targets are the inputs as the network sees them, scaled or not.
	const reconstructs = file.data.file?.target === "inputs" || targetsInputs(file.data.builtin);
	const x = Float64Array.from(raw.x.flat());
	if (file.data.standardize)
		for (const k of standardizeColumns(x, samples, inputs))
			notes.push(`Column ${raw.inputNames?.[k] ?? k} is constant; standardized it is 0 everywhere.`);
	const targets = encodeTargets(raw, groups, { outputs, loss });
	raw.weights?.forEach((weight, i) => {
		if (!(weight > 0))
			throw new InputError(`The weight of sample ${i} is ${weight}; weights are positive.`, raw.place(i));
	});
	return {
		samples,
		inputs,
		outputs,
		x,
		y: reconstructs ? x.slice() : Float64Array.from(targets.rows.flat()),
		weights: raw.weights === null ? null : Float64Array.from(raw.weights),
		labels: targets.labels,
		classes: targets.classes,
	};
}

function targetsInputs(builtin: ProblemFile["data"]["builtin"]): boolean {
	return builtin !== undefined && "target" in builtin && builtin.target === "inputs";
}

/** Constants of fixed layers that stand in files. */
async function readFixed(file: ProblemFile, options: ParseOptions): Promise<FixedValues> {
	const found = new Map<number, Float64Array>();
	for (const [l, { fixed }] of file.network.layers.entries()) {
		if (typeof fixed !== "object" || !("file" in fixed)) continue;
		const field = `network.layers[${l}].fixed.file`;
		const contents = await source(options, fixed.file, field).read(fixed.file, options.file);
		const arrays = contents.kind === "arrays" ? contents.arrays : [];
		const named = [`layers.${l}.weight`, `layers.${l}.bias`].flatMap((name) =>
			arrays.filter((array) => array.name === name),
		);
		if (named.length === 0)
			throw new InputError(
				`${fixed.file} holds no array "layers.${l}.weight".`,
				{ field },
				"A point file (npz, safetensors) names its arrays layers.0.weight, layers.0.bias, ...",
			);
		found.set(l, Float64Array.from(named.flatMap(({ values }) => Array.from(values))));
	}
	return found;
}
