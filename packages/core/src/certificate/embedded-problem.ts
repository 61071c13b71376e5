import { activation } from "../problem/formula/activations.ts";
import { loss } from "../problem/formula/losses.ts";
import type { SweptLayer, SweptNetwork } from "../problem/formula/network-sweep.ts";

/** One affine map, an activation, a fixed factor per sample: numbers only, no seed and no path. */
export interface EmbeddedLayer {
	readonly width: number;
	readonly activation: { readonly name: string; readonly parameters: readonly number[] };
	readonly bias: boolean;
	/** width x inputs weights row by row, then the biases; null when trained. */
	readonly fixed: readonly number[] | null;
	/** Factors on the activations, one row per unit, one entry per sample; null without. */
	readonly noise: readonly (readonly number[])[] | null;
}

/**
 * A training objective with all its numbers, as a certificate holds it:
 * L(theta) = sum_i w_i l(f(x_i), y_i) / (sum_i w_i, or 1) + weightDecay/2 |theta|^2 + exponentialPenalty/2 a^2.
 *
 * f is the sum of the branches; theta holds branch by branch, layer by layer the trained weights row by row, then the
 * biases.
 */
export interface EmbeddedProblem {
	readonly loss: { readonly name: string; readonly parameters: readonly number[] };
	readonly reduction: "mean" | "sum";
	readonly weightDecay: number;
	/** On the last parameter of the branch `exponential`; 0 without one. */
	readonly exponentialPenalty: number;
	readonly branches: readonly {
		readonly role: "main" | "shortcut" | "exponential";
		readonly layers: readonly EmbeddedLayer[];
	}[];
	readonly data: {
		readonly x: readonly (readonly number[])[];
		readonly y: readonly (readonly number[])[];
		readonly weights: readonly number[] | null;
	};
}

/** A problem that was read, ready to be evaluated. */
export interface CheckedProblem extends SweptNetwork {
	readonly source: EmbeddedProblem;
	readonly inputs: number;
	/** Length of theta. */
	readonly parameters: number;
	/** Place of the parameter under the exponential penalty, or -1. */
	readonly penalised: number;
}

/** What a reader of certificates throws: where, and what was expected. */
export class MalformedCertificate extends Error {
	readonly place: string;
	constructor(place: string, expected: string) {
		super(`${place}: ${expected}`);
		this.name = "MalformedCertificate";
		this.place = place;
	}
}

type Json = unknown;

/** Readers of JSON values that say where they stand. */
export function objectAt(value: Json, place: string): Readonly<Record<string, Json>> {
	if (typeof value !== "object" || value === null || Array.isArray(value))
		throw new MalformedCertificate(place, "an object was expected.");
	return value as Readonly<Record<string, Json>>;
}

export function listAt(value: Json, place: string, length?: number): readonly Json[] {
	if (!Array.isArray(value)) throw new MalformedCertificate(place, "a list was expected.");
	if (length !== undefined && value.length !== length)
		throw new MalformedCertificate(place, `${length} entries were expected; found ${value.length}.`);
	return value;
}

export function numberAt(value: Json, place: string): number {
	if (typeof value !== "number" || !Number.isFinite(value))
		throw new MalformedCertificate(place, "a finite number was expected.");
	return value;
}

export function numbersAt(value: Json, place: string, length?: number): number[] {
	return listAt(value, place, length).map((entry, k) => numberAt(entry, `${place}[${k}]`));
}

export function wholeAt(value: Json, place: string, from: number, to: number): number {
	const found = numberAt(value, place);
	if (!Number.isInteger(found) || found < from || found > to)
		throw new MalformedCertificate(place, `a whole number from ${from} to ${to} was expected.`);
	return found;
}

export function oneOfAt<S extends string>(value: Json, place: string, names: readonly S[]): S {
	if (!names.includes(value as S))
		throw new MalformedCertificate(place, `one of ${names.join(", ")} was expected.`);
	return value as S;
}

function rowsAt(value: Json, place: string, columns?: number): number[][] {
	const rows = listAt(value, place);
	if (rows.length === 0) throw new MalformedCertificate(place, "at least one row was expected.");
	const width = columns ?? listAt(rows[0], `${place}[0]`).length;
	if (width === 0) throw new MalformedCertificate(`${place}[0]`, "at least one entry was expected.");
	return rows.map((row, k) => numbersAt(row, `${place}[${k}]`, width));
}

/** Nothing larger is read: a certificate is a file that a person may check in minutes. */
const largestCount = 1e7;

/** Reads and checks the problem of a certificate. @throws MalformedCertificate */
export function readProblem(value: Json, place: string): CheckedProblem {
	const file = objectAt(value, place);
	const data = objectAt(file.data, `${place}.data`);
	const x = rowsAt(data.x, `${place}.data.x`);
	const y = rowsAt(data.y, `${place}.data.y`);
	const samples = x.length;
	if (y.length !== samples)
		throw new MalformedCertificate(`${place}.data.y`, `${samples} rows were expected; found ${y.length}.`);
	const outputs = y[0].length;
	const weights = data.weights === null ? null : numbersAt(data.weights, `${place}.data.weights`, samples);
	if (weights?.some((w) => w <= 0))
		throw new MalformedCertificate(`${place}.data.weights`, "positive numbers were expected.");
	const branches: SweptLayer[][] = [];
	const embedded: EmbeddedProblem["branches"][number][] = [];
	let parameters = 0;
	let units = 0;
	let penalised = -1;
	for (const [b, each] of listAt(file.branches, `${place}.branches`).entries()) {
		const at = `${place}.branches[${b}]`;
		const branch = objectAt(each, at);
		const role = oneOfAt(branch.role, `${at}.role`, ["main", "shortcut", "exponential"]);
		let inputs = x[0].length;
		const layers: SweptLayer[] = [];
		for (const [l, entry] of listAt(branch.layers, `${at}.layers`).entries()) {
			const layer = readLayer(entry, `${at}.layers[${l}]`, inputs, samples, parameters, units);
			layers.push(layer);
			if (layer.fixed === null) parameters += layer.width * (inputs + (layer.bias ? 1 : 0));
			units += layer.width;
			inputs = layer.width;
			if (Math.max(parameters, units, samples * units) > largestCount)
				throw new MalformedCertificate(
					at,
					`at most ${largestCount} parameters, units and activations are checked.`,
				);
		}
		if (layers.length === 0)
			throw new MalformedCertificate(`${at}.layers`, "at least one layer was expected.");
		if (inputs !== outputs)
			throw new MalformedCertificate(
				`${at}.layers`,
				`the last layer must have width ${outputs}, as the targets.`,
			);
		if (role === "exponential") penalised = layers[layers.length - 1].weightAt;
		branches.push(layers);
		embedded.push({ role, layers: layers.map(embeddedLayer) });
	}
	if (branches.length === 0)
		throw new MalformedCertificate(`${place}.branches`, "at least one branch was expected.");
	if (parameters === 0)
		throw new MalformedCertificate(`${place}.branches`, "at least one trained parameter was expected.");
	const lossFile = objectAt(file.loss, `${place}.loss`);
	const lossValues = numbersAt(lossFile.parameters, `${place}.loss.parameters`);
	const found = withAllValues(
		`${place}.loss`,
		lossValues,
		named(`${place}.loss`, () => loss(String(lossFile.name), lossValues)),
	);
	const weightDecay = numberAt(file.weightDecay, `${place}.weightDecay`);
	const exponentialPenalty = numberAt(file.exponentialPenalty, `${place}.exponentialPenalty`);
	if (weightDecay < 0 || exponentialPenalty < 0)
		throw new MalformedCertificate(`${place}.weightDecay`, "penalties of at least 0 were expected.");
	if (found.properties.coupling === "margin" && (outputs !== 1 || y.some(([t]) => t !== 1 && t !== -1)))
		throw new MalformedCertificate(
			`${place}.data.y`,
			`the ${found.name} loss takes one target per sample, 1 or -1.`,
		);
	const source: EmbeddedProblem = {
		loss: { name: found.name, parameters: found.parameters },
		reduction: oneOfAt(file.reduction, `${place}.reduction`, ["mean", "sum"]),
		weightDecay,
		exponentialPenalty,
		branches: embedded,
		data: { x, y, weights },
	};
	return {
		source,
		loss: found,
		samples,
		inputs: x[0].length,
		outputs,
		branches,
		parameters,
		units,
		penalised: exponentialPenalty > 0 ? penalised : -1,
	};
}

function readLayer(
	value: Json,
	place: string,
	inputs: number,
	samples: number,
	next: number,
	firstUnit: number,
): SweptLayer {
	const file = objectAt(value, place);
	const width = wholeAt(file.width, `${place}.width`, 1, largestCount);
	if (typeof file.bias !== "boolean")
		throw new MalformedCertificate(`${place}.bias`, "true or false was expected.");
	const named_ = objectAt(file.activation, `${place}.activation`);
	const values = numbersAt(named_.parameters, `${place}.activation.parameters`);
	const count = width * (inputs + (file.bias ? 1 : 0));
	const fixed = file.fixed === null ? null : numbersAt(file.fixed, `${place}.fixed`, count);
	const noise =
		file.noise === null
			? null
			: listAt(file.noise, `${place}.noise`, width).map((row, j) =>
					numbersAt(row, `${place}.noise[${j}]`, samples),
				);
	return {
		width,
		inputs,
		activation: withAllValues(
			`${place}.activation`,
			values,
			named(`${place}.activation`, () => activation(String(named_.name), values)),
		),
		bias: file.bias,
		fixed,
		noise,
		weightAt: fixed === null ? next : -1,
		biasAt: fixed === null && file.bias ? next + width * inputs : -1,
		firstUnit,
	};
}

function embeddedLayer({ width, activation: a, bias, fixed, noise }: SweptLayer): EmbeddedLayer {
	return { width, activation: { name: a.name, parameters: a.parameters }, bias, fixed, noise };
}

/** No value is left to a default. */
function withAllValues<R extends { readonly parameters: readonly number[] }>(
	place: string,
	values: readonly number[],
	found: R,
): R {
	if (found.parameters.length !== values.length)
		throw new MalformedCertificate(
			`${place}.parameters`,
			`${found.parameters.length} numbers were expected.`,
		);
	return found;
}

function named<R>(place: string, make: () => R): R {
	try {
		return make();
	} catch (cause) {
		if (cause instanceof RangeError) throw new MalformedCertificate(place, cause.message);
		throw cause;
	}
}
