/** Where an input is wrong. */
export interface InputPlace {
	readonly file?: string;
	readonly line?: number;
	readonly column?: number;
	/** A field of a problem file as `network.layers[0].width`, a column of a table, an array of an npz. */
	readonly field?: string;
}

/** A mistake in what a person gave: what is wrong, where, what was expected, what to try. */
export class InputError extends Error {
	override readonly name = "InputError";
	readonly where: InputPlace;
	/** What to do about it, a sentence; null when the message says it all. */
	readonly advice: string | null;

	constructor(message: string, where: InputPlace = {}, advice: string | null = null) {
		super(message);
		this.where = where;
		this.advice = advice;
	}

	/** The same mistake, placed in a file. */
	in(file: string | undefined): InputError {
		if (file === undefined || this.where.file !== undefined) return this;
		return new InputError(this.message, { file, ...this.where }, this.advice);
	}
}
