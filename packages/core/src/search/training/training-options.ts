import { unknownName } from "../../problem/formula/nearest-name.ts";
import { InputError } from "../../problem/input-error.ts";
import { settle } from "../../problem/setting.ts";
import { type Init, parseInit } from "../initialisers.ts";
import type { Optimizer } from "./optimizer.ts";
import { optimizers } from "./optimizers.ts";
import type { Schedule } from "./schedule.ts";
import { schedules } from "./schedules.ts";

type Named = string | ({ readonly name: string } & Readonly<Record<string, number | string>>);

/** How a network is trained, as a person says it. */
export interface TrainOptions {
	/** `sgd`, `adam` (default), or an object with its settings: {name: "sgd", momentum: 0.9}. */
	readonly optimizer?: Named;
	/** Learning rate; default: the optimizer's. */
	readonly rate?: number;
	/** `constant` (default), `step`, `exponential`, `cosine`, or an object with its settings. */
	readonly schedule?: Named;
	/** Samples of a mini-batch, at most all; default 32. `all`: every step sees all samples. */
	readonly batch?: number | "all";
	/** Passes over the data at most; default 1000. */
	readonly epochs?: number;
	/** glorot (default), he, he-uniform, normal:SCALE, or a point. */
	readonly init?: Init | string;
	/** Fixes the starting point and the order of the samples; default 1. */
	readonly seed?: number;
	/** Which start of the seed, as in a survey; default 0. */
	readonly start?: number;
	/** Ends training before the last epoch. */
	readonly stop?: TrainStop;
	/** Entries of the trace, thinned evenly, at most; default 0: none. */
	readonly record?: number;
	/** Say what the last point is, as `classify` does; default false. */
	readonly classify?: boolean;
}

/** Training ends as soon as one of these is reached. */
export interface TrainStop {
	/** Weighted share of misclassified samples, asked for after every epoch; 0 is the papers' rule. */
	readonly "training-error"?: number;
	/** Loss, asked for after every epoch. */
	readonly loss?: number;
	/** Largest absolute component of the gradient, asked for after every epoch. */
	readonly gradient?: number;
}

/** The same with every default filled in. */
export interface SettledTraining {
	readonly optimizer: Optimizer;
	readonly optimizerSettings: Readonly<Record<string, number>>;
	readonly rate: number;
	readonly schedule: Schedule;
	readonly scheduleSettings: Readonly<Record<string, number>>;
	readonly batch: number | "all";
	readonly epochs: number;
	readonly init: Init;
	readonly seed: number;
	readonly start: number;
	readonly stop: TrainStop;
	readonly record: number;
	readonly classify: boolean;
}

/** Names of all options. */
export const trainOptionNames: readonly string[] = [
	"optimizer",
	"rate",
	"schedule",
	"batch",
	"epochs",
	"init",
	"seed",
	"start",
	"stop",
	"record",
	"classify",
];

/** Fills in the defaults. @throws InputError for an unknown name or a value that is not admissible. */
export function settleTraining(options: TrainOptions): SettledTraining {
	for (const name of Object.keys(options)) known("option of training", name, trainOptionNames);
	const optimizer = chosen("optimizer", options.optimizer ?? "adam", optimizers);
	const schedule = chosen("schedule", options.schedule ?? "constant", schedules);
	const { batch = 32, stop = {}, init = "glorot" } = options;
	for (const [name, value] of Object.entries(stop)) {
		known("condition under stop", name, ["training-error", "loss", "gradient"]);
		if (typeof value !== "number" || !(value >= 0))
			throw new InputError(`stop.${name} is ${JSON.stringify(value)}; a number of at least 0 was expected.`, {
				field: `stop.${name}`,
			});
	}
	const law = typeof init === "string" ? lawOf(init) : init;
	return {
		optimizer: optimizer.variant,
		optimizerSettings: optimizer.settings,
		rate: positive("rate", options.rate ?? optimizer.variant.rate),
		schedule: schedule.variant,
		scheduleSettings: schedule.settings,
		batch: batch === "all" ? batch : whole("batch", batch, 1),
		epochs: whole("epochs", options.epochs ?? 1000, 0),
		init: law,
		seed: whole("seed", options.seed ?? 1, 0),
		start: whole("start", options.start ?? 0, 0),
		stop,
		record: whole("record", options.record ?? 0, 0),
		classify: options.classify ?? false,
	};
}

function chosen<V extends Optimizer | Schedule>(
	family: string,
	given: Named,
	variants: readonly V[],
): { readonly variant: V; readonly settings: Record<string, number> } {
	const { name, ...settings } = typeof given === "string" ? { name: given } : given;
	known(
		family,
		name,
		variants.map((variant) => variant.name),
	);
	const variant = variants.find((each) => each.name === name) as V;
	return {
		variant,
		settings: settle(`The ${family} ${name}`, variant.settings, settings) as Record<string, number>,
	};
}

function known(what: string, name: string, names: readonly string[]): void {
	if (!names.includes(name)) throw new InputError(unknownName(what, name, names), { field: what });
}

function lawOf(text: string): Init {
	let law: Init | null;
	try {
		law = parseInit(text);
	} catch (error) {
		throw new InputError((error as Error).message, { field: "init" });
	}
	if (law !== null) return law;
	throw new InputError(`init is "${text}"; glorot, he, he-uniform or normal:SCALE was expected.`, {
		field: "init",
	});
}

function whole(name: string, value: number, least: number): number {
	if (Number.isSafeInteger(value) && value >= least) return value;
	throw new InputError(
		`${name} is ${JSON.stringify(value)}; a whole number of at least ${least} was expected.`,
		{ field: name },
	);
}

function positive(name: string, value: number): number {
	if (Number.isFinite(value) && value > 0) return value;
	throw new InputError(`${name} is ${JSON.stringify(value)}; a positive number was expected.`, {
		field: name,
	});
}
