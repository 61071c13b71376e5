import type { Citation } from "../theorem.ts";

/** The paper behind the theorems on binary classifiers. */
export const liangBinary: Citation = {
	authors: "Liang, Sun, Li & Srikant",
	year: 2018,
	title: "Understanding the Loss Surface of Neural Networks for Binary Classification",
	venue: "ICML 2018, arXiv 1803.00909",
};
