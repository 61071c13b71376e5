import type { Citation } from "../theorem.ts";

/** The paper behind the theorems on linear networks and ReLU cones. */
export const zhouCritical: Citation = {
	authors: "Zhou & Liang",
	year: 2018,
	title: "Critical Points of Neural Networks: Analytical Forms and Landscape Properties",
	venue: "ICLR 2018, arXiv 1710.11205",
};
