import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "../survey/canonical-json.ts";
import type { Plan } from "./plan.ts";
import type { CellRow } from "./run-cell.ts";

/**
 * SHA-256 over the digest of the plan, then for each cell in order a line of canonical JSON, [cell, evaluations, values] or
 * [cell, "failed"]. Without times, engines, machines or sentences: executors and interruptions leave it as it is.
 */
export class RowsDigest {
	readonly #hash = sha256.create();
	#last = -1;

	constructor(plan: Plan) {
		this.#hash.update(utf8ToBytes(`${plan.digest}\n`));
	}

	/** Takes the row of a cell; cells come in ascending order, each once. @throws Error otherwise. */
	add({ cell, status, evaluations, values }: CellRow): void {
		if (cell <= this.#last) throw new Error(`Cell ${cell} came after cell ${this.#last}.`);
		this.#last = cell;
		const line = status === "done" ? [cell, evaluations, values] : [cell, "failed"];
		this.#hash.update(utf8ToBytes(`${canonicalJson(line)}\n`));
	}

	hex(): string {
		return bytesToHex(this.#hash.digest());
	}
}
