import { verify } from "@lossatlas/core/laboratory";
import { readCertificate } from "../formats/certificate-file.ts";
import { describeStatement } from "../output/certificate-text.ts";
import { exitCodes } from "../output/failure.ts";
import { printDocument } from "../output/json-output.ts";

/** `verify CERTIFICATE` */
export async function verifyCommand(path: string, flags: { readonly json?: boolean }): Promise<void> {
	const certificate = await readCertificate(path);
	const found = verify(certificate);
	if (!found.accepted) process.exitCode = exitCodes.notProved;
	if (flags.json) printDocument(found);
	else if (found.statement !== null)
		process.stdout.write(
			`ACCEPTED\n${describeStatement(found.statement, (certificate as { problem?: unknown }).problem)}\n`,
		);
	else process.stdout.write(`REJECTED. ${found.reason}\n`);
}
