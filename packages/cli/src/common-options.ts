import { availableParallelism } from "node:os";
import {
	InputError,
	type Problem,
	parseInit,
	parseProblem,
	type SurveyOptions,
	solverNames,
} from "@lossatlas/core";
import type { Command } from "commander";
import { fileSource, readNamedFile } from "./formats/data-source.ts";
import { readPoint } from "./formats/point-reader.ts";

/** Options as commander hands them over. */
export interface SurveyFlags {
	readonly starts: string;
	readonly seed: string;
	readonly target: string;
	readonly init: string;
	readonly solver?: string;
	readonly budget?: string;
	readonly tolerance?: string;
	readonly threads?: string;
	readonly json?: boolean;
}

/** The options that change a survey's result, and `--threads`. */
export function addSurveyOptions(command: Command): Command {
	return command
		.option("--starts <count>", "how many starts", "100")
		.option("--seed <integer>", "fixes everything that is random", "1")
		.option("--target <minima|all>", "local minima, or critical points of every index", "minima")
		.option("--init <how>", "glorot, he, normal:SCALE, or a point file to start from", "glorot")
		.option("--solver <name>", `one of ${solverNames.join(", ")} (default: by target and size)`)
		.option("--budget <evaluations>", "passes over the data that a start may cost")
		.option("--tolerance <number>", "gradient at which a run is examined last (default 1e-10)")
		.option("--threads <count>", "changes only the time (default: all cores)");
}

function number(flag: string, text: string, accepts: (value: number) => boolean, expected: string): number {
	const value = text.trim() === "" ? Number.NaN : Number(text);
	if (!accepts(value))
		throw new InputError(`--${flag} is "${text}"; ${expected} was expected.`, { field: `--${flag}` });
	return value;
}

const whole = (least: number) => (value: number) => Number.isSafeInteger(value) && value >= least;

/** A whole number of at least `least` from a flag. */
export function wholeNumber(flag: string, text: string, least: number): number {
	return number(flag, text, whole(least), `a whole number of at least ${least}`);
}

/** Threads to use. */
export function threadsOf(flags: Pick<SurveyFlags, "threads">): number {
	return flags.threads === undefined ? availableParallelism() : wholeNumber("threads", flags.threads, 1);
}

/** Survey options from flags. @throws InputError for a value that does not fit. */
export async function surveyOptions(problem: Problem, flags: SurveyFlags): Promise<SurveyOptions> {
	if (flags.target !== "minima" && flags.target !== "all")
		throw new InputError(`--target is "${flags.target}"; minima or all was expected.`, { field: "--target" });
	if (flags.solver !== undefined && !solverNames.includes(flags.solver))
		throw new InputError(`--solver is "${flags.solver}"; one of ${solverNames.join(", ")} was expected.`, {
			field: "--solver",
		});
	return {
		starts: wholeNumber("starts", flags.starts, 1),
		seed: wholeNumber("seed", flags.seed, 0),
		target: flags.target,
		init: await initOf(problem, flags.init),
		solver: flags.solver ?? null,
		budget: flags.budget === undefined ? null : wholeNumber("budget", flags.budget, 1),
		tolerance:
			flags.tolerance === undefined
				? null
				: number("tolerance", flags.tolerance, (value) => value > 0 && value < 1, "a number between 0 and 1"),
	};
}

async function initOf(problem: Problem, text: string) {
	try {
		const init = parseInit(text);
		if (init !== null) return init;
	} catch (error) {
		throw new InputError((error as Error).message, { field: "--init" });
	}
	const { theta } = await readPoint(problem, text);
	return { kind: "point" as const, theta: Array.from(theta), scale: 0.1 };
}

/** Reads the problem file that a person named. */
export async function readProblem(path: string): Promise<Problem> {
	const text = new TextDecoder().decode(await readNamedFile(path));
	return parseProblem(text, { file: path, source: fileSource });
}
