import type { EnclosedZero, NoZero } from "../rigor/zero.ts";

/** Why nothing was proved: which quantity failed, its value, and what to try. */
export class NotProved extends Error {
	readonly quantity: string;
	constructor(quantity: string, sentence: string) {
		super(sentence);
		this.name = "NotProved";
		this.quantity = quantity;
	}
}

/** The zero, where one was shown. @throws NotProved */
export function orNotProved(found: EnclosedZero | NoZero): EnclosedZero {
	if ("quantity" in found) throw new NotProved(found.quantity, found.sentence);
	return found;
}
