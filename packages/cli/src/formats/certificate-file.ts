import { gzipSync } from "node:zlib";
import { type Certificate, InputError } from "@lossatlas/core/laboratory";
import { toJson } from "../output/json-output.ts";
import { writeWhole } from "./atomic-write.ts";
import { parseJson } from "./json-text.ts";
import { openNamedFile } from "./named-file.ts";

/** Unpacked certificates up to this size are read. */
const largest = 2 ** 29;

/** Writes a certificate; packed where the name ends in .gz. */
export async function writeCertificate(path: string, certificate: Certificate): Promise<void> {
	const text = `${toJson(certificate)}\n`;
	await writeWhole(path, /\.gz$/i.test(path) ? gzipSync(text) : text);
}

/** Reads what claims to be a certificate: any JSON value. @throws InputError where it is no JSON. */
export async function readCertificate(path: string): Promise<unknown> {
	const { bytes, ending } = await openNamedFile(path, undefined, largest);
	if (ending !== ".json")
		throw new InputError(
			`${path} is not named as a certificate.`,
			{ file: path },
			"A certificate is a .json or .json.gz file.",
		);
	return parseJson(new TextDecoder().decode(bytes), path);
}
