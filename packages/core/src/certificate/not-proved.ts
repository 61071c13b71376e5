/** Why nothing was proved: which quantity failed, its value, and what to try. */
export class NotProved extends Error {
	readonly quantity: string;
	constructor(quantity: string, sentence: string) {
		super(sentence);
		this.name = "NotProved";
		this.quantity = quantity;
	}
}
