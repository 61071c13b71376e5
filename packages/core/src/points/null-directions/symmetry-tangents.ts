import type { NullSource } from "./source.ts";

/** Tangents of the orbit of the objective's continuous symmetries through theta. */
export const symmetryTangents: NullSource = ({ symmetries, theta }) =>
	symmetries.generators
		.filter(({ continuous }) => continuous)
		.map((generator) => ({
			reason: generator.reason,
			along: "symmetry" as const,
			directions: generator.tangents(theta),
		}));
