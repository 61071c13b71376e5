import { bindLoss, buildNetwork } from "./build-network.ts";
import { canonicalProblem } from "./canonical.ts";
import { makeDataset } from "./dataset.ts";
import { readFixedValues } from "./fixed-values.ts";
import type { Loss } from "./formula/loss.ts";
import { InputError } from "./input-error.ts";
import { readPopulation } from "./population.ts";
import type { Dataset, Problem } from "./problem.ts";
import { type ProblemText, readProblemText, withoutText } from "./problem-text.ts";
import { readSamples } from "./read-samples.ts";
import type { ProblemFile } from "./specification.ts";
import type { DataSource } from "./table.ts";
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

/** Stands for a file system where there is none. */
const noFiles: DataSource = {
	async read(path, _from, field) {
		throw new InputError(
			`The file "${path}" cannot be read here: no file system was given.`,
			field === undefined ? {} : { field },
			"Pass a data source to parseProblem, or put the data inline.",
		);
	},
};

async function build(given: ProblemFile, options: ParseOptions): Promise<Problem> {
	const law = readPopulation(given);
	const file = law?.file ?? given;
	const source = options.source ?? noFiles;
	const loss = bindLoss(file.loss);
	const { layers } = file.network;
	const notes: string[] = [];
	const data =
		law?.data ?? (await samplesOf(file, options, { outputs: layers[layers.length - 1].width, loss }, notes));
	const fixed = await readFixedValues(file, source, options.file);
	const problem = {
		name: file.name,
		data,
		population: law?.population ?? null,
		network: buildNetwork(file, data.inputs, data.samples, fixed),
		loss,
		reduction: file.reduction,
		weightDecay: file.regularizer?.["weight-decay"] ?? 0,
		exponentialPenalty: file.network["exponential-neuron"]?.penalty ?? 0,
		notes,
	};
	return { ...problem, canonical: canonicalProblem(problem, file) };
}

async function samplesOf(
	file: ProblemFile,
	options: ParseOptions,
	shape: { readonly outputs: number; readonly loss: Loss },
	notes: string[],
): Promise<Dataset> {
	const read = await readSamples(file.data, options.source ?? noFiles, options.file);
	notes.push(...read.notes);
	return makeDataset(read, file.data, shape, notes);
}
