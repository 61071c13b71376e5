/** What computes: see `chooseEngine`. */
export const engineNames = ["portable", "fused", "native"] as const;
export type EngineName = (typeof engineNames)[number];

/** Engines whose bits are the same wherever they run; those of others are the machine's own. */
const reproducible: ReadonlySet<string> = new Set<EngineName>(["portable", "fused"]);

/** Whether an engine gives the same bits on every machine that it runs on. */
export function isReproducible(engine: EngineName): boolean {
	return reproducible.has(engine);
}
