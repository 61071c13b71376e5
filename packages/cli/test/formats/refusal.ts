import { InputError } from "@lossatlas/core";

/** The error that a reader gives. */
export async function refusal(read: () => unknown): Promise<InputError> {
	try {
		await read();
	} catch (error) {
		if (error instanceof InputError) return error;
		throw error;
	}
	throw new Error("No error was reported.");
}
