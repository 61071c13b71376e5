import type { Citation } from "../theorem.ts";

/** The paper behind the theorems on differentiable local minima. */
export const soudryDifferentiable: Citation = {
	authors: "Soudry & Carmon",
	year: 2016,
	title: "No bad local minima: Data independent training error guarantees for multilayer neural networks",
	venue: "arXiv 1605.08361",
};
