import { toText } from "../../rigor/rational.ts";
import { shortcutOf } from "../architecture.ts";
import { separate } from "../exact/linear-separation.ts";
import { type Finding, fails, holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";
import type { Subject } from "../subject.ts";

/** Multipliers that are listed in full. */
const listed = 40;

/** y_i (u.x_i + beta) > 0 for all i with some u and, where inner biases are trained, beta. */
export const linearlySeparable: Hypothesis = {
	id: "linearly-separable",
	title: "The two classes are linearly separable.",
	latex: "\\exists (u, \\beta):\\ y_i (u \\cdot x_i + \\beta) > 0 \\ \\forall i",
	async evaluate(subject): Promise<Finding> {
		const { problem } = subject;
		if (problem.data.labels !== "binary") return fails("The targets are not labels +1 and -1.");
		const offset = shortcutOf(problem)?.innerBiases === "trained";
		return subject.onceForData(`separate ${offset}`, () => evaluate(subject, offset));
	},
};

async function evaluate({ problem: { data } }: Subject, offset: boolean): Promise<Finding> {
	const found = await separate(data.x, data.y, { offset });
	const through = offset ? "a hyperplane" : "a hyperplane through the origin (no trained inner biases)";
	switch (found.status) {
		case "holds": {
			const close =
				found.margin < 1e-6
					? " It holds exactly, but the margin is so small that it says nothing in floating point."
					: "";
			return holds(
				`${through[0].toUpperCase()}${through.slice(1)} separates the classes, relative margin ${found.margin.toPrecision(3)}, checked in exact arithmetic.${close}`,
				{
					direction: Array.from(found.direction),
					offset: found.offset,
					margin: found.margin,
					...(found.exact === null ? {} : { exact: found.exact.map(toText) }),
				},
			);
		}
		case "fails": {
			const { multipliers } = found;
			return fails(
				`No hyperplane${offset ? "" : " through the origin"} separates the classes: a convex combination of ${multipliers.length} samples of both classes, weighted by their labels, vanishes exactly.`,
				{
					samples: multipliers.map(({ sample }) => sample),
					...(multipliers.length <= listed
						? { weights: multipliers.map(({ weight }) => toText(weight)) }
						: {}),
				},
			);
		}
		default:
			return undecided(found.reason);
	}
}
