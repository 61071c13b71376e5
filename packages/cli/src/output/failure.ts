import { InputError, type InputPlace } from "@lossatlas/core";
import { printDocument } from "./json-output.ts";

/** Exit codes of the contract. */
export const exitCodes = { done: 0, fault: 1, badInput: 2, notProved: 3, interrupted: 130 } as const;

/** The command was interrupted; what was finished is saved. */
export class Interrupted extends Error {
	override readonly name = "Interrupted";
}

interface Failure {
	readonly code: number;
	readonly message: string;
	readonly where: InputPlace;
	readonly advice: string | null;
}

function failureOf(error: unknown): Failure {
	if (error instanceof Interrupted)
		return { code: exitCodes.interrupted, message: error.message, where: {}, advice: null };
	if (error instanceof InputError)
		return { code: exitCodes.badInput, message: error.message, where: error.where, advice: error.advice };
	const { code, path, message } = error as NodeJS.ErrnoException;
	const place = path === undefined ? {} : { file: path };
	switch (code) {
		case "EACCES":
		case "EPERM":
		case "EROFS":
			return {
				code: exitCodes.badInput,
				message: `No permission to write ${path}.`,
				where: place,
				advice: "Choose another folder with --out.",
			};
		case "ENOTDIR":
		case "EEXIST":
			return {
				code: exitCodes.badInput,
				message: `${path} is not a folder.`,
				where: place,
				advice: "Choose another folder with --out.",
			};
		case "ENOSPC":
			return {
				code: exitCodes.fault,
				message: "The disk is full.",
				where: place,
				advice: "Free some room and go on with --resume.",
			};
		default:
			return {
				code: exitCodes.fault,
				message: `A fault of the program: ${message ?? String(error)}`,
				where: {},
				advice:
					"Please report it, with the command and the problem file. LOSSATLAS_DEBUG=1 shows where it happened.",
			};
	}
}

/** Tells a person, or with `json` a script, what went wrong, and sets the exit code. */
export function reportFailure(error: unknown, json: boolean): void {
	const failure = failureOf(error);
	process.exitCode = failure.code;
	if (json)
		printDocument({
			schema: "lossatlas/error@1",
			code: failure.code,
			message: failure.message,
			where: failure.where,
			...(failure.advice === null ? {} : { try: failure.advice }),
		});
	const { file, line, column, field } = failure.where;
	const place = [
		...(file === undefined ? [] : [file]),
		...(line === undefined ? [] : [`line ${line}${column === undefined ? "" : `, column ${column}`}`]),
		...(field === undefined ? [] : [field]),
	];
	const lines = [
		`${failure.code === exitCodes.interrupted ? "" : "error: "}${failure.message}`,
		...(place.length > 0 ? [`  at: ${place.join(", ")}`] : []),
		...(failure.advice === null ? [] : [`  try: ${failure.advice}`]),
	];
	process.stderr.write(`${lines.join("\n")}\n`);
	if (process.env.LOSSATLAS_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
}
