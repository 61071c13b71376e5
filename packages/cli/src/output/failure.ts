import { basename, dirname, join } from "node:path";
import { InputError, type InputPlace } from "@lossatlas/core/names";
import { printDocument } from "./json-output.ts";

/** Exit codes of the contract. */
export const exitCodes = { done: 0, fault: 1, badInput: 2, notProved: 3, interrupted: 130 } as const;

/** The command was interrupted; what was finished is saved. */
export class Interrupted extends Error {
	override readonly name = "Interrupted";
	readonly advice: string;

	constructor(message: string, advice: string) {
		super(message);
		this.advice = advice;
	}
}

interface Failure {
	readonly code: number;
	readonly message: string;
	readonly where: InputPlace;
	readonly advice: string | null;
}

const elsewhere = "Choose another place with --out.";

/** Mistakes in what a person named that only the file system notices. */
const systemErrors: Readonly<Record<string, (path: string) => Pick<Failure, "code" | "message" | "advice">>> =
	{
		EACCES: denied,
		EPERM: denied,
		EROFS: (path) => bad(`${path} is on a read-only file system.`),
		ENOTDIR: (path) => bad(`${path} cannot be written: a part of its path is a file.`),
		EEXIST: (path) => bad(`${path} cannot be written: it exists and is not a folder.`),
		EISDIR: (path) => bad(`${path} is a folder; a file was expected.`),
		ENOENT: (path) => bad(`${path} cannot be written: the folder ${dirname(path)} does not exist.`),
		ENAMETOOLONG: (path) => bad(`The name ${path} is too long.`),
		ENOSPC: full,
		EDQUOT: full,
	};

function denied(path: string) {
	return bad(`No permission to write ${path}.`);
}

function bad(message: string) {
	return { code: exitCodes.badInput, message, advice: elsewhere };
}

function full(path: string | undefined) {
	return {
		code: exitCodes.fault,
		message: path === undefined ? "The disk is full." : `The disk is full: ${path} could not be written.`,
		advice: "Free some room; a survey or sweep then goes on with --resume.",
	};
}

function failureOf(error: unknown): Failure {
	if (error instanceof Interrupted)
		return { code: exitCodes.interrupted, message: error.message, where: {}, advice: error.advice };
	if (error instanceof InputError)
		return { code: exitCodes.badInput, message: error.message, where: error.where, advice: error.advice };
	const { code, path, message } = error as NodeJS.ErrnoException;
	const file = path === undefined ? undefined : finalName(path);
	const where = file === undefined ? {} : { file };
	if (code === "ENOSPC" || code === "EDQUOT") return { ...full(file), where };
	const known = systemErrors[code ?? ""];
	if (known !== undefined && file !== undefined) return { ...known(file), where };
	return {
		code: exitCodes.fault,
		message: `A fault of the program: ${message ?? String(error)}`,
		where: {},
		advice:
			"Please report it, with the command and the problem file. LOSSATLAS_DEBUG=1 shows where it happened.",
	};
}

/** The name that a file written in parts was to get: `.a.svg.0123abcd.part` is a.svg. */
function finalName(path: string): string {
	const part = /^\.(.+)\.[0-9a-f]{8}\.part$/.exec(basename(path));
	return part === null ? path : join(dirname(path), part[1]);
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
	process.stderr.write(`${failureText(failure)}\n`);
	if (process.env.LOSSATLAS_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
}

function failureText({ code, message, where, advice }: Failure): string {
	const { file, line, column, field } = where;
	const place = [
		...(file === undefined ? [] : [file]),
		...(line === undefined ? [] : [`line ${line}${column === undefined ? "" : `, column ${column}`}`]),
		...(field === undefined ? [] : [field]),
	];
	return [
		`${code === exitCodes.interrupted ? "" : "error: "}${message}`,
		...(place.length > 0 ? [`  at: ${place.join(", ")}`] : []),
		...(advice === null ? [] : [`  try: ${advice}`]),
	].join("\n");
}
