import {
	type Certificate,
	type CertifyOptions,
	certify,
	parseProblem,
	verify,
} from "../../src/laboratory.ts";

/** The certificate of a point, after a trip through its text and past the checker; throws the failure's reason. */
export async function proved(
	file: object,
	theta: readonly number[],
	options: CertifyOptions = {},
): Promise<Certificate> {
	const result = certify(await parseProblem(file), Float64Array.from(theta), options);
	if ("failure" in result) throw new Error(`${result.failure.quantity}: ${result.failure.reason}`);
	const copy = JSON.parse(JSON.stringify(result.certificate)) as Certificate;
	const { accepted, reason } = verify(copy);
	if (!accepted) throw new Error(reason);
	return copy;
}

/** The quantity that could not be proved; null where a certificate was obtained. */
export async function refused(
	file: object,
	theta: readonly number[],
	options: CertifyOptions = {},
): Promise<string | null> {
	const result = certify(await parseProblem(file), Float64Array.from(theta), options);
	return "failure" in result ? result.failure.quantity : null;
}
