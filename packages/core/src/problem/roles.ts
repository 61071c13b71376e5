/** Which columns, or arrays, are inputs, targets and weights. */
export interface Roles {
	readonly inputs: string | readonly string[];
	/** `inputs`: the inputs themselves (an autoencoder), unless a column has that name. */
	readonly target: string | readonly string[];
	readonly weights?: string | undefined;
	readonly missing: "error" | "drop";
}

/** One name or several, as a list. */
export function asList(names: string | readonly string[]): readonly string[] {
	return typeof names === "string" ? [names] : names;
}

/** Whether the targets are the inputs themselves: `target: inputs`, and nothing else has that name. */
export function isAutoencoder(target: Roles["target"], known: readonly string[]): boolean {
	return target === "inputs" && !known.includes("inputs");
}
