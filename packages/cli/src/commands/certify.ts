import {
	type Certificate,
	type CertifyFailure,
	certify,
	type Problem,
	widthWith,
	withHiddenWidth,
} from "@lossatlas/core/laboratory";
import { writeCertificate } from "../formats/certificate-file.ts";
import { pointLength, readPoint } from "../formats/point-reader.ts";
import { describeStatement } from "../output/certificate-text.ts";
import { exitCodes } from "../output/failure.ts";
import { printDocument } from "../output/json-output.ts";
import { readProblem } from "../survey-options.ts";

interface Flags {
	readonly point: string;
	readonly better?: string;
	readonly out?: string;
	readonly lift?: boolean;
	readonly json?: boolean;
}

/** Progress is told after so many milliseconds. */
const patience = 1500;

/** `certify PROBLEM --point POINT [--better POINT] [--out FILE]` */
export async function certifyCommand(path: string, flags: Flags): Promise<void> {
	const problem = await readProblem(path);
	const { theta, notes } = await readPoint(problem, flags.point);
	for (const note of notes) process.stderr.write(`${note}\n`);
	const better = flags.better === undefined ? null : await readBetter(problem, flags.better);
	const begun = performance.now();
	const result = certify(problem, theta, {
		...(better === null ? {} : { better }),
		lift: flags.lift === true,
		onProgress: (message) => {
			if (performance.now() - begun > patience) process.stderr.write(`${message}\n`);
		},
	});
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
