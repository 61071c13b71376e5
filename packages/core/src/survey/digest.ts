import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalPieces } from "./canonical-json.ts";

/** SHA-256 (lower-case hex) of the UTF-8 bytes of the canonical JSON of a value. */
export function digestOf(value: unknown): string {
	const hash = sha256.create();
	for (const piece of canonicalPieces(value)) hash.update(utf8ToBytes(piece));
	return bytesToHex(hash.digest());
}
