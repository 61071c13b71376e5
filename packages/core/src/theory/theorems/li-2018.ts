import type { Citation } from "../theorem.ts";

/** The paper behind the theorems on width and basins. */
export const liWidth: Citation = {
	authors: "Li, Ding & Sun",
	year: 2018,
	title: "On the Benefit of Width for Neural Networks: Disappearance of Basins",
	venue: "arXiv 1812.11039, SIAM J. Optim. 32 (2022)",
};
