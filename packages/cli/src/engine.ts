import { chooseEngine, InputError } from "@lossatlas/core/laboratory";

/** Chooses what computes. @throws InputError where this machine cannot. */
export async function useEngine(name: string): Promise<void> {
	try {
		await chooseEngine(name);
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		throw new InputError(
			error.message,
			{ field: "--engine" },
			"Leave --engine away, or give --engine portable.",
		);
	}
}
