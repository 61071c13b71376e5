import {
	type Certificate,
	type CertifyFailure,
	type CertifyResult,
	certify,
	certifyPath,
	InputError,
	type Problem,
	widthWith,
	withHiddenWidth,
} from "@lossatlas/core/laboratory";
import { writeCertificate } from "../formats/certificate-file.ts";
import { pointLength, readPath, readPoint } from "../formats/point-reader.ts";
import { describeStatement } from "../output/certificate-text.ts";
import { exitCodes } from "../output/failure.ts";
import { printDocument } from "../output/json-output.ts";
import { readProblem } from "../survey-options.ts";

interface Flags {
	readonly point?: string;
	readonly path?: string;
	readonly better?: string;
	readonly out?: string;
	readonly lift?: boolean;
	readonly json?: boolean;
}

/** Progress is told after so many milliseconds. */
const patience = 1500;

/** `certify PROBLEM --point POINT [--better POINT] [--out FILE]`, `certify PROBLEM --path PATH [--out FILE]` */
export async function certifyCommand(path: string, flags: Flags): Promise<void> {
	const problem = await readProblem(path);
	const begun = performance.now();
	const onProgress = (message: string) => {
		if (performance.now() - begun > patience) process.stderr.write(`${message}\n`);
	};
	const result =
		flags.path === undefined
			? await certifyPoint(problem, flags, onProgress)
			: certifyPath(problem, await readPath(problem, flags.path), onProgress);
	if ("failure" in result) {
		process.exitCode = exitCodes.notProved;
		if (flags.json) printDocument(result.failure);
		else process.stdout.write(describeFailure(result.failure));
		return;
	}
	const { certificate } = result;
	if (flags.out !== undefined) await writeCertificate(flags.out, certificate);
	if (flags.json) printDocument(certificate);
	else process.stdout.write(describe(certificate, flags.out));
}

async function certifyPoint(
	problem: Problem,
	{ point, better, lift }: Flags,
	onProgress: (message: string) => void,
): Promise<CertifyResult> {
	if (point === undefined)
		throw new InputError(
			"certify needs a point or a path.",
			{},
			"Give one with --point FILE, or --path FILE.",
		);
	const { theta, notes } = await readPoint(problem, point);
	for (const note of notes) process.stderr.write(`${note}\n`);
	return certify(problem, theta, {
		...(better === undefined ? {} : { better: await readBetter(problem, better) }),
		lift: lift === true,
		onProgress,
	});
}

/** A point of the same network, or of the same network with another width of its hidden layer. */
async function readBetter(problem: Problem, path: string): Promise<Float64Array> {
	const width = widthWith(problem, await pointLength(path));
	const other = width === null ? null : await withHiddenWidth(problem, width);
	return (await readPoint(other ?? problem, path)).theta;
}

function describe(certificate: Certificate, out: string | undefined): string {
	const where =
		out === undefined
			? "Not written: give a file with --out."
			: `Written to ${out}; check it with: lossatlas verify ${out}`;
	return `${describeStatement(certificate, certificate.problem)}\n${where}\n`;
}

function describeFailure({ quantity, reason, try: advice }: CertifyFailure): string {
	return `${[`Not certified (${quantity}). ${reason}`, ...advice.map((each) => `  try: ${each}`)].join("\n")}\n`;
}
