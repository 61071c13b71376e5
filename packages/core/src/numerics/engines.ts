/** What computes: see `chooseEngine`. */
export const engineNames = ["portable", "fused"] as const;
export type EngineName = (typeof engineNames)[number];
